/** An administrator closes somebody's account, at once, or opens it again. */
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { auditOf } from './record-audit.ts';

export async function closeAccount(
  deps: Deps,
  actor: Actor,
  account: string,
  reason: string,
): Promise<Result<void>> {
  if (deps.inForce.samePerson(account, actor.id)) return failed(problem('own_account'));
  const closed = await set(deps, actor, account, { at: deps.clock(), reason });
  return closed.ok ? deps.accounts.sessions.endOf(account) : closed;
}

export async function openAccount(
  deps: Deps,
  actor: Actor,
  account: string,
  reason: string,
): Promise<Result<void>> {
  if (deps.inForce.samePerson(account, actor.id)) return failed(problem('own_account'));
  return set(deps, actor, account, { at: null, reason });
}

async function set(
  deps: Deps,
  actor: Actor,
  account: string,
  { at, reason }: { at: number | null; reason: string },
): Promise<Result<void>> {
  if ((await deps.store.accounts.get(account)) === undefined) {
    return failed(problem('account_not_found', { id: account }));
  }
  const action = at === null ? 'account.opened' : 'account.closed';
  const audit = auditOf(deps, actor, action, { object: account, reason });
  return deps.store.accounts.close(account, at, audit);
}
