import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hitPolicies, type HitPolicy } from '../definition/table.ts';
import { agreedOn } from './brute-force.fixture.ts';
import { compileTable } from './compile.ts';
import { decide, type Decision, type Given } from './decide.ts';
import {
  answerNaively,
  domains,
  drawnTable,
  recordsOf,
  rowsNaively,
  tableOf,
} from './tables.fixture.ts';

const hits = Object.keys(hitPolicies) as HitPolicy[];

function answerOf(decision: Decision) {
  return 'values' in decision ? decision.values[0] : decision.kind;
}

describe('a table answers as its rows say', () => {
  test('each hit policy, on every record of random tables', () => {
    fc.assert(
      fc.property(drawnTable(hits), ({ table, columns }) => {
        const compiled = compileTable(table, {});
        for (const record of recordsOf(columns)) {
          const decision = decide(compiled, record);
          expect(answerOf(decision)).toEqual(answerNaively(table, rowsNaively(table, record)));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('missing inputs make it unknown unless all their values give the same answer', () => {
    const asked = drawnTable(hits).chain((drawn) =>
      fc.record({
        drawn: fc.constant(drawn),
        record: fc.constantFrom(...recordsOf(drawn.columns)),
        missing: fc.subarray([...drawn.columns.keys()], { minLength: 1 }),
      }),
    );
    fc.assert(
      fc.property(asked, ({ drawn, record, missing }) => {
        const given: Given[] = [...record];
        for (const place of missing) given[place] = undefined;
        const decision = decide(compileTable(drawn.table, {}), given);
        expect(answerOf(decision)).toEqual(agreedOn(drawn, record, missing));
      }),
      { numRuns: 300 },
    );
  });
});

const [whole, , area] = domains;
const columns = [whole, area].filter((one) => one !== undefined);

describe('values that are none', () => {
  const table = tableOf('U', columns, [
    { when: [[{ to: 2 }], []], then: [1] },
    { when: [[{ above: 2 }], ['a']], then: [2] },
    { when: [[{ above: 2 }], [null]], then: [3] },
  ]);
  const compiled = compileTable(table, {});

  test.each<[string, Given[], unknown]>([
    ['text for a number is missing', ['1', 'a'], 'unknown'],
    ['null where there is always a value is missing', [null, 'a'], 'unknown'],
    ['null where there may be none is a value', [3, null], 3],
    ['what does not matter may be missing', [1, undefined], 1],
    ['what matters may not', [3, undefined], 'unknown'],
    ['no row: there is no answer', [3, 'b'], null],
  ])('%s', (_, given, answer) => {
    expect(answerOf(decide(compiled, given))).toEqual(answer);
  });

  test('what is missing is named', () => {
    expect(decide(compiled, [3, undefined])).toMatchObject({ missing: ['area'], rows: [1, 2] });
  });
});

describe('rows that must not match together', () => {
  const rows = [
    { when: [[{ to: 2 }], []], then: [1] },
    { when: [[{ from: 2 }], []], then: [2] },
  ];

  test.each<[HitPolicy, string]>([
    ['U', 'table_rows_overlap'],
    ['A', 'table_rows_disagree'],
  ])('%s: %s', (hit, code) => {
    const decision = decide(compileTable(tableOf(hit, columns, rows), {}), [2, 'a']);
    expect(decision).toMatchObject({ kind: 'conflict', rows: [0, 1], problem: { code } });
  });

  test('P: two results of one rank', () => {
    const more = { outputs: [out('first', [1]), out('second')] };
    const paired = rows.map(({ when, then }) => ({ when, then: [1, ...then] }));
    const decision = decide(compileTable(tableOf('P', columns, paired, more), {}), [2, 'a']);
    expect(decision).toMatchObject({ kind: 'conflict', rows: [0, 1] });
  });
});

function out(id: string, values?: number[]) {
  return { id, name: { zh: id, en: id }, type: 'integer', ...(values && { values }) };
}

describe('rows that count for a time', () => {
  const table = tableOf('U', columns, [
    { when: [[], []], then: [1], valid_to: '2026-06-30' },
    { when: [[], []], then: [2], valid_from: '2026-07-01' },
  ]);
  const compiled = compileTable(table, {});

  test.each<[Given, unknown]>([
    ['2026-06-30', 1],
    ['2026-07-01', 2],
    [undefined, 'unknown'],
  ])('%s: %s', (day, answer) => {
    expect(answerOf(decide(compiled, [1, 'a', day]))).toEqual(answer);
  });
});

describe('where no row matches', () => {
  test.each<[HitPolicy, object, unknown]>([
    ['U', { default: 3 }, 3],
    ['U', {}, null],
    ['C', {}, []],
    ['C', { default: 3 }, [3]],
    ['C#', {}, 0],
    ['C+', {}, null],
    ['C+', { default: 0 }, 0],
  ])('%s %j: %j', (hit, more, answer) => {
    const outputs = [{ ...out('out', [1, 2, 3]), ...more }];
    const table = tableOf(hit, columns, [{ when: [[4], []], then: [1] }], { outputs });
    expect(answerOf(decide(compileTable(table, {}), [0, 'a']))).toEqual(answer);
  });
});

test('sums are exact', () => {
  const outputs = [{ id: 'out', name: { zh: 'out', en: 'out' }, type: 'number' }];
  const rows = [0.1, 0.2].map((value) => ({ when: [[], []], then: [value] }));
  const compiled = compileTable(tableOf('C+', columns, rows, { outputs }), {});
  expect(answerOf(decide(compiled, [0, 'a']))).toBe(0.3);
});
