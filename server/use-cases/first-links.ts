/**
 * Outside the demonstration nobody has a password at first. Whoever starts the server is told two one-time
 * links: one for the first administrator and one for the first auditor, who are two people, so that from the
 * first change on one proposes and another approves. Links are told again until they have been used.
 */
import type { Person, Role } from '@flowmeter/engine/definition/organisation.ts';
import type { AccessSettings } from '../auth/access-settings.ts';
import type { Deps } from '../deps.ts';
import { invitePerson } from './invite-person.ts';

export interface FirstLink {
  role: Role;
  person: Person;
  path: string;
  expires_at: string;
}

/** None once both have set their password, and none in the demonstration. */
export async function firstLinks(
  deps: Deps,
  { firstAdmin, firstAuditor }: Pick<AccessSettings, 'firstAdmin' | 'firstAuditor'>,
): Promise<FirstLink[]> {
  if (!(await deps.store.accounts.isForReal())) return [];
  const admin = holderOf(deps, 'admin', firstAdmin, undefined);
  const auditor = holderOf(deps, 'auditor', firstAuditor, admin);
  const links = [await linkOf(deps, 'admin', admin), await linkOf(deps, 'auditor', auditor)];
  return links.flatMap((link) => link ?? []);
}

/** The one named, or the first who holds the role and is not the same human as the other. */
function holderOf(deps: Deps, role: Role, named: string | undefined, other: Person | undefined) {
  const people = deps.inForce.organisation()?.people ?? [];
  const found = people.find((one) => {
    const isOther = other === undefined || !deps.inForce.samePerson(one.id, other.id);
    return one.roles.includes(role) && isOther && (named === undefined || one.id === named);
  });
  if (found !== undefined || named === undefined) return found;
  throw new Error(`“${named}” cannot be the first ${role}: the organisation does not say so`);
}

async function linkOf(
  deps: Deps,
  role: Role,
  person: Person | undefined,
): Promise<FirstLink | undefined> {
  if (person === undefined) return undefined;
  const row = await deps.store.accounts.get(person.id);
  if (row !== undefined && row.password !== '') return undefined;
  const made = await invitePerson(deps, 'system', person.id);
  return made.ok ? { role, person, ...made.value } : undefined;
}
