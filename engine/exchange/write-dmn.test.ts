import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TableDefinition } from '../definition/table.ts';
import { ok } from '../problem.ts';
import { readDmn } from './read-dmn.ts';
import { anyTable } from './tables.fixture.ts';
import { writeDmn } from './write-dmn.ts';

const same = (text: string) => ({ zh: text, en: text });

const grade: TableDefinition = {
  kind: 'table',
  id: 'grade',
  name: { zh: '等级', en: 'Grade' },
  description: { zh: '按分数\n定级', en: 'by points' },
  hit: 'U',
  inputs: [
    { id: 'points', name: same('分数 <points>'), type: 'integer', min: 0, max: 100, unit: '分' },
  ],
  outputs: [
    {
      id: 'grade',
      name: same('等级'),
      type: 'enum',
      options: [
        { value: 'a', name: { zh: '甲', en: 'A' } },
        { value: 'b', name: same('b') },
      ],
      default: 'b',
    },
  ],
  rows: [
    {
      id: 'top',
      when: [[{ from: 90 }]],
      then: ['a'],
      note: { zh: '最高 & 最好', en: 'top' },
      valid_from: '2026-01-01',
      basis: { kind: 'typical', source: { zh: '内部', en: 'in-house' } },
    },
    { when: [[{ from: 60, below: 90 }, 59.5]], then: ['b'] },
  ],
};

const fee: TableDefinition = {
  kind: 'table',
  id: 'fee',
  name: same('费用'),
  hit: 'C+',
  inputs: [
    { id: 'level', name: same('等级'), fact: 'grade.grade', type: 'string' },
    { id: 'since', name: same('起始'), fact: 'account.opened', type: 'date', nullable: true },
    {
      id: 'visits',
      name: same('次数'),
      fact: 'visits',
      params: { step: 'survey' },
      type: 'number',
    },
  ],
  outputs: [{ id: 'amount', name: same('金额'), type: 'number', nullable: false }],
  rows: [{ when: [['a', { not: ['b', 'c'] }], [null, { below: '2020-01-01' }], []], then: [-0.5] }],
};

function written(...tables: TableDefinition[]): string {
  const result = writeDmn(tables);
  expect(result).toMatchObject({ ok: true });
  return result.ok ? result.value : '';
}

describe('a table that is written', () => {
  test('is read back the same, with tables it asks', () => {
    expect(readDmn(written(grade, fee))).toEqual(ok({ tables: [grade, fee], problems: [] }));
  });

  test('is read back the same by itself', () => {
    expect(readDmn(written(fee))).toEqual(ok({ tables: [fee], problems: [] }));
  });

  test('names what it asks as other tools do', () => {
    const text = written(grade, fee);
    expect(text).toContain('<requiredDecision href="#grade"/>');
    expect(text).toContain('<text>grade</text>');
    expect(text).toContain('<decisionTable id="fee.table" hitPolicy="COLLECT" aggregation="SUM">');
    expect(text).toContain('<text>"a", not(? in ("b", "c"))</text>');
  });

  test('any table comes back the same', () => {
    fc.assert(
      fc.property(anyTable(), (table) => {
        expect(readDmn(written(table))).toEqual(ok({ tables: [table], problems: [] }));
      }),
      { numRuns: 200 },
    );
  });
});

describe('what would come back in another way is refused, and named', () => {
  const [points] = grade.inputs;
  const option = { value: 'x', name: same('x') };
  const broken: [string, TableDefinition, string][] = [
    ['a control character', { ...grade, name: same('a\u0001') }, 'control characters'],
    [
      'a value of another type',
      { ...grade, rows: [{ when: [['ninety']], then: ['a'] }] },
      'exchange_cell',
    ],
    [
      'an option beside a bound',
      {
        ...grade,
        inputs: [{ ...points!, type: 'enum', min: 0.5, options: [option] }],
        rows: [{ when: [['x']], then: ['a'] }],
      },
      'input 1',
    ],
    [
      'a note of spaces',
      { ...grade, rows: [{ when: [[]], then: ['a'], note: same(' ') }] },
      'row 1',
    ],
  ];

  test.each(broken)('%s', (_, table, words) => {
    const result = writeDmn([table]);
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).toContain(words);
  });
});
