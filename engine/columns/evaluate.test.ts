import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRules, run, type Asked } from '../rules/compile.ts';
import { asked, dictionary, hostileFacts, recordOf } from '../rules/conditions.fixture.ts';
import { evaluateRecords } from './batch.ts';
import { countRows, hasRow, rowsIn } from './bitmap.ts';
import { evaluateColumns } from './evaluate.ts';
import { tableOf, type Row } from './rows.fixture.ts';
import type { RuleRows } from './stretches.ts';
import { whatIf } from './what-if.ts';
import { columnOf } from './write.ts';

/** What each row answered, as `run` has it. */
function byRow(answers: readonly RuleRows[], rows: number) {
  const places = [...answers.keys()];
  return Array.from({ length: rows }, (_none, row) => ({
    hits: places.filter((place) => hasRow(answers[place]!.hits, row)),
    unknown: places.filter((place) => hasRow(answers[place]!.unknown, row)),
  }));
}

function oneByOne(rules: readonly Asked[], rows: readonly Row[]) {
  const program = compileRules(rules, dictionary);
  return rows.map((row) => {
    const { hits, unknown } = run(program, recordOf(row));
    return { hits: hits.toSorted((a, b) => a - b), unknown: unknown.toSorted((a, b) => a - b) };
  });
}

function kva(operator: string, value: number) {
  return { fact: 'kva', operator, value };
}

test('columns and batches answer as one record at a time does, whatever records hold', () => {
  const rules = fc
    .array(asked, { minLength: 1, maxLength: 12 })
    .map((all) => all.map((one, place): Asked => ({ id: `r${place}`, ...one })));
  fc.assert(
    fc.property(rules, fc.array(hostileFacts, { minLength: 1, maxLength: 70 }), (all, rows) => {
      const program = compileRules(all, dictionary);
      const wanted = oneByOne(all, rows);
      const { length } = rows;
      expect(byRow(evaluateColumns(program, tableOf(rows)), length)).toEqual(wanted);
      expect(byRow(evaluateRecords(program, rows as never), length)).toEqual(wanted);
    }),
    { numRuns: 1000 },
  );
});

describe('many', () => {
  test('thresholds on one fact', () => {
    const rules = Array.from({ length: 40 }, (_none, at) => ({
      id: `r${at}`,
      condition: { all: [kva('greaterThan', at), kva('notEqual', at + 2)] },
    }));
    const some = Array.from({ length: 50 }, (_none, at) => ({ kva: at - 1.5 * (at % 2) }));
    const rows = [...some, {}, { kva: null }];
    const answers = evaluateColumns(compileRules(rules, dictionary), tableOf(rows));
    expect(byRow(answers, rows.length)).toEqual(oneByOne(rules, rows));
  });

  test('rows, different values among them', () => {
    const values = Array.from({ length: 100_003 }, (_none, at) => (at * 7919) % 100_003);
    const columns = new Map([['kva', columnOf('number', values)]]);
    const program = compileRules([{ id: 'one', condition: kva('lessThan', 5) }], dictionary);
    const [answer] = evaluateColumns(program, { rows: values.length, columns });
    const wanted = [...values.keys()].filter((row) => values[row]! < 5);
    expect([...rowsIn(answer!.hits)]).toEqual(wanted);
  });
});

test('names that every object has are no facts of a record', () => {
  const facts = { constructor: dictionary['customer']!, toString: dictionary['customer']! };
  const condition = { fact: 'toString', operator: 'notEqual', value: 'a' };
  const program = compileRules([{ id: 'one', condition }], facts);
  const [answer] = evaluateRecords(program, [{}, { toString: 'b' }]);
  expect([[...rowsIn(answer!.hits)], [...rowsIn(answer!.unknown)]]).toEqual([[1], [0]]);
});

test('a changed rule: rows gained and lost', () => {
  const table = tableOf([{ kva: 1 }, { kva: 2 }, { kva: 3 }, {}]);
  const [before] = evaluateColumns(
    compileRules([{ id: 'one', condition: kva('lessThan', 3) }], dictionary),
    table,
  );
  const changed = { id: 'one', condition: kva('greaterThan', 1) };
  const { now, gained, lost } = whatIf(before!, changed, { facts: dictionary, table });
  expect([...rowsIn(gained), -1, ...rowsIn(lost)]).toEqual([2, -1, 0]);
  expect([countRows(now.hits), countRows(now.unknown)]).toEqual([2, 1]);
});

test('two facts compared, in columns of codes and of numbers', () => {
  const pairs = ['equal', 'notEqual', 'lessThan', 'greaterThanInclusive'].flatMap((operator) => [
    { fact: 'kva', operator, value: { fact: 'load' } },
    { fact: 'energised_at', operator, value: { fact: 'checked_at' } },
    { fact: 'planned_on', operator, value: { fact: 'signed_on' } },
  ]);
  const rules = pairs.map((condition, at) => ({ id: `r${at}`, condition }));
  const moments = [
    null,
    undefined,
    ...[0, 1, 2, 3, 4, 5, 6].map((at) => new Date(at * 1000).toISOString()),
  ];
  const days = ['2026-02-11', '2026-02-12', null, undefined, 'soon'];
  const rows = Array.from({ length: 70_000 }, (_none, at) => ({
    kva: at / 3,
    load: (at % 700) / 3,
    energised_at: new Date((at % 13) * 1000).toISOString(),
    checked_at: moments[at % 9],
    planned_on: days[at % 5],
    signed_on: days[at % 4],
  }));
  const answers = evaluateColumns(compileRules(rules, dictionary), tableOf(rows));
  expect(byRow(answers, rows.length)).toEqual(oneByOne(rules, rows));
});

test('a column of another type than its fact is read as the interpreter reads it', () => {
  const times = columnOf('datetime', ['2026-02-12T00:00:00.000Z', undefined]);
  const table = { rows: 2, columns: new Map([['customer', times]]) };
  const condition = { fact: 'customer', operator: 'equal', value: '2026-02-12T00:00:00.000Z' };
  const [answer] = evaluateColumns(compileRules([{ id: 'one', condition }], dictionary), table);
  expect([[...rowsIn(answer!.hits)], [...rowsIn(answer!.unknown)]]).toEqual([[0], [1]]);
});
