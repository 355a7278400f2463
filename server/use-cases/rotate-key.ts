/** Another key signs from now on: the one before says so, in an entry of the audit log. */
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { PublicKey } from '@flowmeter/engine/audit-log/signature.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { auditOf } from './record-audit.ts';

export async function rotateKey(
  deps: Deps,
  actor: Actor,
  reason: string,
): Promise<Result<PublicKey[]>> {
  const done = await deps.keys.rotate(instantOf(deps.clock), (rotation) => {
    const told = { object: rotation.next.id, reason };
    const audit = auditOf(deps, actor, 'key.rotated', told, { ...rotation });
    return deps.recordAudit(deps, audit);
  });
  return done.ok ? ok(deps.keys.publicKeys()) : done;
}
