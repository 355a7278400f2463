/** What people have at a moment: posts, roles and units may begin and end, by days of the organisation. */
import { dayNumber, dayStartMs } from '../calendar/zone.ts';
import type { OrganisationDefinition, Person, Role, Term } from './organisation.ts';

export interface OrganisationAtMoment {
  /** Every person with the posts, roles and unit that they have then. */
  org: OrganisationDefinition;
  /** It reads like this from here (ms) … */
  from: number;
  /** … until just before this. */
  until: number;
}

/** `ms`: the moment, since the epoch. Without terms it is the organisation itself, at any moment. */
export function organisationAt(org: OrganisationDefinition, ms: number): OrganisationAtMoment {
  const spans = new Map<Term, Span>();
  for (const { terms = [] } of org.people) {
    for (const term of terms) spans.set(term, spanOf(term, org.zone));
  }
  if (spans.size === 0) return { org, from: -Infinity, until: Infinity };
  const turns = [...spans.values()].flatMap((span) => [span.from, span.until]);
  const people = org.people.map((person) =>
    personWith(
      person,
      (person.terms ?? []).filter((term) => isWithin(spans.get(term), ms)),
    ),
  );
  return {
    org: { ...org, people },
    from: Math.max(-Infinity, ...turns.filter((turn) => turn <= ms)),
    until: Math.min(Infinity, ...turns.filter((turn) => turn > ms)),
  };
}

/** The posts that a person has now or is to have: what they could ever do. */
export function postsEver({ posts, terms = [] }: Person): string[] {
  return [...posts, ...terms.flatMap((term) => ('post' in term ? [term.post] : []))];
}

/** Those that a person has at some time, whenever. */
export function rolesEver({ roles, terms = [] }: Person): Role[] {
  return [...roles, ...terms.flatMap((term) => ('role' in term ? [term.role] : []))];
}

/** Those in which a person is at some time, whenever. */
export function unitsEver({ unit, terms = [] }: Person): string[] {
  return [unit, ...terms.flatMap((term) => ('unit' in term ? [term.unit] : []))];
}

interface Span {
  from: number;
  until: number;
}

function isWithin(span: Span | undefined, ms: number): boolean {
  return span !== undefined && span.from <= ms && ms < span.until;
}

/** In the zone of the organisation; one that lacks it has no days, and a term with days none to count. */
function spanOf({ from, to }: Term, zone: string | undefined): Span {
  const first = from === undefined ? undefined : dayNumber(from);
  const last = to === undefined ? undefined : dayNumber(to);
  if (zone === undefined && (from ?? to) !== undefined) return { from: Infinity, until: Infinity };
  return {
    from: first === undefined || zone === undefined ? -Infinity : dayStartMs(zone, first),
    until: last === undefined || zone === undefined ? Infinity : dayStartMs(zone, last + 1),
  };
}

function personWith(person: Person, terms: readonly Term[]): Person {
  const posts = terms.flatMap((term) => ('post' in term ? [term.post] : []));
  const roles = terms.flatMap((term) => ('role' in term ? [term.role] : []));
  const units = terms.flatMap((term) => ('unit' in term ? [term.unit] : []));
  return {
    ...person,
    posts: [...new Set([...person.posts, ...posts])],
    roles: [...new Set([...person.roles, ...roles])],
    unit: units.at(-1) ?? person.unit,
  };
}
