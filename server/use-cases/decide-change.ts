/**
 * Approves, returns or withdraws a change. The decision is made inside the transaction that writes it,
 * on what is stored then; what is refused is told to the audit log too.
 */
import { checkChange } from '@flowmeter/engine/changes/check-change.ts';
import { decideChange, type ChangeCommand } from '@flowmeter/engine/changes/decide.ts';
import { hashOfEvidence, type Evidence } from '@flowmeter/engine/changes/evidence.ts';
import { hashOf } from '@flowmeter/engine/definition/hash.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { StoredChange } from '../store/changes.ts';
import type { Released } from '../store/definitions.ts';
import { once, type Keep } from './once.ts';
import { refusalOf } from './propose-change.ts';
import { auditOf } from './record-audit.ts';

export type Decision = { type: 'approve' | 'return'; comment: string } | { type: 'withdraw' };

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
    const decided = decideChange(
      stored.change,
      commandOf(deps, actor, decision, stored, activeHash),
    );
    if (!decided.ok) return decided;
    const refused = decision.type === 'approve' ? misfitOf(stored, released) : undefined;
    if (refused !== undefined) return refused;
    const event = decided.value;
    const { definition, contentHash, evidenceHash } = stored.change;
    const details = { ...decision, definition, contentHash, evidenceHash, activeHash };
    const audit = auditOf(deps, actor, `change.${event.type}`, id, details);
    return ok({ event, audit, idempotency: keep?.(id) });
  });
  if (done.ok) {
    if (decision.type === 'approve') await deps.inForce.refresh();
    return ok(id);
  }
  const told = await deps.recordAudit(deps, {
    at: instantOf(deps.clock),
    actor: actor.id,
    action: `change.${decision.type}`,
    object: id,
    allowed: false,
    details: { ...decision, code: done.problems[0]?.code ?? '' },
  });
  return told.ok ? done : told;
}

/**
 * Was right when it was proposed, and is it still, among what is in force now? Two changes that are each
 * right alone may not be right together.
 */
function misfitOf({ row }: StoredChange, released: Released): Result<never> | undefined {
  const pack = { definitions: released.active().map(({ definition }) => definition) };
  const definition = JSON.parse(row.content) as Definition;
  return refusalOf('change_no_longer_fits', checkChange(definition, pack, released.running()));
}

function commandOf(
  deps: Deps,
  { id: actor }: Actor,
  decision: Decision,
  { change, row }: StoredChange,
  activeHash: string | null,
): ChangeCommand {
  const by = { actor, at: instantOf(deps.clock) };
  if (decision.type !== 'approve') return { ...decision, ...by } as ChangeCommand;
  return {
    ...by,
    type: 'approve',
    comment: decision.comment,
    activeHash,
    ...hashesOf(row, change.baseHash),
  };
}

/** Of what is stored now; empty where that cannot even be read. */
function hashesOf({ content, evidence }: StoredChange['row'], baseHash: string | null) {
  try {
    const contentHash = hashOf(JSON.parse(content) as Definition);
    const bound = { baseHash, contentHash };
    return { contentHash, evidenceHash: hashOfEvidence(JSON.parse(evidence) as Evidence, bound) };
  } catch {
    return { contentHash: '', evidenceHash: '' };
  }
}
