import type { OrganisationDefinition } from '@flowmeter/engine/definition/organisation.ts';
import { below } from '@flowmeter/engine/case/duties.ts';

/** A person's unit and those below it, as the organisation lists them. */
export function unitsSeen(org: OrganisationDefinition, unit: string) {
  const seen = new Set(below(org, unit));
  return org.units.filter(({ id }) => seen.has(id));
}
