/** Sessions are ended before their time: one's own, or somebody's by an administrator. At once, everywhere. */
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';

export async function endOwnSession(deps: Deps, actor: Actor, id: string): Promise<Result<void>> {
  const mine = await deps.accounts.sessions.of(actor.id);
  if (!mine.some((one) => one.id === id)) return failed(problem('session_not_found'));
  const told = await tell(deps, actor, actor.id, { session: id });
  return told.ok ? deps.accounts.sessions.endOne(actor.id, id) : told;
}

/** Every one of one's own but this. */
export async function endOtherSessions(
  deps: Deps,
  actor: Actor,
  token: string,
): Promise<Result<void>> {
  const told = await tell(deps, actor, actor.id, { session: 'others' });
  return told.ok ? deps.accounts.sessions.endOf(actor.id, token) : told;
}

export async function endSessionsOf(
  deps: Deps,
  actor: Actor,
  account: string,
): Promise<Result<void>> {
  if ((await deps.store.accounts.get(account)) === undefined) {
    return failed(problem('account_not_found', { id: account }));
  }
  const told = await tell(deps, actor, account, { session: 'all' });
  return told.ok ? deps.accounts.sessions.endOf(account) : told;
}

function tell(deps: Deps, actor: Actor, object: string, details: Record<string, unknown>) {
  return deps.recordAudit(deps, {
    at: instantOf(deps.clock),
    actor: actor.id,
    ...actor.asked,
    action: 'sessions.ended',
    object,
    allowed: true,
    details,
  });
}
