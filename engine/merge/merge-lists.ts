/** Merges two changes of a list: element by element, by who they are, and then their order. */
import { alignElements, identityIn, type Path } from '../definition/diff-structure.ts';
import { canonical } from '../definition/hash.ts';
import { mergeOrders } from './merge-order.ts';
import {
  type Choice,
  type Merged,
  type Merging,
  nameOf,
  type Place,
  type Three,
  within,
} from './three.ts';

type List = readonly unknown[];

/** How an element is merged. */
type MergeOne = (three: Three, place: Place) => Merged;

export function mergeLists(
  three: Three<List>,
  place: Place,
  merging: Merging,
  mergeOne: MergeOne,
): Merged<unknown[]> {
  const keys = keysOf(three, place.id, merging);
  const elements = {
    base: byKey(keys.base, three.base),
    mine: byKey(keys.mine, three.mine),
    theirs: byKey(keys.theirs, three.theirs),
  };
  const merged = new Map<string, Merged>();
  for (const key of new Set([...keys.mine, ...keys.theirs, ...keys.base])) {
    merged.set(key, mergeElement(key, elements, place, mergeOne));
  }
  const kept = (list: readonly string[]) =>
    list.filter((key) => merged.get(key)?.value !== undefined);
  const kepts = { base: kept(keys.base), mine: kept(keys.mine), theirs: kept(keys.theirs) };
  const order = mergeOrders(kepts, merging.choices[nameOf(place.id, 'order')]);
  const places = new Map(order.keys.map((key, at) => [key, at]));
  const clashes = [...merged].flatMap(([key, one]) => {
    const at = places.get(key);
    return within(at === undefined ? [] : [String(at)], one.clashes);
  });
  if (order.isDisputed) clashes.push({ kind: 'order', ...three, place, at: [] });
  return { value: order.keys.map((key) => merged.get(key)?.value), clashes };
}

interface Element {
  index: number;
  value: unknown;
}

type Elements = ReadonlyMap<string, Element>;

function byKey(keys: readonly string[], list: List): Elements {
  return new Map(keys.map((key, index) => [key, { index, value: list[index] }]));
}

function mergeElement(
  key: string,
  elements: Three<Elements>,
  place: Place,
  mergeOne: MergeOne,
): Merged {
  const { base, mine, theirs } = elements;
  const at = (path: Path, of: Elements) => [...path, String(of.get(key)?.index ?? of.size)];
  const values = {
    base: base.get(key)?.value,
    mine: mine.get(key)?.value,
    theirs: theirs.get(key)?.value,
  };
  const places = {
    base: at(place.base, base),
    mine: at(place.mine, mine),
    theirs: at(place.theirs, theirs),
    id: [...place.id, key],
  };
  return mergeOne(values, places);
}

/** Names of the elements, each once in its list; the same name in two lists is the same element. */
function keysOf(three: Three<List>, path: Path, merging: Merging): Three<string[]> {
  const identity = identityIn(path, three.base, three.mine, three.theirs);
  if (identity !== undefined) {
    const named = (list: List) => list.map((element) => identity(element) ?? '');
    return { base: named(three.base), mine: named(three.mine), theirs: named(three.theirs) };
  }
  const like = (list: List) => list.map((element) => merging.likeness(path, element));
  const old = like(three.base);
  const aligned = (side: Exclude<Choice, 'base'>) =>
    alignedKeys(alignElements(old, like(three[side])), three[side]);
  return {
    base: three.base.map((_, index) => String(index)),
    mine: aligned('mine'),
    theirs: aligned('theirs'),
  };
}

/** What is in no list by that name before is known by what it says: said twice alike it is one. */
function alignedKeys(matches: readonly (number | undefined)[], list: List): string[] {
  const times = new Map<string, number>();
  return matches.map((match, index) => {
    if (match !== undefined) return String(match);
    const text = canonical(list[index] ?? null);
    const time = times.get(text) ?? 0;
    times.set(text, time + 1);
    return `+${time} ${text}`;
  });
}
