/**
 * The reference: what a condition means, three-valued and synchronous.
 *
 * A comparison with a missing fact is unknown, unless its other side is null: what has not happened
 * compares with nothing. Groups follow Kleene: `all` is false as soon as one part
 * is false, `any` true as soon as one is true, whatever is missing elsewhere; `not` leaves unknown as it
 * is. Every part is looked at, so that all that is missing can be named.
 */
import type { Comparison, Condition } from '../definition/condition.ts';
import type { FactValue } from '../definition/facts.ts';
import type { ItemAnswer, Truth } from '../flow/outcome.ts';
import {
  meaningOf,
  missingIn,
  readFact,
  snapshotOf,
  valueOf,
  type Surroundings,
} from './operands.ts';

export function interpret(condition: Condition, around: Surroundings): Truth {
  const group = groupOf(condition);
  if (group === undefined) return compare(condition as Comparison, around);
  return combine(
    group.kind,
    group.parts.map((part) => interpret(part, around)),
  );
}

export function compare(comparison: Comparison, around: Surroundings): Truth {
  const meaning = meaningOf(comparison, around);
  if (meaning === undefined) return 'unknown';
  const left = valueOf(meaning.left, around);
  const right =
    'reading' in meaning.right ? valueOf(meaning.right.reading, around) : meaning.right.constant;
  const { operator } = meaning;
  const hasNull = left === null || right === null;
  if (hasNull && operator.takes !== 'nothing') return false;
  return left === undefined || right === undefined ? 'unknown' : operator.test(left, right);
}

/** An empty group, which no checked document has, is unknown: the library would let it pass. */
export function combine(kind: Group['kind'], parts: readonly Truth[]): Truth {
  if (parts.length === 0) return 'unknown';
  if (kind === 'not') return negate(parts[0] ?? 'unknown');
  const decisive = kind === 'any';
  if (parts.includes(decisive)) return decisive;
  return parts.includes('unknown') ? 'unknown' : !decisive;
}

export interface Group {
  kind: 'all' | 'any' | 'not';
  parts: readonly Condition[];
}

/** The group that a condition is, or undefined for a comparison. */
export function groupOf(condition: Condition): Group | undefined {
  if ('all' in condition) return { kind: 'all', parts: condition.all };
  if ('any' in condition) return { kind: 'any', parts: condition.any };
  if ('not' in condition) return { kind: 'not', parts: [condition.not] };
  return undefined;
}

export function comparisonsIn(condition: Condition): Comparison[] {
  const group = groupOf(condition);
  return group === undefined ? [condition as Comparison] : group.parts.flatMap(comparisonsIn);
}

/**
 * A truth with what explains it: the facts missing when it is unknown, the values it read, and those of
 * the facts in `also`.
 */
export function answerOf(
  condition: Condition,
  truth: Truth,
  around: Surroundings,
  also: readonly string[] = [],
): ItemAnswer {
  const comparisons = comparisonsIn(condition);
  const operands: Record<string, FactValue> = {};
  for (const [name, value] of comparisons.flatMap((one) => snapshotOf(one, around))) {
    if (!Object.hasOwn(operands, name)) operands[name] = value;
  }
  for (const fact of also) {
    const value = Object.hasOwn(operands, fact) ? undefined : readFact(fact, undefined, around);
    if (value !== undefined) operands[fact] = value;
  }
  if (truth !== 'unknown') return { truth, operands };
  const missing = new Set(comparisons.flatMap((one) => missingIn(one, around)));
  return { truth, missing: [...missing], operands };
}

function negate(truth: Truth): Truth {
  return truth === 'unknown' ? 'unknown' : !truth;
}
