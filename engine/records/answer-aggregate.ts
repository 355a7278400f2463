/**
 * Aggregates asked of a data set. An index finds the records that match, in the order of the window, so
 * that a window is found by halving; only what lies in it is looked at. Three-valued: a record of which
 * it is not known whether it counts makes the answer unknown, unless it is certain without it.
 */
import type { Aggregate, Expression } from '../definition/expression.ts';
import type { Truth } from '../flow/outcome.ts';
import { interpret } from '../rules/interpret.ts';
import { readFact } from '../rules/operands.ts';
import type { Plain } from '../rules/operators.ts';
import type { FactSource } from '../rules/source.ts';
import { aggregates } from './aggregates.ts';
import type { Answer, Frame } from './answer.ts';
import type { Given, Kind } from './function-row.ts';
import { kindOfType } from './kinds.ts';
import type { RecordSource } from './record-source.ts';
import { scopeWithin, THIS, type Scope } from './scope.ts';
import { windowOf, type Span } from './window.ts';

type AnswerOf = (expression: Expression, scope: Scope, wanted?: Kind) => Answer;

/** The records looked at, as they are asked. */
interface Looking {
  /** Their truth of `where`; true where there is none. */
  holds: (their: FactSource) => Truth;
  value: ((frame: Frame) => Plain | undefined) | undefined;
}

export function answerAggregate(one: Aggregate, scope: Scope, answerOf: AnswerOf): Answer {
  const find = finderOf(one, scope, answerOf);
  if (find === undefined) return () => undefined;
  const atLeast = countOf(one.at_least, scope);
  const kept = keeperOf(one);
  const ofNone = few(one, atLeast, 0) === null ? null : aggregates[one.aggregate].none;
  return (frame) =>
    lookingFrom(frame, (effort) =>
      frame.record.among(one.over, (other) => {
        const found = find(other, frame);
        if (found === undefined || found === 'none') return found && ofNone;
        const asked = { ...found, one, atLeast, effort };
        return kept === undefined
          ? answerIn(asked, other, frame)
          : kept(asked, frame, () => answerIn(asked, other, frame));
      }),
    );
}

/**
 * Aggregates may be asked within aggregates, each for every record of the one around it. So many records
 * are looked at in all within the outermost one; what takes more is not known.
 */
const MOST_WITHIN = 200_000;

interface Effort {
  /** Aggregates that are being answered, one within the other. */
  depth: number;
  within: number;
}

const efforts = new WeakMap<object, Effort>();

function lookingFrom<T>({ record }: Frame, answer: (effort: Effort) => T): T {
  const effort = efforts.get(record.asking) ?? { depth: 0, within: 0 };
  efforts.set(record.asking, effort);
  if (effort.depth === 0) effort.within = 0;
  effort.depth++;
  try {
    return answer(effort);
  } finally {
    effort.depth--;
  }
}

/** Has it become too much? */
function isSpent(effort: Effort): boolean {
  return effort.depth > 1 && ++effort.within > MOST_WITHIN;
}

/** So many records at least are looked at before an answer is worth keeping, and so many answers are kept. */
const WORTH_KEEPING = 8;
const MOST_KEPT = 20_000;

/**
 * Answers that many records share, e.g. the takings of a cashier's day: records that match the same
 * values are the same rows in the same order, so that the ends of a span tell which it is. Undefined
 * where the record that asks has a say in what is counted.
 */
function keeperOf({ where, value, others }: Aggregate) {
  const asks = JSON.stringify([where ?? null, value ?? null]);
  if (others === true || asks.includes(`"${THIS}`)) return undefined;
  const kept = new WeakMap<object, Map<number, Plain | undefined>>();
  return (
    { rows, span: { begin, end } }: Found,
    { record }: Frame,
    answer: () => Plain | undefined,
  ) => {
    if (end - begin < WORTH_KEEPING) return answer();
    const { asking } = record;
    const known = kept.get(asking) ?? new Map<number, Plain | undefined>();
    kept.set(asking, known);
    const name = (rows[begin] ?? 0) * MOST_ROWS + (rows[end - 1] ?? 0);
    if (known.has(name)) return known.get(name);
    if (known.size >= MOST_KEPT) known.clear();
    const found = answer();
    if (found !== undefined) known.set(name, found);
    return found;
  };
}

/** Of one kind; a pair of rows is one exact number. */
const MOST_ROWS = 2 ** 26;

/** The rows that count, of the record on which the frame stands; undefined: not known. */
export function rowsCounted(
  one: Aggregate,
  scope: Scope,
  answerOf: AnswerOf,
): (frame: Frame) => number[] | undefined {
  const find = finderOf(one, scope, answerOf);
  return (frame) =>
    frame.record.among(one.over, (other) => {
      const found = find?.(other, frame);
      if (found === undefined || found === 'none') return found && [];
      const source = withThis(other, frame);
      const rows = Array.from({ length: found.span.end - found.span.begin }, (_, at) =>
        placeAt({ ...found, one }, found.span.begin + at),
      );
      return rows.filter((row) => {
        other.stand(row);
        return row !== found.skipped && found.looking.holds(source) === true;
      });
    });
}

/** Which records are looked at: none, where what they have to match is null. */
function finderOf(one: Aggregate, scope: Scope, answerOf: AnswerOf) {
  const theirs = scopeWithin(scope, one.over);
  if (theirs === undefined) return undefined;
  const fields = Object.keys(one.match ?? {});
  const keys = Object.entries(one.match ?? {}).map(([field, value]) =>
    answerOf(value, scope, fieldKind(theirs, field)),
  );
  const window = windowOf(one, theirs, (end, field) =>
    answerOf(end, scope, field === undefined ? undefined : fieldKind(theirs, field)),
  );
  const { where } = one;
  const { facts, params } = theirs;
  const looking: Looking = {
    holds: (source) => (where === undefined ? true : interpret(where, { source, facts, params })),
    value: one.value === undefined ? undefined : answerOf(one.value, theirs),
  };
  return (other: RecordSource, frame: Frame): Found | 'none' | undefined => {
    const values = keys.map((key) => key(frame));
    if (values.includes(undefined)) return undefined;
    if (values.includes(null)) return 'none';
    const rows = other.records.lookup(fields, values as Given[], window.by);
    const span = window.spanIn(rows, frame);
    const skipped = one.others === true ? frame.record.row : -1;
    return span && { looking, rows, span, skipped };
  };
}

interface Found {
  looking: Looking;
  rows: ArrayLike<number>;
  span: Span;
  skipped: number;
}

interface Asked extends Found {
  one: Aggregate;
  atLeast: number | undefined;
  effort: Effort;
}

function answerIn(asked: Asked, other: RecordSource, frame: Frame): Plain | undefined {
  if (asked.one.aggregate === 'exists') return existsIn(asked, other, frame);
  const { one, atLeast, span } = asked;
  const row = aggregates[one.aggregate];
  if (row.ordered && few(one, atLeast, span.end - span.begin) === null) return null;
  const found = row.ordered ? firstIn(asked, other, frame) : valuesIn(asked, other, frame);
  if (!Array.isArray(found)) return found;
  if (few(one, atLeast, found.length) === null) return null;
  return found.length === 0 ? row.none : row.of(found);
}

/** True as soon as one certainly counts. */
function existsIn(
  { looking, ...asked }: Asked,
  other: RecordSource,
  frame: Frame,
): boolean | undefined {
  const source = withThis(other, frame);
  let isOpen = false;
  const { begin, end } = asked.span;
  for (let step = begin; step < end; step++) {
    if (isSpent(asked.effort)) return undefined;
    const at = placeAt(asked, step);
    if (at === asked.skipped) continue;
    other.stand(at);
    const holds = looking.holds(source);
    if (holds === true) return true;
    if (holds === 'unknown') isOpen = true;
  }
  return isOpen ? undefined : false;
}

/** The value of the first record that counts, or the last; none: an empty list. */
function firstIn({ looking, ...asked }: Asked, other: RecordSource, frame: Frame) {
  const source = withThis(other, frame);
  const { begin, end } = asked.span;
  for (let step = begin; step < end; step++) {
    if (isSpent(asked.effort)) return undefined;
    const at = placeAt(asked, step);
    if (at === asked.skipped) continue;
    other.stand(at);
    const holds = looking.holds(source);
    if (holds === 'unknown') return undefined;
    if (holds) return looking.value?.({ source, record: other });
  }
  return [];
}

/** The values there are; undefined as soon as one is not known. */
function valuesIn(
  { looking, ...asked }: Asked,
  other: RecordSource,
  frame: Frame,
): Given[] | undefined {
  const source = withThis(other, frame);
  const { counts } = aggregates[asked.one.aggregate];
  const found: Given[] = [];
  const { begin, end } = asked.span;
  for (let step = begin; step < end; step++) {
    if (isSpent(asked.effort)) return undefined;
    const at = placeAt(asked, step);
    if (at === asked.skipped) continue;
    other.stand(at);
    const holds = looking.holds(source);
    if (holds === 'unknown') return undefined;
    if (counts) found.push(holds);
    else if (holds) {
      const value = looking.value === undefined ? true : looking.value({ source, record: other });
      if (value === undefined) return undefined;
      if (value !== null) found.push(value);
    }
  }
  return found;
}

/** The rows of the span, from its end where the last one is asked for. */
function placeAt({ one, rows, span }: Pick<Asked, 'one' | 'rows' | 'span'>, step: number): number {
  const place = one.aggregate === 'last' ? span.end - 1 - (step - span.begin) : step;
  return rows[place] ?? -1;
}

/** Null where there are fewer than asked for; undefined: there are enough. */
function few(
  { aggregate }: Aggregate,
  atLeast: number | undefined,
  found: number,
): null | undefined {
  return exact.has(aggregate) || atLeast === undefined || found >= atLeast ? undefined : null;
}

/** They say how many there are, however few. */
const exact: ReadonlySet<Aggregate['aggregate']> = new Set(['count', 'exists', 'count_distinct']);

/** Their facts, and those of the record that asks as `this.x`. */
function withThis(theirs: RecordSource, { source, record }: Frame): FactSource {
  const { facts } = record.kind;
  return {
    read: (fact, params) =>
      fact.startsWith(THIS)
        ? readFact(fact.slice(THIS.length), params, { source, facts })
        : theirs.read(fact, params),
  };
}

function countOf(count: Aggregate['at_least'], { params }: Scope): number | undefined {
  if (count === undefined || typeof count === 'number') return count;
  const value = params[count.param]?.value;
  return typeof value === 'number' ? value : undefined;
}

function fieldKind({ kind }: Scope, field: string): Kind | undefined {
  const { fields } = kind.definition;
  const type = Object.hasOwn(fields, field) ? fields[field]?.type : undefined;
  return type && kindOfType(type);
}
