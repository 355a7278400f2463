/**
 * For every reading that conditions name, values enough to tell apart all that the conditions can tell
 * apart: the constants it is compared with, what lies between and around them, and as many of each as
 * there are readings compared with one another. So what holds for none of these values holds for none.
 */
import { dayNumber, dayText, instantMs, instantText } from '../../calendar/zone.ts';
import { declarationOf } from '../../case/builtin-facts.ts';
import type { Comparison } from '../../definition/condition.ts';
import type { Fact, FactValue } from '../../definition/facts.ts';
import { meaningOf, type Reading, type Terms } from '../operands.ts';
import type { Plain } from '../operators.ts';
import { stringValues } from './strings.ts';

/** A comparison with what gives it meaning. */
export interface Leaf {
  comparison: Comparison;
  terms: Terms;
}

/** Readings by name, each with its values; `null` last where the fact may be null. */
export type Domains = ReadonlyMap<string, readonly FactValue[]>;

/** Readings that are compared with one another, directly or through others, and with which constants. */
interface Kin {
  readings: Map<string, Reading>;
  constants: Set<Plain>;
}

/** Undefined where a comparison means nothing, or asks for a text inside another fact's text. */
export function domainsOf(leaves: readonly Leaf[]): Domains | undefined {
  const kinOf = new Map<string, Kin>();
  const needles = new Map<string, Set<string>>();
  const declared = new Map<string, Fact>();
  for (const { comparison, terms } of leaves) {
    const meaning = meaningOf(comparison, terms);
    if (meaning === undefined) return undefined;
    const { left, right, operator } = meaning;
    for (const one of 'reading' in right ? [left, right.reading] : [left]) {
      const fact = declarationOf(one.fact, terms.facts);
      if (fact === undefined) return undefined;
      declared.set(one.name, fact);
      meet(kinOf, one);
    }
    if ('reading' in right) {
      if (!operator.cuts) return undefined;
      join(kinOf, left, right.reading);
    } else if (operator.takes !== 'nothing') {
      const constants = [right.constant].flat();
      if (operator.cuts) for (const one of constants) kinOf.get(left.name)?.constants.add(one);
      else
        needles.set(left.name, new Set([...(needles.get(left.name) ?? []), ...texts(constants)]));
    }
  }
  return new Map(
    [...kinOf].map(([name, kin]) => {
      const fact = declared.get(name) as Fact;
      const values = valuesOf(fact, kin, declared, [...(needles.get(name) ?? [])]);
      return [name, fact.nullable ? [...values, null] : values];
    }),
  );
}

function meet(kinOf: Map<string, Kin>, reading: Reading): void {
  if (kinOf.has(reading.name)) return;
  kinOf.set(reading.name, { readings: new Map([[reading.name, reading]]), constants: new Set() });
}

function join(kinOf: Map<string, Kin>, one: Reading, other: Reading): void {
  const kin = kinOf.get(one.name);
  const more = kinOf.get(other.name);
  if (kin === undefined || more === undefined || kin === more) return;
  for (const constant of more.constants) kin.constants.add(constant);
  for (const [name, reading] of more.readings) {
    kin.readings.set(name, reading);
    kinOf.set(name, kin);
  }
}

function texts(values: readonly Plain[]): string[] {
  return values.filter((one) => typeof one === 'string');
}

function valuesOf(
  fact: Fact,
  kin: Kin,
  declared: ReadonlyMap<string, Fact>,
  needles: readonly string[],
): FactValue[] {
  const { type, options = [] } = fact;
  const many = kin.readings.size;
  const numbers = [...kin.constants].filter((one) => typeof one === 'number');
  const points = [...numbers, ...bounds(fact)];
  if (type === 'boolean') return [true, false];
  if (type === 'enum') return options.map(({ value }) => value);
  if (type === 'integer') return within(fact, integers(points, many));
  if (type === 'number') {
    const mixed = [...kin.readings.keys()].some((name) => declared.get(name)?.type === 'integer');
    return within(fact, between(mixed ? integers(points, many) : points, many));
  }
  const words = texts([...kin.constants]);
  if (type === 'date') {
    const days = words.flatMap((day) => dayNumber(day) ?? []);
    return integers(days.length > 0 ? days : [SOME_DAY], many).map(dayText);
  }
  if (type === 'datetime') {
    return integers(numbers.length > 0 ? numbers : [SOME_INSTANT], many).map(instantText);
  }
  return type === 'list' ? [] : stringValues(words, needles, many);
}

const SOME_DAY = dayNumber('2026-01-05') ?? 0;
const SOME_INSTANT = instantMs('2026-01-05T02:00:00Z') ?? 0;

function bounds({ min, max }: Fact): number[] {
  return [min, max].filter((one) => one !== undefined);
}

function within({ min = -Infinity, max = Infinity }: Fact, values: readonly number[]): number[] {
  return values.filter((one) => one >= min && one <= max);
}

/** Whole numbers at the points and `many` on either side of each. */
function integers(points: readonly number[], many: number): number[] {
  // Where numbers are so large that the next one is the same, others stand for those around them.
  if (points.some((one) => !Number.isSafeInteger(Math.ceil(one) + many))) {
    return between(points, many).map(Math.round);
  }
  const near = (point: number) =>
    Array.from({ length: 2 * many + 2 }, (_, at) =>
      at <= many ? Math.floor(point) - many + at : Math.ceil(point) + at - many - 1,
    );
  return inOrder((points.length > 0 ? points : [0]).flatMap(near));
}

/** The points, `many` numbers between each two, and as many outside. */
function between(points: readonly number[], many: number): number[] {
  const sorted = inOrder(points.length > 0 ? points : [0]);
  const [low = 0, high = low] = [sorted[0], sorted.at(-1)];
  const counted = Array.from({ length: many }, (_, at) => at + 1);
  const outside = counted.flatMap((step) => [
    low - step * Math.max(1, Math.abs(low)),
    high + step * Math.max(1, Math.abs(high)),
  ]);
  const inside = sorted.slice(1).flatMap((upper, at) => {
    const lower = sorted[at] ?? upper;
    return counted.map((step) => lower + ((upper - lower) * step) / (many + 1));
  });
  return inOrder([...sorted, ...outside, ...inside]);
}

function inOrder(values: readonly number[]): number[] {
  return [...new Set(values)].toSorted((a, b) => a - b);
}
