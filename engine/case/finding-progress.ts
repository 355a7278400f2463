/**
 * How far a finding has come, read from the case that it started.
 *
 * A flow that handles findings speaks in these facts, as far as it establishes them: `verdict`
 * (`confirmed` or `false_positive`), `rectified_at` or `rectify_action`, `root_cause`, `recheck_result`
 * (`still_hits`: it is to be rectified again); and may end with the outcome `false_positive`. Any other
 * end closes the finding.
 */
import type { FindingRecord } from './fact-rows.ts';
import type { CaseState, Visit } from './state.ts';

export type FindingStatus = FindingRecord['status'];

export interface FindingProgress {
  status: FindingStatus;
  /** Why it came about; null until that is established. */
  cause: string | null;
}

export function findingProgress(state: CaseState): FindingProgress {
  const { root_cause: cause } = state.data;
  return { status: findingStatus(state), cause: typeof cause === 'string' ? cause : null };
}

export function findingStatus(state: CaseState): FindingStatus {
  const { verdict, rectified_at, rectify_action, recheck_result } = state.data;
  if (verdict === 'false_positive') return 'false_positive';
  if (state.status === 'ended') {
    return state.outcome === 'false_positive' ? 'false_positive' : 'closed';
  }
  if (verdict !== 'confirmed') return 'open';
  const acted = [rectified_at, rectify_action].some((value) => typeof value === 'string');
  const isRefused = lastDone(state)?.result === 'return' || recheck_result === 'still_hits';
  return acted && !isRefused ? 'rectified' : 'confirmed';
}

/** Work that was returned is to be done again. */
function lastDone({ visits }: CaseState): Visit | undefined {
  const done = visits.filter((visit) => visit.status === 'done' && visit.handler !== undefined);
  return done.toSorted((a, b) => instant(a) - instant(b) || a.seq - b.seq).at(-1);
}

function instant({ submittedAt, arrivedAt }: Visit): number {
  return Date.parse(submittedAt ?? arrivedAt);
}
