/** Do terms name what there is, in order, and do linked accounts end somewhere? */
import { problem, type Localized, type Problem } from '../problem.ts';
import type { OrganisationDefinition, Person, Term } from './organisation.ts';

const UNIT: Localized = { zh: '单位', en: 'unit' };
const POST: Localized = { zh: '岗位', en: 'post' };
const PERSON: Localized = { zh: '人员', en: 'person' };

export function checkTerms(org: OrganisationDefinition): Problem[] {
  return org.people.flatMap((person, index) => {
    const { terms = [] } = person;
    const at = `/people/${index}`;
    return [
      ...terms.flatMap((term, place) => checkTerm(org, person, term, `${at}/terms/${place}`)),
      ...overlapsOf(person, `${at}/terms`),
      ...checkLink(org, person, `${at}/same_as`),
    ];
  });
}

function checkTerm(
  org: OrganisationDefinition,
  { name: person }: Person,
  term: Term,
  at: string,
): Problem[] {
  const { from, to } = term;
  return [
    ...('post' in term ? among(org.posts, POST, term.post, `${at}/post`) : []),
    ...('unit' in term ? among(org.units, UNIT, term.unit, `${at}/unit`) : []),
    ...(from !== undefined && to !== undefined && to < from
      ? [problem('term_backwards', { person }, `${at}/to`)]
      : []),
  ];
}

/** A person belongs to one unit at a time. */
function overlapsOf({ name: person, terms = [] }: Person, at: string): Problem[] {
  const units = terms.flatMap((term, index) => ('unit' in term ? [{ ...term, index }] : []));
  return units.flatMap((one, place) =>
    units.slice(0, place).some((other) => meet(one, other))
      ? [problem('terms_overlap', { person }, `${at}/${one.index}`)]
      : [],
  );
}

function meet(one: Term, other: Term): boolean {
  return begins(one) <= ends(other) && begins(other) <= ends(one);
}

function begins({ from }: Term): string {
  return from ?? '';
}

/** After every day there is. */
function ends({ to }: Term): string {
  return to ?? '~';
}

function checkLink(org: OrganisationDefinition, person: Person, at: string): Problem[] {
  const { same_as: other, name } = person;
  if (other === undefined) return [];
  const unknown = among(org.people, PERSON, other, at);
  if (unknown.length > 0) return unknown;
  return comesTo(org, other, person.id)
    ? [problem('same_person_circle', { person: name }, at)]
    : [];
}

/** Following the links from one account, does one come to the other? */
function comesTo(org: OrganisationDefinition, from: string, other: string): boolean {
  const seen = new Set<string>();
  let at: string | undefined = from;
  while (at !== undefined && !seen.has(at)) {
    if (at === other) return true;
    seen.add(at);
    const here: string = at;
    at = org.people.find((one) => one.id === here)?.same_as;
  }
  return false;
}

function among(
  known: readonly { id: string }[],
  what: Localized,
  id: string,
  at: string,
): Problem[] {
  return known.some((one) => one.id === id) ? [] : [problem('unknown_reference', { what, id }, at)];
}
