/** The evidence for a change as it stands: what it was given, or what is being made for it. */
import {
  none,
  partsIn,
  stateOf,
  withParts,
  type Bundle,
} from '@flowmeter/engine/evidence/bundle.ts';
import { reasons } from '@flowmeter/engine/evidence/quick.ts';
import { bundleOf, type StoredEvidence } from '@flowmeter/engine/evidence/stored.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { changedSince, type Since } from './evidence-world.ts';
import { findChange } from './find-change.ts';

export interface ReadEvidence {
  change: string;
  bundle: Bundle;
  /** What an approval names; null while it is being made for the first time. */
  hash: string | null;
  renewing: boolean;
  since: Since | null;
  canRenew: boolean;
}

export async function findEvidence(
  deps: Deps,
  actor: Actor,
  id: string,
): Promise<Result<ReadEvidence>> {
  const found = await findChange(deps, id);
  if (!found.ok) return found;
  const { change, evidence } = found.value;
  const given = bundleOf(
    JSON.parse(evidence) as StoredEvidence,
    { ...change.definition, baseHash: change.baseHash, contentHash: change.contentHash },
    change.proposedAt,
  );
  const job = change.state === 'proposed' ? await deps.store.evidence.job(id) : undefined;
  const bundle = job === undefined ? cut(given) : (JSON.parse(job.bundle) as Bundle);
  const isOpen = change.state === 'proposed';
  const isMade = bundle.world.hash !== '' && stateOf(bundle) !== 'running';
  return ok({
    change: id,
    bundle,
    hash: change.evidenceReady ? change.evidenceHash : null,
    renewing: job !== undefined && change.evidenceReady,
    since: isOpen && isMade ? await changedSince(deps, bundle.world) : null,
    canRenew: isOpen && job?.state !== 'running' && mayRenew(actor),
  });
}

/** What was still running when the change was decided was never made. */
function cut(bundle: Bundle): Bundle {
  const parts = partsIn(bundle, 'running').map((name) => [name, none(reasons.decided)]);
  return withParts(bundle, Object.fromEntries(parts) as Partial<Bundle['parts']>);
}

function mayRenew({ roles }: Actor): boolean {
  return roles.includes('owner') || roles.includes('auditor');
}
