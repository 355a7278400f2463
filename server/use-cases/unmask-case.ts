/** Shows the personal facts of a case whole to somebody who does not work it; that they asked is logged. */
import { Personal } from '@flowmeter/engine/privacy/commitment.ts';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { findCase } from './find-case.ts';
import { auditOf } from './record-audit.ts';

export async function unmaskCase(
  deps: Deps,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
): Promise<Result<FactValues>> {
  const found = await findCase(deps, actor, id);
  if (!found.ok) return found;
  const { state, flow } = found.value;
  const told = auditOf(deps, actor, 'case.unmasked', id, { reason: new Personal(reason) });
  const written = await deps.recordAudit(deps, told);
  if (!written.ok) return written;
  const shown = Object.entries(state.data).filter(([fact]) => flow?.facts[fact]?.personal === true);
  return ok(Object.fromEntries(shown));
}
