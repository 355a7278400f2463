import type { Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';

/** Ends a session; the audit log is told first. */
export async function signOut(deps: Deps, { id }: Actor, token: string): Promise<Result<unknown>> {
  const at = instantOf(deps.clock);
  const event = { at, actor: id, action: 'sign_out', object: id, allowed: true, details: {} };
  const told = await deps.recordAudit(deps, event);
  if (told.ok) await deps.accounts.sessions.end(token);
  return told;
}
