/**
 * Cancelling a case. Everything open is withdrawn; then what was completed is undone: for each step that
 * names a compensation and was passed, that step is done, the latest first and one after the other (once
 * for each, however often the work was done). The case ends when nothing is left to undo.
 *
 * Work that was returned, rejected, taken back or skipped came to nothing, so that nothing is undone.
 */
import type { CancelCommand } from '../case/cancel-commands.ts';
import type { CaseState, Visit } from '../case/state.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { problem, type Problem } from '../problem.ts';
import { undoNext } from './advance.ts';
import { record, refuse, stateOf, type Work } from './work.ts';

export function cancel(work: Work, { reason }: CancelCommand): void {
  const { flow } = work.flow;
  const state = stateOf(work);
  const refused = cancelRefusal(flow, state);
  if (refused !== undefined) refuse(refused);
  if (reason.trim() === '') refuse(problem('cancel_without_reason', {}, '/reason'));
  record(work, { type: 'case.cancelled', reason, compensations: compensations(flow, state) });
  for (const { seq, status } of state.visits.toReversed()) {
    if (status !== 'open') continue;
    record(work, { type: 'step.withdrawn', seq, by: 'cancel', reason: 'cancelled' });
  }
  undoNext(work);
}

/** Why the case cannot be cancelled, whoever asks; undefined when it can. */
export function cancelRefusal(flow: FlowDefinition, state: CaseState): Problem | undefined {
  if (state.status === 'ended') return problem('case_ended');
  if (flow.cancel === undefined) return problem('cancel_not_offered');
  if (state.cancelled !== undefined) return problem('case_being_cancelled');
  const { until = [] } = flow.cancel;
  const late = state.visits.find((visit) => until.includes(visit.step) && cameToSomething(visit));
  if (late === undefined) return undefined;
  return problem('cancel_too_late', { step: flow.steps[late.step]?.name ?? late.step });
}

function compensations(flow: FlowDefinition, state: CaseState): string[] {
  const undone = state.visits
    .filter(cameToSomething)
    .toSorted((a, b) => compare(b.submittedAt ?? '', a.submittedAt ?? '') || b.seq - a.seq)
    .flatMap(({ step: id }) => {
      const step = flow.steps[id];
      const undoing = step !== undefined && 'compensation' in step ? step.compensation : undefined;
      return undoing ?? [];
    });
  return [...new Set(undone)];
}

function cameToSomething(visit: Visit): boolean {
  const { status, result, takenBackAt, effect } = visit;
  const isSent = effect === undefined || effect.answered === true;
  return status === 'done' && result === 'pass' && takenBackAt === undefined && isSent;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
