/** What a case hears of the cases it has opened. */
import type { ChildCommand } from '../case/child-commands.ts';
import type { Visit } from '../case/state.ts';
import { problem } from '../problem.ts';
import { callNext, hasEnough, openChild, takenFrom } from './call.ts';
import { fail, goOnByItself, openVisit } from './incident.ts';
import { callingOf, type Calling } from './structure.ts';
import { record, refuse, type Work } from './work.ts';

type Opened = Extract<ChildCommand, { type: 'child_opened' }>;
type Ended = Extract<ChildCommand, { type: 'child_ended' }>;

export function childOpened(work: Work, { seq, index, hash }: Opened): void {
  const visit = openVisit(work, seq);
  if (openChild(visit, index)?.status !== 'asked') refuse(problem('nothing_awaited'));
  record(work, { type: 'child.opened', seq, index, hash });
}

/** Goes on when enough have ended; asks for the next one where they go one by one. */
export function childEnded(work: Work, { seq, index, outcome, data }: Ended): void {
  const visit = openVisit(work, seq);
  const step = stepOf(work, visit);
  if (openChild(visit, index) === undefined) refuse(problem('nothing_awaited'));
  const taken = takenFrom(work, step, { outcome, data });
  const kept = 'data' in taken && Object.keys(taken.data).length > 0 ? taken : {};
  record(work, { type: 'child.ended', seq, index, outcome, ...kept });
  if ('misfit' in taken) return fail(work, seq, taken.misfit);
  const now = openVisit(work, seq);
  if (hasEnough(now, step)) goOnByItself(work, seq, step.routes[0]?.id);
  else callNext(work, now, step);
}

function stepOf(work: Work, { step: id }: Visit): Calling {
  return callingOf(work.flow.flow.steps[id]) ?? refuse(problem('not_automatic', { step: id }));
}
