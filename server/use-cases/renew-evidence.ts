/**
 * Evidence made anew for a change that waits: because what it looked at has changed since, or because a part
 * of it could not be made. Until the new one is there the old one counts; from then on, only the new one.
 */
import { checkChange } from '@flowmeter/engine/changes/check-change.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { stateNames } from '@flowmeter/engine/changes/change.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { changedOf } from './changed-definitions.ts';
import { findChange } from './find-change.ts';
import { gatherEvidence, jobOf } from './gather-evidence.ts';
import { auditOf } from './record-audit.ts';

export async function renewEvidence(deps: Deps, actor: Actor, id: string): Promise<Result<string>> {
  const found = await findChange(deps, id);
  if (!found.ok) return found;
  const { change } = found.value;
  if (change.state !== 'proposed') {
    const action = { zh: '重做证据', en: 'given new evidence' };
    return failed(problem('change_wrong_state', { state: stateNames[change.state], action }));
  }
  const job = await deps.store.evidence.job(id);
  if (job?.state === 'running') return failed(problem('evidence_under_way'));
  const changed = await changedOf(deps, found.value);
  const running = await deps.store.definitions.running();
  const contents = changed.items.map(({ content }) => content);
  const problems = checkChange(contents, changed.before, running);
  const bundle = await gatherEvidence(deps, changed, problems);
  const begun = await deps.store.evidence.begin(
    jobOf(deps, actor, id, bundle),
    auditOf(deps, actor, 'change.evidence_begun', id, { evidenceHash: change.evidenceHash }),
  );
  return begun.ok ? ok(id) : begun;
}
