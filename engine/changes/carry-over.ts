/**
 * Two changes of the organisation were made of one version, and one of them has come into force. The other
 * still says the same about its own people and units, if the two are about different ones: then it can be
 * put upon what is in force now. Nothing is merged within one person or unit, and nothing is chosen.
 */
import { canonical } from '../definition/hash.ts';
import type { OrganisationDefinition, Person } from '../definition/organisation.ts';

type Org = OrganisationDefinition;
const lists = ['units', 'posts', 'people'] as const;
type List = (typeof lists)[number];

/** What `mine` made of `base`, upon `theirs`; undefined where both speak about the same. */
export function carriedOver(base: Org, mine: Org, theirs: Org): Org | undefined {
  const done = { mine: touchedIn(base, mine), theirs: touchedIn(base, theirs) };
  const differs = (key: string) => done.mine.get(key) !== done.theirs.get(key);
  const both = [...done.mine.keys()].some((key) => done.theirs.has(key) && differs(key));
  const isMixed =
    speaksOf(mine, done.mine).some((key) => done.theirs.has(key)) ||
    speaksOf(theirs, done.theirs).some((key) => done.mine.has(key));
  if (both || isMixed) return undefined;
  const next: Record<string, unknown> = { ...theirs };
  for (const key of fieldsOf(base, mine)) {
    if (done.mine.has(key)) next[key] = (mine as Record<string, unknown>)[key];
  }
  for (const list of lists) next[list] = listOf(list, done.mine, { mine, theirs });
  return dropped(next) as Org;
}

/** Fields, and members of lists as `list/id`, with what they are now; empty where they are gone. */
function touchedIn(base: Org, next: Org): ReadonlyMap<string, string> {
  const touched = new Map<string, string>();
  for (const key of fieldsOf(base, next))
    note(touched, key, fieldOf(base, key), fieldOf(next, key));
  for (const list of lists) {
    const [before, after] = [byId(base[list]), byId(next[list])];
    for (const id of new Set([...before.keys(), ...after.keys()])) {
      note(touched, `${list}/${id}`, before.get(id), after.get(id));
    }
  }
  return touched;
}

function note(touched: Map<string, string>, key: string, before: unknown, after: unknown): void {
  const [was, is] = [textOf(before), textOf(after)];
  if (was !== is) touched.set(key, is);
}

function textOf(value: unknown): string {
  return value === undefined ? '' : canonical(value);
}

function fieldsOf(one: Org, other: Org): string[] {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].filter((key) => !lists.some((list) => list === key));
}

function fieldOf(org: Org, key: string): unknown {
  return (org as Record<string, unknown>)[key];
}

function byId<T extends { id: string }>(members: readonly T[]): Map<string, T> {
  return new Map(members.map((one) => [one.id, one]));
}

/** Whom and what the people that were touched are tied to. */
function speaksOf(org: Org, touched: ReadonlyMap<string, string>): string[] {
  return org.people.flatMap((person) => (touched.has(`people/${person.id}`) ? tiesOf(person) : []));
}

function tiesOf({ unit, posts, same_as, terms = [] }: Person): string[] {
  const held = terms.flatMap((term) => {
    if ('post' in term) return [`posts/${term.post}`];
    return 'unit' in term ? [`units/${term.unit}`] : [];
  });
  const twin = same_as === undefined ? [] : [`people/${same_as}`];
  return [`units/${unit}`, ...posts.map((post) => `posts/${post}`), ...held, ...twin];
}

function listOf(
  list: List,
  touched: ReadonlyMap<string, string>,
  { mine, theirs }: { mine: Org; theirs: Org },
): unknown[] {
  const wanted: Map<string, unknown> = byId(mine[list]);
  const known = byId(theirs[list]);
  const isTouched = (id: string) => touched.has(`${list}/${id}`);
  const kept = theirs[list].flatMap((one) => {
    if (!isTouched(one.id)) return [one];
    const now = wanted.get(one.id);
    return now === undefined ? [] : [now];
  });
  const fresh = mine[list].filter(({ id }) => isTouched(id) && !known.has(id));
  return [...kept, ...fresh];
}

function dropped(fields: Record<string, unknown>): unknown {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
