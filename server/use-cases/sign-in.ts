/** Opens a session for an account; every attempt is told to the audit log. */
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { actorOf } from '../auth/guard.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';

export async function signIn(
  deps: Deps,
  account: string,
  password: string,
  address: string,
): Promise<Result<{ token: string; actor: Actor }>> {
  const signed = await deps.accounts.signIn(account, password, address);
  const told = await deps.recordAudit(deps, {
    at: instantOf(deps.clock),
    actor: account,
    action: 'sign_in',
    object: account,
    allowed: signed.ok,
    details: signed.ok ? {} : { code: signed.problems[0]?.code ?? '' },
  });
  if (!told.ok) return told;
  if (!signed.ok) return signed;
  const actor = await actorOf(deps, signed.value);
  return actor === undefined
    ? failed(problem('wrong_password'))
    : ok({ token: signed.value, actor });
}
