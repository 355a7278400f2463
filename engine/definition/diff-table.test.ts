import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawnTable } from '../tables/tables.fixture.ts';
import { applyDiff } from './apply-diff.ts';
import { diff } from './diff.ts';
import { hitPolicies, TableDefinition, type HitPolicy } from './table.ts';

const name = (zh: string, en: string) => ({ zh, en });

const table = TableDefinition.parse({
  kind: 'table',
  id: 'reply_days',
  name: name('答复时限', 'Reply time'),
  hit: 'F',
  inputs: [
    { id: 'kv', name: name('电压', 'Voltage'), type: 'number', unit: 'kV' },
    {
      id: 'area',
      name: name('地区', 'Area'),
      type: 'enum',
      options: [
        { value: 'urban', name: name('城区', 'urban') },
        { value: 'rural', name: name('农村', 'rural') },
      ],
    },
  ],
  outputs: [{ id: 'days', name: name('天数', 'Days'), type: 'integer', unit: 'd' }],
  rows: [
    { when: [[{ from: 35 }], []], then: [20] },
    { when: [[{ from: 10, below: 35 }], ['rural']], then: [15] },
    { when: [[], []], then: [10] },
  ],
});

function sentences(after: object, before: object = table) {
  return diff(before, after).map(({ sentence }) => [sentence.zh, sentence.en]);
}

const [first, second, third] = table.rows;

describe('changes of a table are told by row and column', () => {
  test.each<[string, object, string[][]]>([
    [
      'a row moved where order is meaning',
      { ...table, rows: [second, first, third] },
      [
        [
          '第 2 行移到第 1 行（行序影响结果）：电压 ≥ 10 且 < 35 kV，地区 农村 → 天数 15 天',
          'Row 2 moved to row 1 (the order of rows counts): Voltage ≥ 10 and < 35 kV, Area rural → Days 15 days',
        ],
      ],
    ],
    [
      'a cell and a result',
      { ...table, rows: [{ when: [[{ from: 110 }], []], then: [22] }, second, third] },
      [
        [
          '第 1 行的“电压”由 ≥ 35 kV 改为 ≥ 110 kV',
          '“Voltage” of row 1 changed from ≥ 35 kV to ≥ 110 kV',
        ],
        ['第 1 行的“天数”由 20 天 改为 22 天', '“Days” of row 1 changed from 20 days to 22 days'],
      ],
    ],
    [
      'a row added between others',
      { ...table, rows: [first, { when: [[], ['urban']], then: [3] }, second, third] },
      [['新增第 2 行：地区 城区 → 天数 3 天', 'Added row 2: Area urban → Days 3 days']],
    ],
    [
      'a row removed',
      { ...table, rows: [first, third] },
      [
        [
          '删除第 2 行：电压 ≥ 10 且 < 35 kV，地区 农村 → 天数 15 天',
          'Removed row 2: Voltage ≥ 10 and < 35 kV, Area rural → Days 15 days',
        ],
      ],
    ],
    [
      'the hit policy',
      { ...table, hit: 'U' },
      [
        [
          '决策表“答复时限”的命中策略由“F 首行”改为“U 唯一”',
          'Hit policy of decision table “Reply time” changed from “F first row” to “U unique”',
        ],
      ],
    ],
  ])('%s', (_, after, words) => {
    expect(sentences(after)).toEqual(words);
  });
});

test('the differences of any two tables, applied, give the new one', () => {
  const drawn = drawnTable(Object.keys(hitPolicies) as HitPolicy[]);
  const shuffled = drawn.chain(({ table: one }) =>
    fc
      .shuffledSubarray(one.rows, { minLength: 1 })
      .map((rows) => ({ before: one, after: { ...one, rows } })),
  );
  const any = fc
    .tuple(drawn, drawn)
    .map(([{ table: before }, { table: after }]) => ({ before, after }));
  fc.assert(
    fc.property(fc.oneof(shuffled, any), ({ before, after }) => {
      expect(applyDiff(clean(before), diff(clean(before), clean(after)) as never)).toEqual(
        clean(after),
      );
    }),
    { numRuns: 300 },
  );
});

/** As it is kept: without what is undefined. */
function clean(one: object): object {
  return JSON.parse(JSON.stringify(one)) as object;
}
