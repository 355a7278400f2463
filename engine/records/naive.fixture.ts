/** Aggregates over `use` by looking at every record, as plainly as can be: what the indexes must agree with. */
import type { Condition } from '../definition/condition.ts';
import type { Aggregate } from '../definition/expression.ts';
import type { FactValue } from '../definition/facts.ts';
import { tidy } from './number-functions.ts';
import type { Row } from './records.fixture.ts';

type Records = Readonly<Record<string, readonly Row[]>>;
type Placed = Row & { row: number };

/** `match`, `where` and `window` are those that the laws make: no others are understood. */
export function naively(one: Aggregate, records: Records, row: number): FactValue | undefined {
  const all = (records['use'] ?? []).map((use, at): Placed => ({ ...use, row: at }));
  const asking = all[row]!;
  const matching = all.filter((use) =>
    Object.entries(one.match ?? {}).every(([field, wanted]) => {
      const value = typeof wanted === 'string' ? wanted : asking[(wanted as { fact: string }).fact];
      return use[field] === value;
    }),
  );
  const seen = windowed(one, matching, asking);
  if (seen === undefined) return undefined;
  const looked = seen.filter((use) => one.others !== true || use.row !== row);
  const fits = looked.map((use) => one.where === undefined || holds(one.where, use, records));
  const counted = looked.filter((_, at) => fits[at]);
  const values = counted.flatMap(({ used }) => (typeof used === 'number' ? [used] : []));
  const total = values.reduce((sum, value) => sum + value, 0);
  const made: Record<Aggregate['aggregate'], [enough: number, answer: FactValue | undefined]> = {
    count: [Infinity, counted.length],
    exists: [Infinity, counted.length > 0],
    count_distinct: [Infinity, new Set(values).size],
    share: [looked.length, orNone(looked, tidy(counted.length / looked.length))],
    first: [seen.length, counted[0]?.['used'] ?? null],
    last: [seen.length, counted.at(-1)?.['used'] ?? null],
    sum: [values.length, total],
    mean: [values.length, orNone(values, tidy(total / values.length))],
    least: [values.length, orNone(values, Math.min(...values))],
    greatest: [values.length, orNone(values, Math.max(...values))],
  };
  const [enough, answer] = made[one.aggregate];
  return enough < Number(one.at_least ?? 0) ? null : answer;
}

function orNone(of: readonly unknown[], answer: FactValue | undefined) {
  return of.length === 0 ? null : answer;
}

/** In their order where one is asked for; ties by row. */
function windowed(one: Aggregate, rows: readonly Placed[], asking: Placed): Placed[] | undefined {
  const { window } = one;
  if (window === undefined) {
    const isOrdered = one.aggregate === 'first' || one.aggregate === 'last';
    return isOrdered ? byField(rows, 'month') : [...rows];
  }
  if ('last' in window) {
    const { last, skip = 0, including = true } = window;
    const own = asking['month'];
    if (typeof own !== 'string') return [];
    const before = byField(rows, 'month').filter(({ month }) => {
      if (typeof month !== 'string') return false;
      return including ? month <= own : month < own;
    });
    const end = Math.max(0, before.length - Number(skip));
    return before.slice(Math.max(0, end - Number(last)), end);
  }
  const { from, to } = window.within;
  const at = Date.parse(String(asking['read_at']));
  const days = Number((from as { of: unknown[] }).of[1]);
  return byField(rows, 'read_at').filter(({ read_at }) => {
    const time = Date.parse(String(read_at));
    return time >= at + days * 86_400_000 && (to === undefined || time <= at);
  });
}

function byField(rows: readonly Placed[], field: string): Placed[] {
  const key = (use: Placed) => (use[field] === null ? '' : String(use[field]));
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.row - b.row));
}

function holds(condition: Condition, use: Placed, records: Records): boolean {
  if ('not' in condition) return !holds(condition.not, use, records);
  if ('any' in condition) return condition.any.some((part) => holds(part, use, records));
  if (!('fact' in condition)) return false;
  const account = records['account']?.find((row) => row['account_id'] === use['account_id']);
  const value = condition.fact === 'account.most' ? account?.['most'] : use[condition.fact];
  if (condition.operator === 'isNull') return value === null;
  if (typeof value !== 'number') return false;
  const wanted = Number(condition.value);
  if (condition.operator === 'equal') return value === wanted;
  return condition.operator === 'lessThan' ? value < wanted : value >= wanted;
}
