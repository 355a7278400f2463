/** Who did what, or was not allowed to, with the roles they had at that moment. */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps, RecordAudit } from '../deps.ts';

export const recordAudit: RecordAudit = (deps, event) => {
  const person = deps.inForce.person(event.actor);
  const role = event.role ?? person?.roles.join(' ') ?? '';
  return deps.store.auditLog.append({ unit: person?.unit, ...event, role });
};

/** What was done to it, why, and what it was before and after. */
export interface Told extends Pick<AuditEvent, 'reason' | 'before' | 'after'> {
  object: string;
}

/** Something that a person does now, to be written with it. */
export function auditOf(
  deps: Deps,
  actor: Person & Pick<Actor, 'asked'>,
  action: string,
  told: string | Told,
  details: Record<string, unknown> = {},
): AuditEvent {
  return {
    at: instantOf(deps.clock),
    actor: actor.id,
    role: actor.roles.join(' '),
    unit: actor.unit,
    ...actor.asked,
    action,
    ...(typeof told === 'string' ? { object: told } : told),
    allowed: true,
    details,
  };
}
