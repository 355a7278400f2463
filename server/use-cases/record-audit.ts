/** Who did what, or was not allowed to, with the roles they had at that moment. */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import { instantOf } from '../clock.ts';
import type { Deps, RecordAudit } from '../deps.ts';

export const recordAudit: RecordAudit = (deps, event) => {
  const roles = deps.inForce.person(event.actor)?.roles ?? [];
  return deps.store.auditLog.append({ ...event, role: roles.join(' ') });
};

/** Something that a person does now, to be written with it. */
export function auditOf(
  deps: Deps,
  actor: Person,
  action: string,
  object: string,
  details: Record<string, unknown> = {},
): AuditEvent {
  const role = actor.roles.join(' ');
  return {
    at: instantOf(deps.clock),
    actor: actor.id,
    role,
    action,
    object,
    allowed: true,
    details,
  };
}
