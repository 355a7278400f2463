/** One's own second factor: enrolled, removed where that is allowed, with new recovery codes. */
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { auditOf } from './record-audit.ts';

/** The recovery codes; this session counts as opened with the factor from now, the others end. */
export async function enrolFactor(
  deps: Deps,
  actor: Actor,
  token: string,
  code: string,
): Promise<Result<string[]>> {
  const { accounts } = deps;
  const audit = auditOf(deps, actor, 'factor.enrolled', actor.id);
  const enrolled = await accounts.factors.enrol(actor.id, code, audit);
  if (!enrolled.ok) {
    const told = await deps.recordAudit(deps, {
      at: instantOf(deps.clock),
      actor: actor.id,
      ...actor.asked,
      action: 'factor.enrolled',
      object: actor.id,
      allowed: false,
      details: { code: enrolled.problems[0]?.code ?? '' },
    });
    return told.ok ? enrolled : told;
  }
  await accounts.sessions.endOf(actor.id, token);
  const counted = await accounts.sessions.confirm(token, 'factor');
  return counted.ok ? enrolled : counted;
}

export async function removeFactor(deps: Deps, actor: Actor): Promise<Result<void>> {
  const { accounts, store } = deps;
  if ((await store.accounts.get(actor.id))?.factor === null) return failed(problem('no_factor'));
  if (actor.roles.some((role) => accounts.factorFor.includes(role))) {
    return failed(problem('factor_required'));
  }
  const audit = auditOf(deps, actor, 'factor.removed', actor.id);
  const removed = await store.accounts.removeFactor(actor.id, audit);
  return removed.ok ? accounts.sessions.lower(actor.id) : removed;
}

export async function renewRecoveryCodes(deps: Deps, actor: Actor): Promise<Result<string[]>> {
  if ((await deps.store.accounts.get(actor.id))?.factor === null) {
    return failed(problem('no_factor'));
  }
  const audit = auditOf(deps, actor, 'factor.codes_renewed', actor.id);
  const renewed = await deps.accounts.factors.renewCodes(actor.id, audit);
  return renewed.ok ? ok(renewed.value) : renewed;
}
