/**
 * What differs between two JSON documents, as paths into both. Elements of a list are matched by who
 * they are, not by where they stand; a list's order is meaning, so an element that changed places is
 * `moved`. Conditions and words in two languages are compared as wholes: half of one says nothing.
 */
import { canonical } from './hash.ts';

/** Segments of a JSON Pointer, unescaped; an index of a list is its decimal text. */
export type Path = readonly string[];

export type Edit =
  | { kind: 'added'; to: Path; after: unknown }
  | { kind: 'removed'; from: Path; before: unknown }
  | { kind: 'changed'; from: Path; to: Path; before: unknown; after: unknown }
  /** `before` and `after` are the element's index, from 0, in the old and in the new list. */
  | { kind: 'moved'; from: Path; to: Path; before: number; after: number };

export function structuralDiff(before: unknown, after: unknown): Edit[] {
  return editsAt({ before, after, from: [], to: [] });
}

/** What differs between two values that stand at these places; undefined where there is none. */
export function editsAt(pair: Pair): Edit[] {
  const { before, after, from, to } = pair;
  if (before === undefined) return after === undefined ? [] : [{ kind: 'added', to, after }];
  if (after === undefined) return [{ kind: 'removed', from, before }];
  const edits: Edit[] = [];
  compare(pair, edits);
  return edits;
}

export type Bag = Readonly<Record<string, unknown>>;

interface Pair {
  before: unknown;
  after: unknown;
  from: Path;
  to: Path;
}

function compare(pair: Pair, edits: Edit[]): void {
  const { before, after } = pair;
  if (Array.isArray(before) && Array.isArray(after) && !isCell(pair.to)) {
    compareLists(before, after, pair, edits);
  } else if (isBag(before) && isBag(after) && !isOneThing(before, after)) {
    compareBags(before, after, pair, edits);
  } else if (!isSame(before, after)) edits.push({ kind: 'changed', ...pair });
}

function compareBags(before: Bag, after: Bag, { from, to }: Pair, edits: Edit[]): void {
  for (const key of keysOf(before)) {
    if (has(after, key)) continue;
    edits.push({ kind: 'removed', from: [...from, key], before: before[key] });
  }
  for (const key of keysOf(after)) {
    const place = [...to, key];
    if (!has(before, key)) edits.push({ kind: 'added', to: place, after: after[key] });
    else {
      compare({ before: before[key], after: after[key], from: [...from, key], to: place }, edits);
    }
  }
}

function compareLists(
  before: readonly unknown[],
  after: readonly unknown[],
  { from, to }: Pair,
  edits: Edit[],
): void {
  const matches = matchElements(before, after, to);
  const matched = new Set(matches);
  const staying = risingMost(matches.filter((index) => index !== undefined));
  before.forEach((element, index) => {
    if (matched.has(index)) return;
    edits.push({ kind: 'removed', from: [...from, String(index)], before: element });
  });
  after.forEach((element, index) => {
    const old = matches[index];
    const place = [...to, String(index)];
    if (old === undefined) return edits.push({ kind: 'added', to: place, after: element });
    const origin = [...from, String(old)];
    if (!staying.has(old)) {
      edits.push({ kind: 'moved', from: origin, to: place, before: old, after: index });
    }
    return compare({ before: before[old], after: element, from: origin, to: place }, edits);
  });
}

/** For each element of `after`, the index of the same element in `before`. */
export function matchElements(
  before: readonly unknown[],
  after: readonly unknown[],
  to: Path,
): (number | undefined)[] {
  const identity = identityIn(to, before, after);
  if (identity === undefined) return alignElements(before, after);
  const index = new Map(before.map((element, at) => [identity(element), at]));
  return after.map((element) => index.get(identity(element)));
}

type Identity = (element: unknown) => string | undefined;

/** What tells the elements apart in all of these lists, each at the same place of its document. */
export function identityIn(path: Path, ...lists: (readonly unknown[])[]): Identity | undefined {
  if (isRowList(path, ...lists)) return undefined;
  return identities.find((one) => lists.every((list) => tellsApart(one, list)));
}

/** What tells the elements of a list apart; the first of these that does so counts. */
const identities: Identity[] = [
  (element) => (typeof element === 'object' ? undefined : JSON.stringify(element)),
  ...['id', 'fact', 'indicator', 'date', 'grade', 'value', 'title'].map(
    (key) => (element: unknown) => {
      if (!isBag(element) || !has(element, key)) return undefined;
      const value = element[key];
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
    },
  ),
];

function tellsApart(identity: Identity, list: readonly unknown[]): boolean {
  const seen = new Set(list.map(identity));
  return seen.size === list.length && !seen.has(undefined);
}

/**
 * Lists of nameless elements: what is alike at both ends stays; in between, what stands once in both is the
 * same wherever it stands, and what lies between two such is paired in order.
 */
export function alignElements(
  before: readonly unknown[],
  after: readonly unknown[],
): (number | undefined)[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && isSame(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && isSame(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const middle = {
    before: before.slice(head, before.length - tail),
    after: after.slice(head, after.length - tail),
  };
  const aligned = pairInOrder(middle.before.length, matchAlike(middle.before, middle.after));
  return after.map((_, index) => {
    if (index < head) return index;
    if (index >= after.length - tail) return index - after.length + before.length;
    const old = aligned[index - head];
    return old === undefined ? undefined : old + head;
  });
}

/** For each element of `after`, where it stands in `before`, if it stands once in both. */
function matchAlike(before: readonly unknown[], after: readonly unknown[]): (number | undefined)[] {
  const [old, now] = [placesOf(before), placesOf(after)];
  return after.map((element) => {
    const key = canonical(element ?? null);
    return now.get(key)?.length === 1 && old.get(key)?.length === 1 ? old.get(key)?.[0] : undefined;
  });
}

function placesOf(list: readonly unknown[]): Map<string, number[]> {
  return Map.groupBy(list.keys(), (index) => canonical(list[index] ?? null));
}

/** What is not matched is paired, in order, with what is not matched after the same neighbour. */
function pairInOrder(
  length: number,
  matches: readonly (number | undefined)[],
): (number | undefined)[] {
  const taken = new Set(matches);
  let next = 0;
  return matches.map((match) => {
    if (match !== undefined) {
      next = match + 1;
      return match;
    }
    if (next >= length || taken.has(next)) return undefined;
    taken.add(next);
    return next++;
  });
}

/** The cells of a row, or its results: each belongs to the column at its place. */
function isRowList(path: Path, ...lists: (readonly unknown[])[]): boolean {
  return path.length === 3 && isRowPart(path) && !lists.flat().some(isBag);
}

/** A cell of a table is compared as a whole: half an interval says nothing. */
export function isCell(path: Path): boolean {
  return path.length === 4 && isRowPart(path);
}

export function isRowPart([list, , part]: Path): boolean {
  return list === 'rows' && (part === 'when' || part === 'then');
}

/** The members of a longest rising subsequence (patience sorting): what did not need to move. */
export function risingMost(numbers: readonly number[]): Set<number> {
  const tops: number[] = [];
  const below = new Map<number, number | undefined>();
  for (const number of numbers) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tops[middle] as number) < number) low = middle + 1;
      else high = middle;
    }
    tops[low] = number;
    below.set(number, tops[low - 1]);
  }
  const members = new Set<number>();
  for (let one = tops.at(-1); one !== undefined; one = below.get(one)) members.add(one);
  return members;
}

/** Words in both languages, a condition, a formula: compared and shown as one thing. */
export function isOneThing(before: Bag, after: Bag): boolean {
  if (isFormula(before) || isFormula(after)) return true;
  return [before, after].every((one) => isWords(one) || isCondition(one));
}

/** By its form alone: an expression that is made of others. */
export function isFormula(value: unknown): boolean {
  if (!isBag(value)) return false;
  if (Array.isArray(value['of'])) return typeof value['function'] === 'string';
  if (typeof value['over'] === 'string') return typeof value['aggregate'] === 'string';
  if (isCondition(value['if'])) return has(value, 'then') && has(value, 'else');
  return typeof value['table'] === 'string' && typeof value['output'] === 'string';
}

export function isWords(value: unknown): value is { zh: string; en: string } {
  if (!isBag(value)) return false;
  const { zh, en, ...rest } = value;
  return typeof zh === 'string' && typeof en === 'string' && keysOf(rest).length === 0;
}

/** By its form alone: a group of conditions, or a comparison. */
export function isCondition(value: unknown): boolean {
  if (!isBag(value)) return false;
  const [first, ...others] = keysOf(value);
  if (others.length === 0 && (first === 'all' || first === 'any'))
    return Array.isArray(value[first]);
  if (others.length === 0 && first === 'not') return isCondition(value['not']);
  return typeof value['fact'] === 'string' && typeof value['operator'] === 'string';
}

export function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function has(bag: Bag, key: string): boolean {
  return Object.hasOwn(bag, key) && bag[key] !== undefined;
}

/** A key without a value is not there: JSON has no `undefined`. */
export function keysOf(bag: Bag): string[] {
  return Object.keys(bag).filter((key) => bag[key] !== undefined);
}

export function isSame(before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true;
  if (typeof before !== 'object' || typeof after !== 'object') return false;
  return canonical(before) === canonical(after);
}
