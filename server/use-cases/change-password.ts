/** Somebody changes their own password: every other session of theirs ends. */
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { passwordProblem } from '../auth/password-rules.ts';
import type { Origin } from '../auth/sessions.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { auditOf } from './record-audit.ts';

export async function changePassword(
  deps: Deps,
  actor: Actor,
  token: string,
  { current, password }: { current: string; password: string },
  from: Origin,
): Promise<Result<void>> {
  const weak = passwordProblem(password, actor.id);
  if (weak !== undefined) return failed({ ...weak, at: '/password' });
  const known = await deps.accounts.checkPassword(actor.id, current, from);
  if (!known.ok) {
    const told = await deps.recordAudit(deps, {
      at: instantOf(deps.clock),
      actor: actor.id,
      ...actor.asked,
      action: 'account.password_changed',
      object: actor.id,
      allowed: false,
      details: { code: known.problems[0]?.code ?? '' },
    });
    return told.ok ? known : told;
  }
  if (current.normalize('NFC') === password.normalize('NFC')) {
    return failed(problem('password_same', {}, '/password'));
  }
  const audit = auditOf(deps, actor, 'account.password_changed', actor.id);
  const hash = await deps.accounts.hash(password);
  const set = await deps.store.accounts.setPassword(actor.id, hash, audit);
  return set.ok ? deps.accounts.sessions.endOf(actor.id, token) : set;
}
