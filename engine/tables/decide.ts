/**
 * What a table answers, three-valued: an input that is missing makes the answer unknown, unless every
 * value that it could have gives the same one.
 */
import type { FactDictionary } from '../case/forms.ts';
import type { FactValue, ListItem } from '../definition/facts.ts';
import { problem, type Problem } from '../problem.ts';
import { plain, readFact } from '../rules/operands.ts';
import type { FactSource } from '../rules/source.ts';
import { rowsTaking, type CompiledColumn, type CompiledTable } from './compile.ts';
import { policies, withoutRows } from './policies.ts';
import { columnsThatTell, eachSet } from './sets-of-rows.ts';

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

function decidePartly(compiled: CompiledTable, places: readonly (number | undefined)[]): Decision {
  const rows = rowsTaking(compiled, places);
  const missing = compiled.columns.filter((_, index) => places[index] === undefined);
  const open = columnsThatTell(missing, rows);
  const answers = new Map<string, Decision>();
  const isWhole = eachSet(rows, open, (set) => {
    const decision = decisionOf(compiled, set);
    answers.set(answerIn(decision), decision);
    return answers.size > 1 ? 'enough' : 'go on';
  });
  const [first] = answers.values();
  if (!isWhole || answers.size !== 1 || first === undefined) {
    return { kind: 'unknown', missing: open.map(({ column }) => column.id), rows };
  }
  return first.kind === 'none' ? first : { ...first, rows };
}

function answerIn(decision: Decision): string {
  return 'values' in decision ? JSON.stringify(decision.values) : decision.kind;
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
