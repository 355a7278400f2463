/** Boxes of value classes: what a row takes, a set of classes for each column. */
import type { Ranges } from './classes.ts';

/** One set of classes a column. */
export type Box = readonly Ranges[];

export function intersect(one: Ranges, other: Ranges): Ranges {
  const both: [number, number][] = [];
  let [left, right] = [0, 0];
  for (;;) {
    const [a, b] = [one[left], other[right]];
    if (a === undefined || b === undefined) return both;
    const [first, last] = [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
    if (first <= last) both.push([first, last]);
    if (a[1] < b[1]) left++;
    else right++;
  }
}

export function countOf(ranges: Ranges): number {
  let count = 0;
  for (const [first, last] of ranges) count += last - first + 1;
  return count;
}

/** Is all of `inner` in `outer`? */
export function holds(outer: Ranges, inner: Ranges): boolean {
  return inner.every(([first, last]) => outer.some(([a, b]) => a <= first && last <= b));
}

/** What both boxes take; undefined: nothing. */
export function meet(one: Box, other: Box): Box | undefined {
  const both: Ranges[] = [];
  for (const [axis, ranges] of one.entries()) {
    const common = intersect(ranges, other[axis] ?? []);
    if (common.length === 0) return undefined;
    both.push(common);
  }
  return both;
}

export function isInside(inner: Box, outer: Box): boolean {
  return inner.every((ranges, axis) => holds(outer[axis] ?? [], ranges));
}

export function isSame(one: Ranges, other: Ranges): boolean {
  return (
    one.length === other.length &&
    one.every(([first, last], index) => first === other[index]?.[0] && last === other[index]?.[1])
  );
}

/** The first class of each column. */
export function cornerOf(box: Box): number[] {
  return box.map((ranges) => ranges[0]?.[0] ?? 0);
}
