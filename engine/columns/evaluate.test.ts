import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileRules, run, type Asked } from '../rules/compile.ts';
import { asked, dictionary, hostileFacts, recordOf } from '../rules/conditions.fixture.ts';
import { hasRow, rowsIn } from './bitmap.ts';
import type { ColumnTable } from './column.ts';
import { evaluateColumns } from './evaluate.ts';
import { columnOf } from './write.ts';

type Row = Readonly<Record<string, unknown>>;

/** Every fact of the dictionary as a column. */
function tableOf(rows: readonly Row[]): ColumnTable {
  const columns = Object.entries(dictionary).map(([id, { type }]) => {
    const values = rows.map((row) => recordOf(row).read(id));
    return [id, columnOf(type, values)] as const;
  });
  return { rows: rows.length, columns: new Map(columns) };
}

function expectSame(rules: readonly Asked[], rows: readonly Row[]): void {
  const program = compileRules(rules, dictionary);
  const answers = evaluateColumns(program, tableOf(rows));
  const places = rules.map((_rule, place) => place);
  const found = rows.map((_row, row) => ({
    hits: places.filter((place) => hasRow(answers[place]!.hits, row)),
    unknown: places.filter((place) => hasRow(answers[place]!.unknown, row)),
  }));
  const wanted = rows.map((row) => {
    const { hits, unknown } = run(program, recordOf(row));
    return { hits: hits.toSorted((a, b) => a - b), unknown: unknown.toSorted((a, b) => a - b) };
  });
  expect(found).toEqual(wanted);
}

test('answers as one record at a time does, for records that hold anything', () => {
  const rules = fc
    .array(asked, { minLength: 1, maxLength: 12 })
    .map((all) => all.map((one, place): Asked => ({ id: `r${place}`, ...one })));
  fc.assert(
    fc.property(rules, fc.array(hostileFacts, { minLength: 1, maxLength: 70 }), expectSame),
    { numRuns: 1000 },
  );
});

function kva(operator: string, value: number) {
  return { fact: 'kva', operator, value };
}

describe('many', () => {
  test('thresholds on one fact', () => {
    const rules = Array.from({ length: 40 }, (_none, at) => ({
      id: `r${at}`,
      condition: { all: [kva('greaterThan', at), kva('notEqual', at + 2)] },
    }));
    const rows = Array.from({ length: 50 }, (_none, at) => ({ kva: at - 1.5 * (at % 2) }));
    expect(() => expectSame(rules, [...rows, {}, { kva: null }])).not.toThrow();
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
