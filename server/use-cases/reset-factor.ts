/**
 * Somebody has lost their second factor and every recovery code: an administrator asks for a reset, and
 * another person agrees. Nobody takes a second factor away alone, and nobody decides about their own.
 */
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { FactorResetRow } from '../store/schema.ts';
import { auditOf } from './record-audit.ts';

export async function askFactorReset(
  deps: Deps,
  actor: Actor,
  account: string,
  reason: string,
): Promise<Result<void>> {
  const row = await deps.store.accounts.get(account);
  if (row === undefined) return failed(problem('account_not_found', { id: account }));
  if (row.factor === null) return failed(problem('no_factor'));
  if (deps.inForce.samePerson(account, actor.id)) return failed(problem('own_account'));
  const id = deps.ids();
  const asked = { id, account, asked_by: actor.id, asked_at: instantOf(deps.clock), reason };
  const audit = auditOf(deps, actor, 'factor.reset_asked', { object: account, reason });
  const open = { state: 'asked' as const, decided_by: null, decided_at: null };
  return deps.store.factorResets.ask({ ...asked, ...open }, audit);
}

export async function decideFactorReset(
  deps: Deps,
  actor: Actor,
  id: string,
  agree: boolean,
): Promise<Result<void>> {
  const done = await deps.store.factorResets.decide(id, (stored) => {
    if (stored?.state !== 'asked') return failed(problem('reset_not_found'));
    const refused = standingInTheWay(deps, actor, stored);
    if (refused !== undefined) return failed(refused);
    const state = agree ? ('done' as const) : ('refused' as const);
    const action = agree ? 'factor.reset' : 'factor.reset_refused';
    const audit = auditOf(deps, actor, action, stored.account, { asked_by: stored.asked_by });
    const decided = { decided_by: actor.id, decided_at: instantOf(deps.clock) };
    return { ok: true, value: { row: { ...stored, state, ...decided }, audit } };
  });
  if (!done.ok) return tellRefused(deps, actor, id, done);
  return agree ? deps.accounts.sessions.endOf(done.value.account) : { ok: true, value: undefined };
}

function standingInTheWay({ inForce }: Deps, { id }: Actor, stored: FactorResetRow) {
  if (inForce.samePerson(id, stored.account)) return problem('own_account');
  return inForce.samePerson(id, stored.asked_by) ? problem('reset_needs_other') : undefined;
}

async function tellRefused<T>(deps: Deps, actor: Actor, id: string, refused: Result<T>) {
  const told = await deps.recordAudit(deps, {
    at: instantOf(deps.clock),
    actor: actor.id,
    ...actor.asked,
    action: 'factor.reset',
    object: id,
    allowed: false,
    details: { code: refused.ok ? '' : (refused.problems[0]?.code ?? '') },
  });
  if (!told.ok) return told;
  return refused.ok ? { ok: true as const, value: undefined } : refused;
}
