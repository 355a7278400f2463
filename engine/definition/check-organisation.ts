/** Does an organisation hold together: units in a tree, people in them, posts that exist? */
import { problem, type Localized, type Problem } from '../problem.ts';
import { checkAvailability } from './check-availability.ts';
import { checkTerms } from './check-terms.ts';
import type { OrganisationDefinition, Person } from './organisation.ts';

export function checkOrganisation(org: OrganisationDefinition): Problem[] {
  const units = new Set(org.units.map(({ id }) => id));
  const posts = new Set(org.posts.map(({ id }) => id));
  return [
    ...twins(org.units, '/units'),
    ...twins(org.posts, '/posts'),
    ...twins(org.people, '/people'),
    ...org.units.flatMap((unit, index) => checkParent(org, units, unit, `/units/${index}/parent`)),
    ...org.conflicts.flatMap((conflict, index) =>
      conflict.posts.flatMap((id, place) =>
        among(posts, POST, id, `/conflicts/${index}/posts/${place}`),
      ),
    ),
    ...org.people.flatMap((person, index) => checkPerson(person, units, posts, `/people/${index}`)),
    ...checkTerms(org),
    ...checkAvailability(org),
  ];
}

type Unit = OrganisationDefinition['units'][number];

const UNIT: Localized = { zh: '单位', en: 'unit' };
const POST: Localized = { zh: '岗位', en: 'post' };

function checkParent(
  org: OrganisationDefinition,
  units: Set<string>,
  { id, parent }: Unit,
  at: string,
): Problem[] {
  if (parent === undefined) return [];
  const unknown = among(units, UNIT, parent, at);
  if (unknown.length > 0) return unknown;
  return standsBelow(org, parent, id) ? [problem('unit_in_itself', { id }, at)] : [];
}

/** Going up from a unit, does one come to the other? */
function standsBelow(org: OrganisationDefinition, from: string, other: string): boolean {
  const seen = new Set<string>();
  let at: string | undefined = from;
  while (at !== undefined && !seen.has(at)) {
    if (at === other) return true;
    seen.add(at);
    const unit: string = at;
    at = org.units.find((one) => one.id === unit)?.parent;
  }
  return false;
}

function checkPerson(
  person: Person,
  units: Set<string>,
  posts: Set<string>,
  at: string,
): Problem[] {
  return [
    ...among(units, UNIT, person.unit, `${at}/unit`),
    ...person.posts.flatMap((id, index) => among(posts, POST, id, `${at}/posts/${index}`)),
  ];
}

function among(known: Set<string>, what: Localized, id: string, at: string): Problem[] {
  return known.has(id) ? [] : [problem('unknown_reference', { what, id }, at)];
}

function twins(list: readonly { id: string }[], at: string): Problem[] {
  return list.flatMap(({ id }, index) =>
    list.findIndex((one) => one.id === id) === index
      ? []
      : [problem('duplicate_id', { id }, `${at}/${index}/id`)],
  );
}
