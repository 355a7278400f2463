/**
 * What a person decides about a change: approves, returns, rejects, withdraws or reviews it. The decision
 * is made inside the transaction that writes it, on what is stored then; what is refused is told to the
 * audit log too.
 */
import type { Verdict } from '@flowmeter/engine/changes/change.ts';
import { decideChange, type ChangeCommand } from '@flowmeter/engine/changes/decide.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { StoredChange } from '../store/changes.ts';
import type { Released } from '../store/definitions.ts';
import { afterEffect } from './carry-over.ts';
import { foundIn, isInForceAfter, misfitOf, signed, standingOf } from './change-facts.ts';
import { once, type Keep } from './once.ts';
import { auditOf } from './record-audit.ts';

export type Decision =
  | { type: 'approve'; comment: string; seenEvidence: string }
  | { type: 'return' | 'reject'; comment: string }
  | { type: 'withdraw' }
  | { type: 'review'; verdict: Verdict; comment: string };

export function decideOnChange(
  deps: Deps,
  actor: Actor,
  { id, key, decision }: { id: string; key: string | undefined; decision: Decision },
): Promise<Result<string>> {
  const asked = { actor: actor.id, key, action: `${decision.type} ${id}`, body: decision };
  return once(deps, asked, (keep) => decide(deps, actor, id, decision, keep));
}

async function decide(
  deps: Deps,
  actor: Actor,
  id: string,
  decision: Decision,
  keep: Keep | undefined,
): Promise<Result<string>> {
  const done = await deps.store.changes.decide(id, (stored, activeHash, released) => {
    const { change } = stored;
    const command = commandOf(deps, actor, { decision, stored, activeHash, released });
    const decided = decideChange(change, command);
    if (!decided.ok) return decided;
    const refused = decision.type === 'approve' ? misfitOf(stored, released) : undefined;
    if (refused !== undefined) return refused;
    const event = signed(deps, change, decided.value);
    const { items, contentHash, evidenceHash, baseHash } = change;
    const details = {
      ...decision,
      items,
      contentHash,
      evidenceHash,
      activeHash,
      ...('signature' in event ? { signature: event.signature, policy: event.policy } : {}),
      ...(decision.type === 'approve' ? { effectiveFrom: change.effectiveFrom } : {}),
    };
    const reason = 'comment' in decision ? decision.comment : undefined;
    const told = { object: id, reason, before: baseHash ?? undefined, after: contentHash };
    const audit = auditOf(deps, actor, `change.${event.type}`, told, details);
    return ok({ event, audit, idempotency: keep?.(id) });
  });
  if (done.ok) {
    if (isInForceAfter(done.value)) await afterEffect(deps, done.value);
    return ok(id);
  }
  const told = await deps.recordAudit(deps, {
    at: instantOf(deps.clock),
    actor: actor.id,
    ...actor.asked,
    action: `change.${decision.type}`,
    object: id,
    allowed: false,
    details: { ...decision, code: done.problems[0]?.code ?? '' },
  });
  return told.ok ? done : told;
}

interface About {
  decision: Decision;
  stored: StoredChange;
  activeHash: string | null;
  released: Released;
}

function commandOf(
  deps: Deps,
  actor: Actor,
  { decision, stored, activeHash, released }: About,
): ChangeCommand {
  const by = { actor: actor.id, at: instantOf(deps.clock) };
  if (decision.type === 'withdraw') return { ...decision, ...by };
  const judge = { ...by, ...standingOf(deps, actor.id, stored, released) };
  if (decision.type !== 'approve') return { ...decision, ...judge };
  return { ...decision, ...judge, activeHash, ...foundIn(stored) };
}
