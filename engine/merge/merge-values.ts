/** Merges two changes of one value: what one side left alone is the other's. */
import {
  type Bag,
  has,
  isBag,
  isCell,
  isOneThing,
  isRowPart,
  isSame,
  keysOf,
} from '../definition/diff-structure.ts';
import { mergeLists } from './merge-lists.ts';
import {
  below,
  type Clash,
  type Merged,
  type Merging,
  nameOf,
  type Place,
  type SideName,
  type Three,
  within,
} from './three.ts';

export function mergeValues(three: Three, place: Place, merging: Merging): Merged {
  const { base, mine, theirs } = three;
  if (isSame(mine, theirs)) return { value: mine, clashes: [] };
  if (isSame(base, mine)) return taken(three, 'theirs', place, merging);
  if (isSame(base, theirs)) return taken(three, 'mine', place, merging);
  return mergeParts(three, place, merging) ?? clashing('changed', three, place, merging);
}

/** What only one side changed; unless it took out what the other has come to speak of. */
function taken(three: Three, side: SideName, place: Place, merging: Merging): Merged {
  const other = side === 'mine' ? 'theirs' : 'mine';
  const whole = { value: three[side], clashes: [] };
  if (!merging.speaks(other)) return whole;
  if (three[side] !== undefined) return mergeParts(three, place, merging) ?? whole;
  return merging.speaksOf(other, place.id) ? clashing('used', three, place, merging) : whole;
}

/** Undefined where there are no parts: it is one thing. */
function mergeParts({ base, mine, theirs }: Three, place: Place, merging: Merging) {
  if (isBag(base) && isBag(mine) && isBag(theirs) && isOfParts({ base, mine, theirs })) {
    return mergeBags({ base, mine, theirs }, place, merging);
  }
  const isList = Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs);
  if (!isList || isCell(place.id)) return undefined;
  return mergeLists({ base, mine, theirs }, place, merging, (one, at) =>
    mergeValues(one, at, merging),
  );
}

/** Until somebody chooses, what both changed stays as it was. */
function clashing(kind: Clash['kind'], three: Three, place: Place, merging: Merging): Merged {
  const choice = merging.choices[nameOf(place.id, kind)] ?? 'base';
  return { value: three[choice], clashes: [{ kind, ...three, place, at: [] }] };
}

/** Is it made of parts that are merged each for itself? A thing of another kind is another thing. */
function isOfParts({ base, mine, theirs }: Three<Bag>): boolean {
  if (isOneThing(base, mine) || isOneThing(base, theirs)) return false;
  return isSame(base['kind'], mine['kind']) && isSame(base['kind'], theirs['kind']);
}

/** Fields that mean something only together: three hours, and not three of whatever. */
const together = ['value', 'unit'] as const;

function mergeBags(three: Three<Bag>, place: Place, merging: Merging): Merged {
  const keys = new Set([...keysOf(three.mine), ...keysOf(three.theirs), ...keysOf(three.base)]);
  const torn = isTornApart(three) ? together : [];
  const value: Record<string, unknown> = {};
  const clashes: Clash[] = [];
  const isOfCells = place.id.length === 3 && isRowPart(place.id);
  for (const key of keys) {
    if (torn.some((one) => one === key)) continue;
    const parts = partsOf(three, key);
    const part = isOfCells ? withColumn(parts) : parts;
    const merged = mergeValues(part, below(place, key), merging);
    if (merged.value !== undefined) value[key] = merged.value;
    clashes.push(...within([key], merged.clashes));
  }
  if (torn.length > 0) {
    const named = { ...place, id: [...place.id, together[0]] };
    const merged = clashing('changed', pairsOf(three), named, merging);
    Object.assign(value, merged.value);
    clashes.push(...within([together[0]], merged.clashes));
  }
  return { value, clashes };
}

/** A cell that is missing because its column is: what becomes of the column decides. */
function withColumn({ base, mine, theirs }: Three): Three {
  if (mine === undefined) return { base, mine: base, theirs };
  return theirs === undefined ? { base, mine, theirs: base } : { base, mine, theirs };
}

/** Did each side change another part of what belongs together? */
function isTornApart(three: Three<Bag>): boolean {
  if (!together.every((key) => has(three.base, key))) return false;
  const changed = (side: Bag) =>
    together.filter((key) => !isSame(three.base[key], side[key])).join(' ');
  const [mine, theirs] = [changed(three.mine), changed(three.theirs)];
  return mine !== '' && theirs !== '' && mine + theirs !== together[0].repeat(2);
}

function pairsOf(three: Three<Bag>): Three<Bag> {
  return { base: pair(three.base), mine: pair(three.mine), theirs: pair(three.theirs) };
}

function pair(bag: Bag): Bag {
  return Object.fromEntries(together.filter((key) => has(bag, key)).map((key) => [key, bag[key]]));
}

function partsOf(three: Three<Bag>, key: string): Three {
  const part = (bag: Bag) => (has(bag, key) ? bag[key] : undefined);
  return { base: part(three.base), mine: part(three.mine), theirs: part(three.theirs) };
}
