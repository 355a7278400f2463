/**
 * Value classes: the values of a column, cut where its cells cut them. Values of one class are alike for
 * every cell, so that a cell is a set of classes, a look-up compares small numbers, and questions about
 * all records are questions about finitely many.
 *
 * Class 0 is null. Of an ordered column with the constants c₀ < c₁ < … follow: what is less than c₀, c₀
 * itself, what lies between c₀ and c₁, c₁, …, what is greater than the last. Of other columns: a class for
 * each constant, and a last one for all that is not named.
 */
import type { ListItem } from '../definition/facts.ts';
import type { Cell, CellTest, Interval } from '../definition/table.ts';
import { ordinal, valueAt, type Column } from './columns.ts';

/** Sorted, disjoint, not touching: from the first class to the last, both included. */
export type Ranges = readonly (readonly [first: number, last: number])[];

export interface Classes {
  size: number;
  /** What the classes are cut at, or named for, in their order. */
  constants: readonly ListItem[];
  /** The class of a value of the column's type, or of null. */
  of(value: ListItem | null): number;
  /** A value of each class that the column's domain holds; undefined where it holds none. */
  samples: readonly (ListItem | null | undefined)[];
  rangesOf(cell: Cell): Ranges;
}

export function classesOf(column: Column, cells: Iterable<Cell>): Classes {
  const constants = new Set<ListItem>();
  for (const cell of cells) for (const test of cell) collect(test, constants);
  return column.isOrdered ? orderedClasses(column, constants) : namedClasses(column, constants);
}

/** All classes but these. */
export function complement(ranges: Ranges, first: number, last: number): Ranges {
  const left: [number, number][] = [];
  let next = first;
  for (const [from, to] of ranges) {
    if (from > next) left.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  if (next <= last) left.push([next, last]);
  return left;
}

export function union(parts: Iterable<readonly [number, number]>): Ranges {
  const sorted = [...parts].filter(([a, b]) => a <= b).toSorted(([a], [b]) => a - b);
  const joined: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

function collect(test: CellTest, constants: Set<ListItem>): void {
  if (typeof test !== 'object') constants.add(test);
  else if (test !== null && 'not' in test) for (const one of test.not) collect(one, constants);
  else if (test !== null) for (const bound of boundsOf(test)) constants.add(bound);
}

function boundsOf(interval: Interval): (string | number)[] {
  return Object.values(interval).filter((bound) => bound !== undefined);
}

type RangesOf = (test: CellTest) => Ranges;

/** Nothing but values: intervals are made of them by `intervals`. */
function cellRanges(cell: Cell, size: number, rangesOf: RangesOf): Ranges {
  if (cell.length === 0) return [[0, size - 1]];
  return union(cell.flatMap((test) => rangesOf(test)));
}

function orderedClasses(column: Column, constants: ReadonlySet<ListItem>): Classes {
  const { type } = column;
  const found = [...constants].flatMap((one) => ordinal(type, one) ?? []);
  const cuts = Float64Array.from(new Set(found)).toSorted();
  const size = 2 * cuts.length + 2;
  const at = (place: number) => {
    const index = firstAtLeast(cuts, place);
    return cuts[index] === place ? 2 * index + 2 : 2 * index + 1;
  };
  const of = (value: unknown) => {
    const place = ordinal(type, value);
    return place === undefined ? -1 : at(place);
  };
  const rangesOf = (test: CellTest): Ranges => {
    if (test === null) return [[0, 0]];
    if (typeof test !== 'object') return pointOf(of(test));
    if ('not' in test) return complement(union(test.not.flatMap(rangesOf)), 1, size - 1);
    return union([intervalOf(test, of, size)]);
  };
  return {
    size,
    constants: Array.from(cuts, (cut) => valueAt(type, cut)),
    of: (value) => (value === null ? 0 : of(value)),
    samples: [column.nullable ? null : undefined, ...orderedSamples(column, cuts)],
    rangesOf: (cell) => cellRanges(cell, size, rangesOf),
  };
}

/** A bound that is no value of the type (checked documents have none) takes nothing. */
function intervalOf(
  { from, above, to, below }: Interval,
  of: (value: unknown) => number,
  size: number,
): [number, number] {
  const [low, high] = [from ?? above, to ?? below];
  const first = low === undefined ? 1 : of(low);
  const last = high === undefined ? size - 1 : of(high);
  if (first < 0 || last < 0) return [1, 0];
  return [above === undefined ? first : first + 1, below === undefined ? last : last - 1];
}

function pointOf(place: number): Ranges {
  return place < 0 ? [] : [[place, place]];
}

/** A value of each class within the bounds, the simplest there is. */
function orderedSamples(column: Column, cuts: Float64Array): (ListItem | undefined)[] {
  const { type, isWhole, min = -Infinity, max = Infinity } = column;
  const within = (place: number | undefined) =>
    place !== undefined && place >= min && place <= max && (!isWhole || Number.isInteger(place))
      ? valueAt(type, place)
      : undefined;
  const samples: (ListItem | undefined)[] = [];
  for (let index = 0; index <= cuts.length; index++) {
    const low = Math.max(cuts[index - 1] ?? -Infinity, min);
    const high = Math.min(cuts[index] ?? Infinity, max);
    const open = { low: low === cuts[index - 1], high: high === cuts[index] };
    samples.push(within(simplest(low, high, open, isWhole)));
    if (index < cuts.length) samples.push(within(cuts[index]));
  }
  return samples;
}

/** The whole number next to the lower end, else to the upper; else what lies in the middle. */
function simplest(
  low: number,
  high: number,
  open: { low: boolean; high: boolean },
  isWhole: boolean,
): number | undefined {
  const fits = (place: number) =>
    Number.isFinite(place) &&
    (open.low ? place > low : place >= low) &&
    (open.high ? place < high : place <= high);
  const wholes = [Math.floor(low) + 1, Math.ceil(high) - 1];
  const ends = low === -Infinity && high === Infinity ? [0] : [low, ...wholes, high];
  const found = ends.filter((one) => Number.isInteger(one)).find(fits);
  if (found !== undefined || isWhole) return found;
  return [low, high, low / 2 + high / 2].find(fits);
}

function namedClasses(column: Column, constants: ReadonlySet<ListItem>): Classes {
  const values = [...new Set([...(column.values ?? []), ...constants])];
  const places = new Map(values.map((value, index) => [value, index + 1]));
  const other = values.length + 1;
  const of = (value: ListItem) => places.get(value) ?? other;
  const rangesOf = (test: CellTest): Ranges => {
    if (test === null) return [[0, 0]];
    if (typeof test !== 'object') return pointOf(of(test));
    return 'not' in test ? complement(union(test.not.flatMap(rangesOf)), 1, other) : [];
  };
  const isOption = (value: ListItem) =>
    column.values === undefined || column.values.includes(value);
  return {
    size: other + 1,
    constants: values,
    of: (value) => (value === null ? 0 : of(value)),
    samples: [
      column.nullable ? null : undefined,
      ...values.map((value) => (isOption(value) ? value : undefined)),
      column.values === undefined ? unlike(constants) : undefined,
    ],
    rangesOf: (cell) => cellRanges(cell, other + 1, rangesOf),
  };
}

/** A text that is none of these. */
function unlike(constants: ReadonlySet<ListItem>): string {
  let text = '…';
  while (constants.has(text)) text += '…';
  return text;
}

/** The index of the first of sorted numbers that is not less than the given one. */
export function firstAtLeast(sorted: ArrayLike<number>, number: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
