/** Who may do what by the organisation: posts, units, incompatible duties. */
import type { OrganisationDefinition, Person } from '../definition/organisation.ts';
import { isSigned } from './people-state.ts';
import type { CaseState, Visit } from './state.ts';

export type UnitRule = 'case' | 'above';

/** A unit and the units above it, itself first. */
export function lineOf(org: OrganisationDefinition, unit: string): readonly string[] {
  const { lines } = worked(org);
  const known = lines.get(unit);
  if (known !== undefined) return known;
  const line: string[] = [];
  let at: string | undefined = unit;
  while (at !== undefined && !line.includes(at)) {
    line.push(at);
    const here: string = at;
    at = org.units.find((one) => one.id === here)?.parent;
  }
  lines.set(unit, line);
  return line;
}

/** A unit and the units below it. */
export function below(org: OrganisationDefinition, unit: string): string[] {
  return org.units.filter((one) => lineOf(org, one.id).includes(unit)).map((one) => one.id);
}

/**
 * Does the person serve cases of this unit? `case`: their unit is the case's or below it. `above`:
 * their unit, or the unit it belongs to, stands above the case's (a central team serves its branches).
 */
export function serves(
  org: OrganisationDefinition,
  person: Person,
  rule: UnitRule,
  caseUnit: string,
): boolean {
  if (lineOf(org, person.unit).includes(caseUnit)) return true;
  if (rule === 'case') return false;
  const above = lineOf(org, caseUnit);
  const parent = org.units.find((one) => one.id === person.unit)?.parent;
  return above.includes(person.unit) || (parent !== undefined && above.includes(parent));
}

/** Does the person hold the post of a visit and serve the unit it is for? */
export function isAble(
  org: OrganisationDefinition,
  person: Person,
  state: CaseState,
  { post, unit }: Pick<Visit, 'post' | 'unit'>,
  rule: UnitRule,
): boolean {
  if (post === undefined || !person.posts.includes(post)) return false;
  return serves(org, person, unit === undefined ? rule : 'case', unit ?? state.unit);
}

/** A supervisor of the unit, or of one above it. */
export function supervises(org: OrganisationDefinition, person: string, unit: string): boolean {
  const one = personOf(org, person);
  return (
    one !== undefined && one.roles.includes('supervisor') && lineOf(org, unit).includes(one.unit)
  );
}

/** The units whose cases a person serves under a rule. */
export function unitsServed(org: OrganisationDefinition, person: Person, rule: UnitRule): string[] {
  return org.units.filter((unit) => serves(org, person, rule, unit.id)).map((unit) => unit.id);
}

export function personOf(org: OrganisationDefinition, id: string): Person | undefined {
  return org.people.find((one) => one.id === id);
}

/**
 * The earlier visit by which this person may not do work of `post` in this case: they did work of a
 * post that is incompatible with it.
 */
export function conflictingVisit(
  org: OrganisationDefinition,
  state: CaseState,
  person: string,
  post: string,
) {
  const forbidden = incompatiblePosts(org, post);
  if (forbidden.size === 0) return undefined;
  return state.visits.find((visit) => didWork(visit, person, forbidden));
}

/** Did the person do work of one of these posts in a visit: handle it, sign it, help as a delegate? */
export function didWork(visit: Visit, person: string, posts: ReadonlySet<string>): boolean {
  const { post: own, handler, onBehalfOf, signs = [], delegations = [] } = visit;
  const signed = signs.filter((one) => one.by === person || one.onBehalfOf === person);
  if (signed.some(({ post = own }) => post !== undefined && posts.has(post))) return true;
  if (own === undefined || !posts.has(own)) return false;
  if (!isSigned(visit) && handler !== undefined && (handler === person || onBehalfOf === person)) {
    return true;
  }
  return delegations.some((one) => one.to === person && one.comment !== undefined);
}

export function incompatiblePosts(org: OrganisationDefinition, post: string): ReadonlySet<string> {
  const { apart } = worked(org);
  const known = apart.get(post);
  if (known !== undefined) return known;
  const sets = org.conflicts.filter((one) => one.posts.includes(post));
  const posts = new Set(sets.flatMap((one) => one.posts.filter((other) => other !== post)));
  apart.set(post, posts);
  return posts;
}

/** What was worked out from an organisation before; asked on every command. */
interface Worked {
  lines: Map<string, readonly string[]>;
  apart: Map<string, ReadonlySet<string>>;
}

const workedBy = new WeakMap<OrganisationDefinition, Worked>();

function worked(org: OrganisationDefinition): Worked {
  const known = workedBy.get(org) ?? { lines: new Map(), apart: new Map() };
  workedBy.set(org, known);
  return known;
}
