/** Accounts of one human, by whatever a bundle has of the organisation. */
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { samePerson } from '@flowmeter/engine/definition/same-person.ts';

/** Two accounts are one human where any edition of the organisation says so. */
export function humansIn(definitions: ReadonlyMap<string, Definition>) {
  const organisations = [...definitions.values()].filter((one) => one.kind === 'organisation');
  return (one: string, other: string): boolean =>
    one === other || organisations.some((org) => samePerson(org, one, other));
}
