/** A person sends an event on that no case waited for when it came, or drops it with a reason. */
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { CloudEvent } from '../connectors/cloud-event.ts';
import type { Deps } from '../deps.ts';
import type { DeadLetterRow } from '../store/outside-schema.ts';
import { once } from './once.ts';
import { handOn, type EventAnswer } from './receive-event.ts';
import { auditOf } from './record-audit.ts';

export async function resendEvent(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<EventAnswer>> {
  const row = await letterOf(deps, actor, id);
  if (row === undefined) return failed(problem('dead_letter_not_found'));
  const connector = deps.inForce.active('connector', row.connector)?.definition;
  if (connector?.kind !== 'connector' || connector.type !== 'incoming') {
    return failed(problem('connector_not_found', { id: row.connector }));
  }
  const event = JSON.parse(row.event) as CloudEvent;
  // Under a key of its own, as the event's own has been answered: sent on twice, it happens once.
  const asked = { actor: `resent ${row.source}`, key: row.event_id, action: 'resend', body: event };
  const sent = await once(deps, asked, (keep) => handOn(deps, connector, event, keep));
  if (!sent.ok) {
    await deps.store.deadLetters.tried(row.id, row.tries + 1);
    return sent;
  }
  const details = { ...sent.value, source: row.source, event: row.event_id };
  const audit = auditOf(deps, actor, 'event.resent', row.id, details);
  const removed = await deps.store.deadLetters.remove(row, audit);
  return removed.ok ? ok(sent.value) : removed;
}

export async function dropEvent(
  deps: Deps,
  actor: Actor,
  id: string,
  reason: string,
): Promise<Result<void>> {
  const row = await letterOf(deps, actor, id);
  if (row === undefined) return failed(problem('dead_letter_not_found'));
  const details = { reason, source: row.source, event: row.event_id, type: row.event_type };
  return deps.store.deadLetters.remove(row, auditOf(deps, actor, 'event.dropped', row.id, details));
}

/** Events of other units do not exist for who asks. */
async function letterOf(deps: Deps, actor: Actor, id: string): Promise<DeadLetterRow | undefined> {
  const row = await deps.store.deadLetters.byId(id);
  return row !== undefined && actor.sees.has(row.unit) ? row : undefined;
}
