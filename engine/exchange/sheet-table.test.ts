import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TableDefinition } from '../definition/table.ts';
import { wordsOf } from '../problem.ts';
import { readPasted, writeDelimited, type Grid } from './grid.ts';
import { proposeMapping } from './mapping.ts';
import { gridOfTable, tableOfGrid } from './sheet-table.ts';
import { anyTable } from './tables.fixture.ts';

function pasted(text: string): Grid {
  const read = readPasted(text);
  return read.ok ? read.value : { name: '', rows: [] };
}

function imported(grid: Grid): { table: TableDefinition | undefined; said: string[] } {
  const proposal = proposeMapping(grid);
  const made = proposal && tableOfGrid(grid, proposal.mapping);
  const problems = [
    ...(proposal?.guesses ?? []),
    ...(made?.ok ? made.value.problems : (made?.problems ?? [])),
  ];
  return {
    table: made?.ok ? made.value.tables[0] : undefined,
    said: problems.map((one) => wordsOf(one).en),
  };
}

describe('a sheet', () => {
  test('of names and cells', () => {
    const { table, said } = imported(
      pasted('input1\tinput2\toutput1\nfoo\t> 10\tfoofoo\nbar\t[1..2)\t\n'),
    );
    expect(table).toMatchObject({
      hit: 'U',
      inputs: [
        { id: 'input1', type: 'string' },
        { id: 'input2', type: 'number' },
      ],
      outputs: [{ id: 'output1', type: 'string', nullable: true }],
      rows: [
        { when: [['foo'], [{ above: 10 }]], then: ['foofoo'] },
        { when: [['bar'], [{ from: 1, below: 2 }]], then: [null] },
      ],
    });
    expect(said).toEqual([
      '“input1” has no type; it is taken as text (cell A2)',
      '“input2” has no type; it is taken as number (cell B2)',
      '“output1” has no type; it is taken as text (cell C2)',
      '“Hit policy” is not given; it is taken as U, unique (cell A1)',
    ]);
  });

  test('of a title, roles, names and types', () => {
    const text = [
      '定级',
      'F\t输入\t输入\t输出\t备注\t生效日期',
      '\t年龄\t城市\t等级\t说明\t',
      '\t整数\t文字\t文字\t\t',
      '1\t≥18\t上海，北京\t-甲\t首选\t2026-01-01',
      'last\t\t"a, b"\t乙, 丙\t\t',
    ].join('\n');
    const { table, said } = imported(pasted(text));
    expect(table).toMatchObject({
      name: { zh: '定级' },
      hit: 'F',
      inputs: [
        { id: 'input', name: { zh: '年龄' }, type: 'integer' },
        { id: 'input_2', name: { zh: '城市' }, type: 'string' },
      ],
      outputs: [{ id: 'result', name: { zh: '等级' } }],
      rows: [
        {
          when: [[{ from: 18 }], ['上海', '北京']],
          then: ['-甲'],
          note: { zh: '首选' },
          valid_from: '2026-01-01',
        },
        { id: 'last', when: [[], ['a, b']], then: ['乙, 丙'] },
      ],
    });
    expect(said).toEqual(['“–” has empty conditions: they take every value (cell A5)']);
  });

  test('with words, days and brackets as people write them', () => {
    const { table } = imported(
      pasted('a\tb\tc\tresult\nTRUE\t2026/2/9\t（10..20】\t是\n否\t< 2026年12月1日\t［1..2）\tno'),
    );
    expect(table?.rows).toEqual([
      { when: [[true], ['2026-02-09'], [{ above: 10, to: 20 }]], then: [true] },
      { when: [[false], [{ below: '2026-12-01' }], [{ from: 1, below: 2 }]], then: [false] },
    ]);
    const words = imported(pasted('a\tresult\n是\t（甲）\n也许\t乙'));
    expect(words.table?.rows.map(({ when, then }) => [when, then])).toEqual([
      [[['是']], ['（甲）']],
      [[['也许']], ['乙']],
    ]);
  });

  test('whose last column is the result', () => {
    const { table } = imported(pasted('age\tcity\tgrade\n5\tx\tA'));
    expect(table?.outputs).toMatchObject([{ id: 'grade' }]);
  });

  test.each([
    ['1,000', 'thousands'],
    ['10~20', 'does not fit the type'],
    ['[5..1]', 'ends before'],
    ['> x', 'only numbers and dates'],
    ['#N/A', 'does not fit the type'],
  ])('with the cell %s among numbers is refused, and the cell is named', (cell, reason) => {
    const { table, said } = imported({
      name: '',
      rows: [
        ['a', 'b'],
        ['> 1', 'x'],
        ['[2..3]', 'y'],
        [cell, 'z'],
      ],
    });
    expect(table).toBeUndefined();
    expect(said.filter((one) => one.includes('cannot be imported'))).toEqual([
      expect.stringMatching(new RegExp(`${reason}.*\\(cell A4\\)`)),
    ]);
  });

  test.each([[''], ['one'], ['a\nb\nc'], ['a\tb'], ['\t\n\t']])('is no table: %j', (text) => {
    expect(proposeMapping(pasted(text))).toBeUndefined();
  });

  test('tells of what stands beside its columns', () => {
    const grid = {
      name: '',
      rows: [
        ['a', '', 'b'],
        ['1', '', 'x'],
      ],
    };
    const { mapping } = proposeMapping(grid)!;
    const made = tableOfGrid({ ...grid, rows: [...grid.rows, ['2', 'aside', 'y']] }, mapping);
    expect(made).toMatchObject({ value: { problems: [{ code: 'exchange_not_kept' }] } });
  });
});

test('a table written as a sheet and pasted back decides the same', () => {
  fc.assert(
    fc.property(anyTable(), fc.constantFrom('\t' as const, ',' as const), (table, delimiter) => {
      const grid = pasted(writeDelimited(gridOfTable(table, 'zh'), delimiter));
      const { mapping } = proposeMapping(grid)!;
      const back = tableOfGrid(grid, mapping);
      const wanted = {
        hit: table.hit,
        inputs: table.inputs.map(({ type }) => ({ type })),
        outputs: table.outputs.map(({ type }) => ({ type })),
        rows: table.rows.map(({ when, then }) => ({ when, then })),
      };
      expect(back).toMatchObject({ value: { tables: [wanted] } });
    }),
    { numRuns: 300 },
  );
});

test('no cell of a written sheet is a formula', () => {
  fc.assert(
    fc.property(anyTable(), (table) => {
      const text = writeDelimited(gridOfTable(table, 'en'), '\t');
      expect(text).not.toMatch(/(?:^|[\t\n])"?[=+@＝＋－＠]/);
      expect(text).not.toMatch(/(?:^|[\t\n])"?-(?!\d+(?:\.\d+)?[\t\r])/);
    }),
  );
});

test('hostile cells are read quickly', () => {
  const long = [
    '.'.repeat(20_000),
    '_'.repeat(20_000),
    '['.repeat(20_000),
    '1,'.repeat(10_000),
    '"'.repeat(20_000),
    '，'.repeat(20_000),
  ];
  const grid = { name: '', rows: [[...long], ...Array.from({ length: 50 }, () => long)] };
  const before = performance.now();
  const { mapping } = proposeMapping(grid)!;
  tableOfGrid(grid, mapping);
  expect(performance.now() - before).toBeLessThan(5000);
});
