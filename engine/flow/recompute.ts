/** Times that no calendar reached are worked out when one is published further; what is known stays. */
import { clockRuns } from '../case/clock.ts';
import { waitsForCalendar } from '../case/limit-times.ts';
import type { DueLimit, Visit } from '../case/state.ts';
import { problem } from '../problem.ts';
import { applying } from './advance.ts';
import { caseLimits, visitLimits } from './limits.ts';
import { waitOf } from './structure.ts';
import { endOfPeriod } from './wait-time.ts';
import { record, refuse, stateOf, type Work } from './work.ts';

/** Refuses where nothing can be worked out that could not be before. */
export function recompute(work: Work): void {
  for (const visit of stateOf(work).visits) {
    if (visit.status !== 'open') continue;
    recomputeLimits(work, visit);
    recomputeWait(work, visit);
  }
  const state = stateOf(work);
  if (state.limits.some(waitsForCalendar)) {
    const limits = applying(work, state.limits);
    const fresh = caseLimits(work.flow, limits, state, work.command.at);
    setNewlyKnown(work, state.limits, fresh);
  }
  if (work.events.length === 0) refuse(problem('nothing_uncovered'));
}

function recomputeLimits(work: Work, visit: Visit): void {
  if (!clockRuns(visit) || !visit.limits.some(waitsForCalendar)) return;
  const limits = applying(work, visit.limits, visit.step);
  const fresh = visitLimits(work.flow, limits, visit, work.command.at);
  setNewlyKnown(work, visit.limits, fresh, visit.seq);
}

function recomputeWait(work: Work, { seq, step, until, arrivedAt }: Visit): void {
  const wait = waitOf(work.flow.flow.steps[step]);
  if (wait === undefined || until !== null) return;
  const known = endOfPeriod(work, wait, arrivedAt);
  if (known) record(work, { type: 'wait.set', seq, until: known });
}

function setNewlyKnown(work: Work, old: DueLimit[], fresh: DueLimit[], seq?: number): void {
  let found = false;
  const limits = old.map((limit) => {
    const now = fresh.find((one) => one.id === limit.id);
    if (!waitsForCalendar(limit) || now === undefined || !knowsMore(now, limit)) return limit;
    found = true;
    return withKnown(limit, now);
  });
  if (found) record(work, { type: 'limits.set', limits, ...(seq === undefined ? {} : { seq }) });
}

/** What was known stays as it was promised; what was not is as the longer calendar has it. */
function withKnown(old: DueLimit, now: DueLimit): DueLimit {
  const isDue = old.dueAt !== null;
  const { calendarHash, zone } = isDue ? old : now;
  const { uncovered: _u, escalations, ...rest } = now;
  return {
    ...rest,
    calendarHash,
    zone,
    dueAt: old.dueAt ?? now.dueAt,
    warnAt: old.warnAt ?? now.warnAt,
    ...(rest.reminders && {
      reminders: rest.reminders.map((one, index) => ({
        ...one,
        at: old.reminders?.[index]?.at ?? one.at,
      })),
    }),
    ...(escalations && {
      escalations: escalations.map((one, index) => {
        const before = old.escalations?.[index];
        return before === undefined || before.dueAt === null ? one : before;
      }),
    }),
    ...(isDue || !now.uncovered ? {} : { uncovered: true }),
  };
}

function knowsMore(now: DueLimit, before: DueLimit): boolean {
  return timesOf(now).some((at, index) => at !== null && timesOf(before)[index] === null);
}

function timesOf({ dueAt, warnAt, reminders = [], escalations = [] }: DueLimit) {
  return [dueAt, warnAt, ...reminders.map((one) => one.at), ...escalations.map((one) => one.dueAt)];
}
