/** Hit policies, one row each: what the rows that match come to. */
import type { FactValue, ListItem } from '../definition/facts.ts';
import {
  hitPolicies,
  type HitPolicy,
  type TableDefinition,
  type TableOutput,
} from '../definition/table.ts';
import type { Localized } from '../problem.ts';
import { add, rational, round, type Rational } from '../indicators/decimal.ts';
import { ordinal } from './columns.ts';

/** The rows that match, in row order; there is one at least. */
type Rows = readonly number[];

interface Policy {
  /** What is given for an output: a value of a row, a list of values, or a figure made of them. */
  gives: 'value' | 'list' | 'sum' | 'extreme' | 'count';
  /** Nothing after the first row that matches is looked at. */
  isFirstEnough?: boolean;
  /** The order of the rows is meaning. */
  isOrderMeaning?: boolean;
  /** The outputs say which results go before others. */
  ranks?: boolean;
  /** One value an output; undefined where the policy forbids that these rows match together. */
  combine(rows: Rows, table: TableDefinition): FactValue[] | undefined;
}

export const policies: Record<HitPolicy, Policy> = {
  U: {
    gives: 'value',
    combine: (rows, table) => (rows.length === 1 ? resultOf(table, rows[0]) : undefined),
  },
  A: {
    gives: 'value',
    combine: (rows, table) => {
      const [first, ...others] = rows;
      return others.every((row) => isSameResult(table, first ?? 0, row))
        ? resultOf(table, first)
        : undefined;
    },
  },
  P: {
    gives: 'value',
    ranks: true,
    combine: (rows, table) => {
      const [best = 0, ...others] = byRank(rows, table);
      const rivals = others.filter((row) => compareRank(table, best, row) === 0);
      return rivals.every((row) => isSameResult(table, best, row))
        ? resultOf(table, best)
        : undefined;
    },
  },
  F: {
    gives: 'value',
    isFirstEnough: true,
    isOrderMeaning: true,
    combine: (rows, table) => resultOf(table, rows[0]),
  },
  R: { gives: 'list', isOrderMeaning: true, combine: lists },
  O: {
    gives: 'list',
    ranks: true,
    combine: (rows, table) => lists(byRank(rows, table), table),
  },
  C: { gives: 'list', combine: lists },
  'C+': { gives: 'sum', combine: (rows, table) => figures(rows, table, total) },
  'C<': { gives: 'extreme', combine: (rows, table) => figures(rows, table, extreme(-1)) },
  'C>': { gives: 'extreme', combine: (rows, table) => figures(rows, table, extreme(1)) },
  'C#': { gives: 'count', combine: (rows, { outputs }) => outputs.map(() => rows.length) },
};

/** `F 首行` */
export function hitName(hit: HitPolicy): Localized {
  const { zh, en } = hitPolicies[hit];
  return { zh: `${hit} ${zh}`, en: `${hit} ${en}` };
}

/** What holds where no row matches: the defaults, nothing at all, or none of a kind. */
export function withoutRows({ hit, outputs }: TableDefinition): FactValue[] {
  const { gives } = policies[hit];
  return outputs.map(({ default: none }) => {
    if (gives === 'count') return 0;
    if (gives === 'list') return none === undefined || none === null ? [] : [none];
    return none ?? null;
  });
}

/** Is anything said for records that no row matches? */
export function saysWithoutRows({ hit, outputs }: TableDefinition): boolean {
  const { gives } = policies[hit];
  return gives === 'count' || gives === 'list' || outputs.every((one) => one.default !== undefined);
}

export function isSameResult({ rows }: TableDefinition, one: number, other: number): boolean {
  const [left, right] = [rows[one]?.then ?? [], rows[other]?.then ?? []];
  return left.length === right.length && left.every((value, index) => value === right[index]);
}

/** Negative where the results of one row go before those of another. */
export function compareRank(table: TableDefinition, one: number, other: number): number {
  for (const [index, output] of table.outputs.entries()) {
    const difference =
      rankOf(output, table.rows[one]?.then[index]) - rankOf(output, table.rows[other]?.then[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Does an output say which of its values go first? */
export function ordersValues({ type, options, values }: TableOutput): boolean {
  return values !== undefined || (type === 'enum' && options !== undefined);
}

/** Outputs without an order do not count; a value that is not listed goes last. */
function rankOf({ type, options, values }: TableOutput, value: FactValue | undefined): number {
  const listed: readonly unknown[] | undefined =
    values ?? (type === 'enum' ? options?.map((one) => one.value) : undefined);
  if (listed === undefined) return 0;
  const place = listed.indexOf(value);
  return place < 0 ? listed.length : place;
}

function byRank(rows: Rows, table: TableDefinition): Rows {
  return rows.toSorted((one, other) => compareRank(table, one, other) || one - other);
}

function resultOf({ rows }: TableDefinition, row: number | undefined): FactValue[] {
  return [...((row === undefined ? undefined : rows[row]?.then) ?? [])];
}

function valuesOf(rows: Rows, table: TableDefinition, output: number): ListItem[] {
  return rows.flatMap((row) => table.rows[row]?.then[output] ?? []);
}

function lists(rows: Rows, table: TableDefinition): FactValue[] {
  return table.outputs.map((_, output) => valuesOf(rows, table, output));
}

type Figure = (values: ListItem[], output: TableOutput) => FactValue;

function figures(rows: Rows, table: TableDefinition, figure: Figure): FactValue[] {
  return table.outputs.map((output, place) => figure(valuesOf(rows, table, place), output));
}

/** Exact: 0.1 and 0.2 are 0.3. */
function total(values: ListItem[]): FactValue {
  const numbers = values.filter((one) => typeof one === 'number');
  if (numbers.every(Number.isSafeInteger)) return numbers.reduce((all, one) => all + one, 0);
  const nothing: Rational = { numerator: 0n, denominator: 1n };
  return round(
    numbers.map(rational).reduce((all, one) => add(all, one), nothing),
    PLACES,
  );
}

/** Decimal places that a sum keeps. */
const PLACES = 12;

function extreme(sign: 1 | -1): Figure {
  return (values, { type }) => {
    const place = (value: ListItem) => (ordinal(type, value) ?? 0) * sign;
    return values.reduce<FactValue>(
      (best, one) => (best === null || place(one) > place(best as ListItem) ? one : best),
      null,
    );
  };
}
