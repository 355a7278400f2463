/** Weights that have to add up to 100. */
import { compare, rational, round, sum } from '@flowmeter/engine/indicators/decimal.ts';

const WHOLE = 100;
/** Weights are written with so many decimal places at most. */
const MOST_PLACES = 2;

export interface Balance {
  sum: number;
  /** What is missing from 100; negative: what is too much. */
  lacks: number;
  isWhole: boolean;
}

export function balanceOf(weights: readonly number[]): Balance {
  const total = sum(weights);
  const value = round(total, 6);
  return {
    sum: value,
    lacks: round(sum([WHOLE, -value]), 6),
    isWhole: compare(total, rational(WHOLE)) === 0,
  };
}

/**
 * The weights as they add up to 100 exactly: those that are kept stay, the others share what is left in
 * proportion to what they were. As round as the weights are, and none of them nothing. Undefined where
 * that cannot be: nothing is left, or nothing may change.
 */
export function sharedOut(
  weights: readonly number[],
  kept: ReadonlySet<number> = new Set(),
): number[] | undefined {
  const free = weights.flatMap((_, index) => (kept.has(index) ? [] : [index]));
  const least = Math.max(placesOf([...weights].filter((_, index) => kept.has(index))), 0);
  for (let places = Math.max(least, placesOf(weights)); places <= MOST_PLACES; places += 1) {
    const shared = inUnits(weights, free, kept, 10 ** places);
    if (shared !== undefined) return shared;
  }
  return undefined;
}

/** In whole units, the largest remainders first (the method of Hare and Niemeyer). */
function inUnits(
  weights: readonly number[],
  free: readonly number[],
  kept: ReadonlySet<number>,
  scale: number,
): number[] | undefined {
  const units = weights.map((weight) => Math.round(weight * scale));
  const held = units.reduce((all, unit, index) => all + (kept.has(index) ? unit : 0), 0);
  const left = WHOLE * scale - held;
  if (free.length === 0 || left < free.length) return undefined;
  const all = free.reduce((found, index) => found + (units[index] ?? 0), 0);
  const exact = free.map((index) =>
    all > 0 ? (left * (units[index] ?? 0)) / all : left / free.length,
  );
  const parts = exact.map((part) => Math.max(1, Math.floor(part)));
  even(parts, exact, left);
  const shared = new Map(free.map((index, place) => [index, parts[place] ?? 0]));
  return units.map((unit, index) => (shared.get(index) ?? unit) / scale);
}

/** Brings the parts to the sum: up where most was cut off, down where there is most. */
function even(parts: number[], exact: readonly number[], sumOf: number): void {
  const rests = exact.map((part, index) => part - (parts[index] ?? 0));
  const order = rests
    .map((_, index) => index)
    .toSorted((a, b) => (rests[b] ?? 0) - (rests[a] ?? 0));
  let open = sumOf - parts.reduce((found, part) => found + part, 0);
  for (let turn = 0; open > 0; turn += 1, open -= 1) add(parts, order[turn % order.length], 1);
  for (; open < 0; open += 1) add(parts, parts.lastIndexOf(Math.max(...parts)), -1);
}

function add(parts: number[], index: number | undefined, by: number): void {
  if (index !== undefined) parts[index] = (parts[index] ?? 0) + by;
}

function placesOf(weights: readonly number[]): number {
  const places = weights.map((weight) => (String(weight).split('.')[1] ?? '').length);
  return Math.min(MOST_PLACES, Math.max(0, ...places));
}
