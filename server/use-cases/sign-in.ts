/** Opens a session for an account; every attempt is told to the audit log. */
import { Personal } from '@flowmeter/engine/privacy/commitment.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Credentials } from '../auth/accounts.ts';
import { actorOf } from '../auth/guard.ts';
import { sessionIdOf } from '../auth/session-id.ts';
import type { Origin } from '../auth/sessions.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';

export async function signIn(
  deps: Deps,
  credentials: Credentials,
  from: Origin,
): Promise<Result<{ token: string; actor: Actor }>> {
  const { account } = credentials;
  const signed = await deps.accounts.signIn(credentials, from);
  const code = signed.ok ? {} : { code: signed.problems[0]?.code ?? '' };
  const told = await deps.recordAudit(deps, {
    at: instantOf(deps.clock),
    ...(signed.ok ? { session: sessionIdOf(signed.value) } : {}),
    action: 'sign_in',
    allowed: signed.ok,
    ...((await isKnown(deps, account))
      ? { actor: account, object: account, details: code }
      : {
          actor: 'unknown',
          object: 'unknown',
          details: { ...code, account: new Personal(account) },
        }),
  });
  if (!told.ok) return told;
  if (!signed.ok) return signed;
  const actor = await actorOf(deps, signed.value);
  return actor === undefined
    ? failed(problem('wrong_password'))
    : ok({ token: signed.value, actor });
}

/** What else was typed may be anything: somebody's name, or a password in the wrong field. */
async function isKnown({ inForce, store }: Deps, account: string): Promise<boolean> {
  return inForce.person(account) !== undefined || (await store.accounts.get(account)) !== undefined;
}
