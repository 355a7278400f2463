/**
 * What a table answers, three-valued: an input that is missing makes the answer unknown, unless every
 * value that it could have gives the same one.
 */
import type { FactDictionary } from '../case/forms.ts';
import type { FactValue, ListItem } from '../definition/facts.ts';
import { problem, type Problem } from '../problem.ts';
import { plain, readFact } from '../rules/operands.ts';
import type { FactSource } from '../rules/source.ts';
import { rowsTaking, takes, type CompiledColumn, type CompiledTable } from './compile.ts';
import { policies, withoutRows } from './policies.ts';

/** Rows are counted from 0; there is a value for each output. */
export type Decision =
  /** These rows matched, or may have: whichever of them did, the values are the same. */
  | { kind: 'found'; rows: readonly number[]; values: FactValue[] }
  /** No row matched: the defaults, or null. */
  | { kind: 'none'; values: FactValue[] }
  /** It would depend on the inputs that are missing, by their ids. */
  | { kind: 'unknown'; missing: string[]; rows: readonly number[] }
  /** Rows matched together that the hit policy forbids to. */
  | { kind: 'conflict'; rows: readonly number[]; problem: Problem };

/** A value of an input as it is compared; undefined: missing. */
export type Given = ListItem | null | undefined;

/** `given` has a value for each column: for each input, and, where rows are dated, the business day. */
export function decide(compiled: CompiledTable, given: readonly Given[]): Decision {
  const places = compiled.columns.map((column, index) => placeOf(column, given[index]));
  const { table } = compiled;
  if (places.includes(undefined)) return decidePartly(compiled, places);
  return decisionOf(compiled, rowsTaking(compiled, places, policies[table.hit].isFirstEnough));
}

/** Asks a record: its facts are read as conditions read them. `day` is its business date. */
export function decideRecord(
  compiled: CompiledTable,
  source: FactSource,
  facts: FactDictionary,
  day: string | undefined,
): Decision {
  return decide(compiled, givenBy(compiled, source, facts, day));
}

/** What a record gives for each column. */
export function givenBy(
  { columns }: CompiledTable,
  source: FactSource,
  facts: FactDictionary,
  day: string | undefined,
): Given[] {
  return columns.map(({ column: { fact, params } }) => {
    if (fact === undefined) return day;
    const value = readFact(fact, params, { source, facts });
    return Array.isArray(value) ? undefined : (value as Given);
  });
}

/** A value that is none of the column's type, and null where there is always one, are missing. */
function placeOf({ column, classes }: CompiledColumn, value: Given): number | undefined {
  if (value === null) return column.nullable ? classes.of(null) : undefined;
  if (value === undefined || plain(column.type, value) === undefined) return undefined;
  return classes.of(value);
}

function decisionOf({ table }: CompiledTable, rows: readonly number[]): Decision {
  if (rows.length === 0) return { kind: 'none', values: withoutRows(table) };
  const values = policies[table.hit].combine(rows, table);
  if (values !== undefined) return { kind: 'found', rows, values };
  const code = table.hit === 'U' ? 'table_rows_overlap' : 'table_rows_disagree';
  const details = { table: table.name, rows: sayRows(rows) };
  return { kind: 'conflict', rows, problem: problem(code, details) };
}

/** `1, 4`: rows as people count them. */
export function sayRows(rows: readonly number[]): string {
  const shown = rows.slice(0, 20).map((row) => String(row + 1));
  return [...shown, ...(rows.length > 20 ? ['…'] : [])].join(', ');
}

/** More sets of rows than this are not looked at: the answer is then unknown. */
const MOST_SETS = 10_000;

function decidePartly(compiled: CompiledTable, places: readonly (number | undefined)[]): Decision {
  const rows = rowsTaking(compiled, places);
  const open = compiled.columns.filter(
    (column, index) => places[index] === undefined && divides(column, rows),
  );
  const sets = subsets(rows, open);
  const decisions = sets?.map((one) => decisionOf(compiled, one)) ?? [];
  const answers = new Set(decisions.map(answerIn));
  const [first] = decisions;
  if (answers.size === 1 && first !== undefined) {
    return first.kind === 'none' ? first : { ...first, rows };
  }
  return { kind: 'unknown', missing: open.map(({ column }) => column.id), rows };
}

/** Does it make a difference to these rows which value of its domain the column has? */
function divides(column: CompiledColumn, rows: readonly number[]): boolean {
  return rows.some((row) => livePlaces(column).some((place) => !takes(column, row, place)));
}

/** Which of these rows match together, for some values of the columns; undefined where there are too many. */
function subsets(
  rows: readonly number[],
  columns: readonly CompiledColumn[],
): (readonly number[])[] | undefined {
  let sets = new Map<string, readonly number[]>([[rows.join(), rows]]);
  for (const column of columns) {
    const next = new Map<string, readonly number[]>();
    for (const set of sets.values()) {
      for (const place of livePlaces(column)) {
        const left = set.filter((row) => takes(column, row, place));
        next.set(left.join(), left);
        if (next.size > MOST_SETS) return undefined;
      }
    }
    sets = next;
  }
  return [...sets.values()];
}

/** Classes that hold a value of the column's domain. */
function livePlaces({ classes }: CompiledColumn): number[] {
  return classes.samples.flatMap((sample, place) => (sample === undefined ? [] : [place]));
}

function answerIn(decision: Decision): string {
  return 'values' in decision ? JSON.stringify(decision.values) : decision.kind;
}
