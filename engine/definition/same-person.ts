/** Accounts of one human: linked by `same_as`, directly or over others. */
import type { OrganisationDefinition } from './organisation.ts';

/** Are two accounts one human? An account that the organisation does not know is nobody else. */
export function samePerson(
  org: Pick<OrganisationDefinition, 'people'> | undefined,
  a: string,
  b: string,
): boolean {
  return a === b || humanOf(org, a) === humanOf(org, b);
}

/** The account that stands for the human: where the links end; of a circle, its first in order. */
function humanOf(org: Pick<OrganisationDefinition, 'people'> | undefined, id: string): string {
  const seen: string[] = [];
  let at = id;
  for (;;) {
    if (seen.includes(at)) return seen.slice(seen.indexOf(at)).toSorted()[0] ?? at;
    seen.push(at);
    const here = at;
    const next = org?.people.find((one) => one.id === here)?.same_as;
    if (next === undefined) return at;
    at = next;
  }
}
