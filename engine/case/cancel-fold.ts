/** How the cancelling of a case, and blocks that are reopened, change it. */
import type { BlockEvent } from './block-events.ts';
import type { CancelEvent } from './cancel-events.ts';
import type { Entry } from './events.ts';
import type { CaseState } from './state.ts';

export function applyReopening(state: CaseState, { seq, carried }: BlockEvent): CaseState {
  const block = state.visits[seq - 1];
  if (block === undefined) throw new Error(`case ${state.id} has no visit ${seq}`);
  return { ...state, visits: state.visits.with(seq - 1, { ...block, carried }) };
}

export function applyCancelling(
  state: CaseState,
  { reason, compensations }: CancelEvent,
  { at, actor }: Pick<Entry, 'at' | 'actor'>,
): CaseState {
  const visits = state.visits.length;
  return { ...state, cancelled: { at, by: actor, reason, compensations, visits } };
}
