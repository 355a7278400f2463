/**
 * Four eyes: who may judge a change. Not who had a hand in it (every editor of every revision of it, its
 * proposer), not who stands in for one of them or has one of them stand in, not who gains by it; and none
 * of these under another account.
 */
import { standsInFor, deputiesOf } from '../case/availability.ts';
import { below } from '../case/duties.ts';
import type { Instant } from '../case/state.ts';
import { canonical } from '../definition/hash.ts';
import type { ScorecardDefinition } from '../definition/indicator.ts';
import type { Definition } from '../definition/kinds.ts';
import type { OrganisationDefinition, Person } from '../definition/organisation.ts';
import { all, withDefinition, type Pack } from '../definition/pack.ts';
import { rolesEver, unitsEver } from '../definition/terms.ts';
import { problem, type Problem } from '../problem.ts';
import type { Change } from './change.ts';
import { cardsTouched, type Replaced } from './pay.ts';

/** What ties a person to others at this moment. */
export interface Standing {
  actor: string;
  /** Other accounts of the same person. */
  aliases: readonly string[];
  /** People for whom they stand in, and who stand in for them, under every account. */
  delegates: readonly string[];
  /** Does what they are scored or paid by hang on it? */
  gains: boolean;
}

/** Why a person does not judge a change; undefined when they may. */
export function dependenceOf(
  change: Pick<Change, 'author' | 'contributors'>,
  { actor, aliases, delegates, gains }: Standing,
): Problem | undefined {
  const took = new Set([change.author, ...change.contributors]);
  if ([actor, ...aliases].some((one) => took.has(one))) return problem('own_change');
  if (delegates.some((one) => took.has(one))) return problem('change_of_delegate');
  return gains ? problem('change_benefits') : undefined;
}

/** Whom a person stands in for, and who stands in for them. */
export function delegatesOf(
  org: OrganisationDefinition | undefined,
  person: string,
  at: Instant,
): string[] {
  if (org === undefined) return [];
  return [...standsInFor(org, person, at), ...deputiesOf(org, person, at)];
}

/**
 * The people who are scored or paid by what is replaced: those who do or lead work in the scope of a
 * scorecard that hangs on it (see pay.ts), now or for a time that was or is to come; and those whose own
 * entry in the organisation is another one.
 */
export function beneficiariesOf(items: readonly Replaced[], pack: Pack): Set<string> {
  const after = items.reduce((made, { content }) => withDefinition(made, content), pack);
  const cards = [...cardsTouched(items, pack), ...cardsTouched(items, after)];
  const scored = [pack, after].flatMap((one) => {
    const org = all(one, 'organisation')[0];
    return org === undefined ? [] : cards.flatMap((card) => scoredBy(card, org));
  });
  const moved = items.flatMap(({ base, content }) => peopleAltered(base, content));
  return new Set([...scored, ...moved]);
}

/** Those who do or lead work in the scope of a scorecard, now or for a time. */
export function scoredBy({ unit }: ScorecardDefinition, org: OrganisationDefinition): string[] {
  const scope = unit === undefined ? undefined : new Set(below(org, unit));
  return org.people
    .filter((person) => works(person) && (scope === undefined || isEverIn(scope, person)))
    .map(({ id }) => id);
}

/** Does the person ever do work that is scored, or lead those who do: now, or for a time? */
function works(person: Person): boolean {
  return rolesEver(person).some((role) => role === 'clerk' || role === 'supervisor');
}

function isEverIn(scope: ReadonlySet<string>, person: Person): boolean {
  return unitsEver(person).some((unit) => scope.has(unit));
}

function peopleAltered(base: Definition | null, content: Definition): string[] {
  if (content.kind !== 'organisation') return [];
  const before = base?.kind === 'organisation' ? base.people : [];
  const texts = new Map(before.map((one) => [one.id, canonical(one)]));
  const altered = content.people.filter((one) => texts.get(one.id) !== canonical(one));
  const left = before.filter(({ id }) => !content.people.some((one) => one.id === id));
  return [...altered, ...left].map(({ id }) => id);
}
