/** Somebody proves again who they are; every attempt is told to the audit log. */
import type { Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Origin } from '../auth/sessions.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';

export async function confirmSession(
  deps: Deps,
  { id, asked }: Actor,
  token: string,
  proof: { password: string; code?: string | undefined },
  from: Origin,
): Promise<Result<void>> {
  const done = await deps.accounts.confirm(token, proof, from);
  const told = await deps.recordAudit(deps, {
    at: instantOf(deps.clock),
    actor: id,
    ...asked,
    action: 'session.confirmed',
    object: id,
    allowed: done.ok,
    details: done.ok ? {} : { code: done.problems[0]?.code ?? '' },
  });
  return told.ok ? done : told;
}
