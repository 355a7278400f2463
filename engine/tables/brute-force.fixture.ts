/** What an analysis is to find, by looking at every record of small domains. */
import type { FactValue, ListItem } from '../definition/facts.ts';
import type { Cell, TableDefinition } from '../definition/table.ts';
import {
  answerNaively,
  recordsOf,
  rowsNaively,
  takesNaively,
  type Drawn,
} from './tables.fixture.ts';
import type { TableFinding } from './findings.ts';

type Rec = readonly (ListItem | null)[];

/** Records that no row takes, as text. */
export function openRecords({ table, columns }: Drawn): Set<string> {
  const open = recordsOf(columns).filter((record) => rowsNaively(table, record).length === 0);
  return new Set(open.map(keyOf));
}

/** Records of the regions of gaps, as text. */
export function recordsInGaps({ columns }: Drawn, gaps: readonly TableFinding[]): Set<string> {
  const isIn = (region: Record<string, Cell>, record: Rec) =>
    columns.every(({ input }, place) =>
      takesNaively(region[input.id] ?? [], record[place] ?? null),
    );
  const found = recordsOf(columns).filter((one) =>
    gaps.some(({ region }) => isIn(region ?? {}, one)),
  );
  return new Set(found.map(keyOf));
}

/** Rows that take the record of a witness. */
export function rowsOfWitness({ table, columns }: Drawn, { witness }: TableFinding): number[] {
  return rowsNaively(
    table,
    columns.map(({ input }) => witness?.[input.id] ?? null),
  );
}

/** Two rows that match together and must not: under U any that are not the same, under A contradicting ones. */
export function forbiddenPairs(drawn: Drawn): [number, number][] {
  const { table } = drawn;
  const taken = takenBy(drawn);
  return pairsOf(table.rows.length).filter(([one, other]) => {
    if (at(taken, one).isDisjointFrom(at(taken, other))) return false;
    return table.hit === 'U' ? !isTwin(drawn, one, other) : !isAlike(drawn, one, other);
  });
}

/** Rows that are the same as an earlier one. */
export function laterTwins(drawn: Drawn): Set<number> {
  const pairs = pairsOf(drawn.table.rows.length);
  return new Set(pairs.filter(([one, other]) => isTwin(drawn, one, other)).map(([, row]) => row));
}

/** Rows that take something, and that nothing is decided by; the later ones of twins are left out. */
export function neverDeciding(drawn: Drawn): number[] {
  const { table, columns } = drawn;
  const taken = takenBy(drawn);
  const twins = laterTwins(drawn);
  const goesBefore = (one: number, row: number) =>
    table.hit === 'F' ? one < row : resultOf(table, one) > resultOf(table, row);
  const decides = (row: number) =>
    recordsOf(columns).some((record) => {
      const rows = rowsNaively(table, record);
      return rows.includes(row) && !rows.some((one) => goesBefore(one, row));
    });
  return [...table.rows.keys()].filter(
    (row) => at(taken, row).size > 0 && !twins.has(row) && !decides(row),
  );
}

/** How many records of a row the others leave to it. */
export function leftTo(drawn: Drawn, row: number, others: readonly number[]): number {
  const taken = takenBy(drawn);
  return others.reduce((left, one) => left.difference(at(taken, one)), at(taken, row)).size;
}

/** The answers to every record; lists without an order are sorted. */
export function answersOf(table: TableDefinition, { columns }: Drawn): FactValue[] {
  return recordsOf(columns).map((record) => {
    const answer = answerNaively(table, rowsNaively(table, record));
    return table.hit === 'C' && Array.isArray(answer) ? answer.toSorted(byValue) : answer;
  });
}

/** The table without a row. */
export function without(table: TableDefinition, row: number | undefined): TableDefinition {
  return { ...table, rows: table.rows.filter((_, index) => index !== row) };
}

/** The table with one row in the place of the first of those that are said to be mergeable. */
export function merged(
  table: TableDefinition,
  { rows, column, cell }: TableFinding,
): TableDefinition {
  const [first, ...others] = rows;
  const place = table.inputs.findIndex(({ id }) => id === column);
  const changed = table.rows.map((row, index) =>
    index === first ? { ...row, when: row.when.with(place, cell ?? []) } : row,
  );
  return { ...table, rows: changed.filter((_, index) => !others.includes(index)) };
}

/** The answer that all values of the missing columns agree on. */
export function agreedOn(drawn: Drawn, record: Rec, missing: readonly number[]): FactValue {
  const { table, columns } = drawn;
  const alike = recordsOf(columns).filter((one) =>
    one.every((value, place) => missing.includes(place) || value === record[place]),
  );
  const answers = alike.map((one) => answerNaively(table, rowsNaively(table, one)));
  const different = new Set(answers.map((answer) => JSON.stringify(answer)));
  return different.size === 1 ? (answers[0] ?? null) : 'unknown';
}

function keyOf(record: Rec): string {
  return JSON.stringify(record);
}

function byValue(one: ListItem, other: ListItem): number {
  return Number(one) - Number(other);
}

function pairsOf(rows: number): [number, number][] {
  const all = [...Array(rows).keys()];
  return all.flatMap((one) => all.slice(one + 1).map((other): [number, number] => [one, other]));
}

/** Row -> the records that it takes, as text. */
function takenBy({ table, columns }: Drawn): Set<string>[] {
  const taken = table.rows.map(() => new Set<string>());
  for (const record of recordsOf(columns)) {
    for (const row of rowsNaively(table, record)) at(taken, row).add(keyOf(record));
  }
  return taken;
}

function at(taken: readonly Set<string>[], row: number): Set<string> {
  return taken[row] ?? new Set();
}

function resultOf({ rows }: TableDefinition, row: number): number {
  return Number(rows[row]?.then[0]);
}

function isAlike({ table }: Drawn, one: number, other: number): boolean {
  return resultOf(table, one) === resultOf(table, other);
}

function isTwin(drawn: Drawn, one: number, other: number): boolean {
  const taken = takenBy(drawn);
  const [left, right] = [at(taken, one), at(taken, other)];
  const isSame = left.size === right.size && left.isSubsetOf(right);
  return isSame && left.size > 0 && isAlike(drawn, one, other);
}
