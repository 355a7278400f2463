/**
 * Merges two orders of a list. What neither side moved stands as it stood; what one side put in or moved
 * stands after the element that it follows there. Additions of both at one spot are put in an order that
 * does not depend on who merges.
 */
import { risingMost } from '../definition/diff-structure.ts';
import { type Choice, type SideName, sides, type Three } from './three.ts';

type Keys = readonly string[];

export interface MergedOrder {
  keys: string[];
  /** Both moved the same elements, each to another place. */
  isDisputed: boolean;
}

/** Each list has only elements that are kept. A choice says whose order counts if it is disputed. */
export function mergeOrders(three: Three<Keys>, choice: Choice = 'base'): MergedOrder {
  const moved = {
    mine: movedIn(three.base, three.mine),
    theirs: movedIn(three.base, three.theirs),
  };
  const shared = sharedOf(three, moved);
  const attempt = woven(three, shared.keys, moved);
  const isAgreed =
    shared.isAgreed && sides.every((side) => keeps(attempt, three, side, moved[side]));
  if (isAgreed) return { keys: attempt, isDisputed: false };
  const common = commonOf(three);
  const base = new Set(three.base);
  const rest = choice === 'base' ? [...common].filter((key) => !base.has(key)) : [];
  const spine = [...three[choice].filter((key) => common.has(key)), ...rest];
  return { keys: woven(three, spine, moved), isDisputed: true };
}

/** Of each side, what it moved among the elements that were there before. */
type Moved = Record<SideName, ReadonlySet<string>>;

/** What changed its place among the elements that were there before. */
function movedIn(base: Keys, now: Keys): Set<string> {
  const places = placesOf(base);
  const known = now.filter((key) => places.has(key));
  const staying = risingMost(known.map((key) => places.get(key) as number));
  return new Set(known.filter((key) => !staying.has(places.get(key) as number)));
}

/**
 * The elements of both sides by which the rest is placed: those that neither moved, in their old order, and
 * those that both put at the same place. Not agreed when both placed the same elements differently.
 */
function sharedOf(three: Three<Keys>, moved: Moved) {
  const base = new Set(three.base);
  const isPlacedByOne = (key: string) => moved.mine.has(key) !== moved.theirs.has(key);
  const theirs = placesOf(three.theirs);
  const common = three.mine.filter(
    (key) => theirs.has(key) && !(base.has(key) && isPlacedByOne(key)),
  );
  const agreed = risingMost(common.map((key) => theirs.get(key) as number));
  const keys = common.filter((key) => agreed.has(theirs.get(key) as number));
  return { keys, isAgreed: keys.length === common.length };
}

function commonOf({ mine, theirs }: Three<Keys>): Set<string> {
  return new Set(mine).intersection(new Set(theirs));
}

/** The spine with what each side has besides, after the element of the spine that it follows there. */
function woven(three: Three<Keys>, spine: Keys, moved: Moved): string[] {
  const fixed = new Set(spine);
  const own = (side: SideName, other: SideName) => {
    const there = new Set(three[other]);
    return runsOf(three[side], fixed, (key) => !there.has(key) || moved[side].has(key));
  };
  const runs = [own('mine', 'theirs'), own('theirs', 'mine')];
  const placed = new Set(spine);
  const keys: string[] = [];
  for (const anchor of [undefined, ...spine]) {
    if (anchor !== undefined) keys.push(anchor);
    const here = runs.map((run) => run.get(anchor) ?? []);
    for (const key of here.toSorted(byFirst).flat()) {
      if (placed.has(key)) continue;
      placed.add(key);
      keys.push(key);
    }
  }
  return keys;
}

/** What a side has besides the spine, in runs by the element of the spine before. */
function runsOf(list: Keys, fixed: ReadonlySet<string>, isOwn: (key: string) => boolean) {
  const runs = new Map<string | undefined, string[]>();
  let anchor: string | undefined;
  for (const key of list) {
    if (fixed.has(key)) anchor = key;
    else if (isOwn(key)) {
      const run = runs.get(anchor) ?? [];
      run.push(key);
      runs.set(anchor, run);
    }
  }
  return runs;
}

function byFirst(one: Keys, other: Keys): number {
  const [a = '', b = ''] = [one[0], other[0]];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** More moved elements than this are not looked at pair by pair. */
const MOST_MOVED = 200;

/** Does whatever a side put before something else still stand before it? */
function keeps(
  keys: Keys,
  three: Three<Keys>,
  side: SideName,
  moved: ReadonlySet<string>,
): boolean {
  if (moved.size === 0 || isSameOrder(keys, three[side])) return true;
  if (moved.size > MOST_MOVED) return false;
  const [before, now, merged] = [placesOf(three.base), placesOf(three[side]), placesOf(keys)];
  const known = three[side].filter((key) => before.has(key));
  return [...moved].every((one) =>
    known.every(
      (other) =>
        isBefore(before, one, other) === isBefore(now, one, other) ||
        isBefore(merged, one, other) === isBefore(now, one, other),
    ),
  );
}

function isBefore(places: ReadonlyMap<string, number>, one: string, other: string): boolean {
  return (places.get(one) ?? 0) < (places.get(other) ?? 0);
}

/** Do the elements of a list stand in that order also among others? */
function isSameOrder(keys: Keys, list: Keys): boolean {
  const places = placesOf(keys);
  return list.every(
    (key, at) => at === 0 || (places.get(list[at - 1] as string) ?? 0) < (places.get(key) ?? 0),
  );
}

function placesOf(list: Keys): Map<string, number> {
  return new Map(list.map((key, at) => [key, at]));
}
