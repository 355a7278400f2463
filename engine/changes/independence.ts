/**
 * Four eyes: who may judge a change. Not who had a hand in it (every editor of every revision of it, its
 * proposer), not who stands in for one of them or has one of them stand in, not who gains by it; and none
 * of these under another account.
 */
import { standsInFor, deputiesOf } from '../case/availability.ts';
import { below } from '../case/duties.ts';
import type { Instant } from '../case/state.ts';
import { canonical } from '../definition/hash.ts';
import type { IndicatorDefinition, ScorecardDefinition } from '../definition/indicator.ts';
import type { Definition } from '../definition/kinds.ts';
import type { OrganisationDefinition, Person } from '../definition/organisation.ts';
import { all, withDefinition, type Pack } from '../definition/pack.ts';
import { problem, type Problem } from '../problem.ts';
import type { Change } from './change.ts';

/** What ties a person to others at this moment. */
export interface Standing {
  actor: string;
  /** Other accounts of the same person. */
  aliases: readonly string[];
  /** People for whom they stand in, and who stand in for them. */
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

/** A definition as it would be, and as it is. */
export interface Replaced {
  base: Definition | null;
  content: Definition;
}

/**
 * The people who are scored or paid by what is replaced: those who do or lead work in the scope of a
 * scorecard that is changed, or that holds an indicator that is; and those whose own entry in the
 * organisation is another one.
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

function cardsTouched(items: readonly Replaced[], pack: Pack): ScorecardDefinition[] {
  const touched = items.map(({ content }) => content);
  const indicators = touched.filter((one): one is IndicatorDefinition => one.kind === 'indicator');
  return all(pack, 'scorecard').filter(
    (card) =>
      touched.some((one) => one.kind === 'scorecard' && one.id === card.id) ||
      card.items.some(({ indicator }) => indicators.some((one) => one.id === indicator)),
  );
}

function scoredBy({ unit }: ScorecardDefinition, org: OrganisationDefinition): string[] {
  const scope = unit === undefined ? undefined : new Set(below(org, unit));
  return org.people
    .filter((person) => works(person) && (scope?.has(person.unit) ?? true))
    .map(({ id }) => id);
}

/** Does the person do work that is scored, or lead those who do? */
function works({ roles }: Person): boolean {
  return roles.includes('clerk') || roles.includes('supervisor');
}

function peopleAltered(base: Definition | null, content: Definition): string[] {
  if (content.kind !== 'organisation') return [];
  const before = base?.kind === 'organisation' ? base.people : [];
  const texts = new Map(before.map((one) => [one.id, canonical(one)]));
  const altered = content.people.filter((one) => texts.get(one.id) !== canonical(one));
  const left = before.filter(({ id }) => !content.people.some((one) => one.id === id));
  return [...altered, ...left].map(({ id }) => id);
}
