/**
 * Do boxes cover a box? Exact where it answers; it gives up, and says so, when its budget is spent:
 * the question is as hard as any (co-NP).
 *
 * Boxes that together hold fewer points than there are leave one out, and a point that they leave out is
 * found without search: some class of each column is taken by fewer of them than there are (the method of
 * conditional expectations: P. Erdős, J. L. Selfridge, "On a combinatorial game", 1973). If no two of
 * them overlap, counting decides. Otherwise columns are split into classes that the boxes do not tell
 * apart, and what was answered for a set of boxes is remembered.
 */
import { cornerOf, countOf, intersect, isSame, meet, type Box } from './boxes.ts';
import { has } from './compile.ts';

export type Cover =
  | { kind: 'covered' }
  /** A point that no box holds: a class of each column. */
  | { kind: 'point'; point: number[] }
  /** Not decided: the budget was spent. */
  | { kind: 'open' };

/** Steps that may still be taken; shared by the questions of one analysis. */
export interface Budget {
  left: number;
}

export function coverOf(
  target: Box,
  boxes: readonly Box[],
  budget: Budget,
  areDisjoint = false,
): Cover {
  budget.left -= boxes.length * target.length;
  if (budget.left <= 0) return { kind: 'open' };
  const clipped = boxes.map((box) => meet(target, box)).filter((box) => box !== undefined);
  if (clipped.length === 0) return { kind: 'point', point: cornerOf(target) };
  const volume = volumeOf(target);
  const covered = clipped.reduce((sum, box) => sum + volumeOf(box), 0n);
  if (covered < volume) return { kind: 'point', point: leftOut(target, clipped) };
  if (areDisjoint) return { kind: 'covered' };
  const full = clipped.map((box) => box.map((ranges, axis) => isSame(ranges, target[axis] ?? [])));
  return search({ target, clipped, budget, full, known: new Set() });
}

/** False: the boxes are too small together to cover the target. A quick look before `coverOf`. */
export function mayCover(target: Box, boxes: readonly Box[]): boolean {
  let share = 0;
  for (const box of boxes) {
    let part = 1;
    for (const [axis, ranges] of target.entries()) {
      part *= countOf(intersect(ranges, box[axis] ?? [])) / countOf(ranges);
    }
    share += part;
    if (share > ALMOST) return true;
  }
  return false;
}

/** Less than 1 by more than floating point can be wrong. */
const ALMOST = 0.999999;

function volumeOf(box: Box): bigint {
  return box.reduce((volume, ranges) => volume * BigInt(countOf(ranges)), 1n);
}

/** For boxes that hold fewer points than the target, counted with their overlaps. */
function leftOut(target: Box, boxes: readonly Box[]): number[] {
  const point: number[] = [];
  let left = boxes.map((box) => ({ box, weight: volumeOf(box) }));
  for (const [axis, ranges] of target.entries()) {
    const weights = left.map(({ box, weight }) => ({
      ranges: box[axis] ?? [],
      weight: weight / BigInt(countOf(box[axis] ?? [])),
    }));
    const place = lightest(ranges, weights);
    point.push(place);
    left = left.flatMap(({ box }, index) =>
      has(box[axis] ?? [], place) ? [{ box, weight: weights[index]?.weight ?? 0n }] : [],
    );
  }
  return point;
}

/** The class that the least weight lies on. */
function lightest(domain: Box[number], weights: { ranges: Box[number]; weight: bigint }[]): number {
  const changes = new Map<number, bigint>();
  const add = (place: number, weight: bigint) =>
    changes.set(place, (changes.get(place) ?? 0n) + weight);
  for (const [first] of domain) add(first, 0n);
  for (const { ranges, weight } of weights) {
    for (const [first, last] of ranges) {
      add(first, weight);
      add(last + 1, -weight);
    }
  }
  let sum = 0n;
  let best: { place: number; weight: bigint } | undefined;
  for (const [place, weight] of [...changes].toSorted(([a], [b]) => a - b)) {
    sum += weight;
    if (!has(domain, place)) continue;
    if (best === undefined || sum < best.weight) best = { place, weight: sum };
  }
  return best?.place ?? 0;
}

interface Search {
  target: Box;
  clipped: readonly Box[];
  budget: Budget;
  /** Box -> column -> does it take all of it? */
  full: readonly (readonly boolean[])[];
  /** Sets of boxes, with the columns still to be split, that are known to cover. */
  known: Set<string>;
}

function search(asked: Search): Cover {
  const all = asked.clipped.map((_, index) => index);
  const point = cornerOf(asked.target);
  const found = descend(asked, all, new Set(asked.target.keys()), point);
  if (found === 'covered') return { kind: 'covered' };
  return found === 'open' ? { kind: 'open' } : { kind: 'point', point: found };
}

type Found = number[] | 'covered' | 'open';

/** `open` columns still differ; in the others the boxes of the set take all that is left. */
function descend(asked: Search, set: number[], open: ReadonlySet<number>, point: number[]): Found {
  const { full, budget, known } = asked;
  if (set.length === 0) return point;
  budget.left -= set.length * open.size;
  const splitting = [...open].filter((axis) => set.some((index) => full[index]?.[axis] !== true));
  if (set.some((index) => splitting.every((axis) => full[index]?.[axis]))) return 'covered';
  const key = `${splitting.join()}:${set.join()}`;
  if (known.has(key)) return 'covered';
  const axis = mostTelling(
    splitting,
    (one) => set.filter((index) => full[index]?.[one] !== true).length,
  );
  const parts = partsOf(asked, set, axis);
  const rest = new Set(splitting.filter((one) => one !== axis));
  let undecided = false;
  for (const { place, subset } of parts) {
    if (budget.left <= 0) return 'open';
    const found = descend(asked, subset, rest, point.with(axis, place));
    if (found === 'open') undecided = true;
    else if (found !== 'covered') return found;
  }
  if (undecided) return 'open';
  known.add(key);
  return 'covered';
}

function mostTelling(axes: readonly number[], weight: (axis: number) => number): number {
  const weights = axes.map(weight);
  return axes[weights.indexOf(Math.max(...weights))] ?? 0;
}

/** The classes of a column that the boxes do not tell apart, those that fewest of them take first. */
function partsOf({ target, clipped, budget }: Search, set: readonly number[], axis: number) {
  const cuts = new Set<number>();
  for (const [first] of target[axis] ?? []) cuts.add(first);
  for (const index of set) {
    for (const [first, last] of clipped[index]?.[axis] ?? []) cuts.add(first).add(last + 1);
  }
  const parts = new Map<string, { place: number; subset: number[] }>();
  for (const place of cuts) {
    if (intersect(target[axis] ?? [], [[place, place]]).length === 0) continue;
    const subset = set.filter((index) => has(clipped[index]?.[axis] ?? [], place));
    const key = subset.join();
    if (!parts.has(key)) parts.set(key, { place, subset });
    budget.left -= set.length;
  }
  return [...parts.values()].toSorted((one, other) => one.subset.length - other.subset.length);
}
