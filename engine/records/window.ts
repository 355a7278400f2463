/** Windows: which of the records that match are looked at, found by halving their order. */
import type { Aggregate, Expression } from '../definition/expression.ts';
import type { Fact } from '../definition/facts.ts';
import { plain } from '../rules/operands.ts';
import type { Plain } from '../rules/operators.ts';
import type { Answer, Frame } from './answer.ts';
import { aggregates } from './aggregates.ts';
import type { RecordSet } from './data-set.ts';
import type { Scope } from './scope.ts';

/** Places in the rows found: from `begin` to before `end`. */
export interface Span {
  begin: number;
  end: number;
}

export interface Looked {
  /** The field in whose order the rows are wanted. */
  by: string | undefined;
  /** Undefined: not known, for an end of the window is not. */
  spanIn(rows: ArrayLike<number>, frame: Frame): Span | undefined;
}

export function windowOf(
  one: Aggregate,
  theirs: Scope,
  answer: (end: Expression, field: string | undefined) => Answer,
): Looked {
  const { window } = one;
  const { order, date } = theirs.kind.definition;
  if (window === undefined) {
    const by = aggregates[one.aggregate].ordered ? order : undefined;
    return { by, spanIn: (rows) => ({ begin: 0, end: rows.length }) };
  }
  if ('last' in window) return lastOnes(one, theirs, answer);
  const { field = date, from, to } = window.within;
  if (field === undefined) return nothing;
  const ends = [from, to].map((end) => (end === undefined ? undefined : answer(end, field)));
  return {
    by: field,
    spanIn: (rows, frame) => {
      const records = recordsOf(frame, one.over);
      const [low, high] = ends.map((end) => (end === undefined ? OPEN : end(frame)));
      if (records === undefined || low === undefined || high === undefined) return undefined;
      if (low === null || high === null) return { begin: 0, end: 0 };
      const at = reader(records, rows, field, theirs);
      if (rows.length > 0 && at(0) === undefined) return undefined;
      const begin =
        low === OPEN ? firstThere(rows, at) : halve(rows, (value) => isBefore(value, low), at);
      const end = high === OPEN ? rows.length : halve(rows, (value) => !isAfter(value, high), at);
      return { begin, end: Math.max(begin, end) };
    },
  };
}

/** No bound. No value of a field is this. */
const OPEN = Symbol('open') as unknown as string;

const nothing: Looked = { by: undefined, spanIn: () => undefined };

function lastOnes(
  one: Aggregate,
  theirs: Scope,
  answer: (end: Expression, field: string | undefined) => Answer,
): Looked {
  const { window, over } = one;
  const { order } = theirs.kind.definition;
  if (window === undefined || !('last' in window) || order === undefined) return nothing;
  const { including = true, upto } = window;
  const [last, skip] = [window.last, window.skip ?? 0].map((count) => countOf(count, theirs));
  const end = upto === undefined ? undefined : answer(upto, order);
  return {
    by: order,
    spanIn: (rows, frame) => {
      const records = recordsOf(frame, over);
      if (records === undefined || last === undefined || skip === undefined) return undefined;
      const at = reader(records, rows, order, theirs);
      if (rows.length > 0 && at(0) === undefined) return undefined;
      const limit = end === undefined ? ownOrder(frame, over, order, theirs) : end(frame);
      if (limit === undefined) return undefined;
      const first = firstThere(rows, at);
      const stop =
        limit === null
          ? first
          : limit === OPEN
            ? rows.length
            : halve(rows, (value) => isBefore(value, limit) || (including && value === limit), at);
      const final = Math.max(first, stop - skip);
      return { begin: Math.max(first, final - last), end: final };
    },
  };
}

/** Of records of one kind, the order of the one that asks. */
function ownOrder({ record }: Frame, over: string, order: string, theirs: Scope) {
  if (record.kind.definition.id !== over) return OPEN;
  const type = theirs.kind.definition.fields[order]?.type ?? 'string';
  const value = record.read(order);
  return value === null || value === undefined ? value : plain(type, value);
}

type At = (place: number) => Plain | undefined;

function reader(records: RecordSet, rows: ArrayLike<number>, field: string, { kind }: Scope): At {
  const fact: Fact | undefined = kind.definition.fields[field];
  const known = records.keysOf?.(rows, field);
  return (place) => {
    const value = known === undefined ? records.read(rows[place] ?? 0, field) : known(place);
    if (value === null || value === undefined) {
      return value === undefined && fact?.nullable ? null : value;
    }
    return known === undefined ? plain(fact?.type ?? 'string', value) : (value as Plain);
  };
}

/** Those without a value come first. */
function firstThere(rows: ArrayLike<number>, at: At): number {
  return halve(rows, () => false, at);
}

/** The first place whose value is there and is not `before`. */
function halve(rows: ArrayLike<number>, before: (value: Plain) => boolean, at: At): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = at(middle);
    if (value === null || value === undefined || before(value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore(value: Plain, limit: Plain): boolean {
  return value !== null && limit !== null && value < limit;
}

function isAfter(value: Plain, limit: Plain): boolean {
  return value !== null && limit !== null && value > limit;
}

function recordsOf({ record }: Frame, over: string): RecordSet | undefined {
  return record.asking.data.records(over);
}

function countOf(count: number | { param: string }, { params }: Scope): number | undefined {
  const value = typeof count === 'number' ? count : params[count.param]?.value;
  return typeof value === 'number' && value >= 0 ? Math.floor(value) : undefined;
}
