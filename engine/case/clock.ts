/**
 * Whose clock ran when. A visit's clock runs from arrival to submission except in pauses; the case's
 * clock runs while some visit whose clock is the utility's is open and not paused.
 */
import type { Interval, Ran } from '../calendar/days-run.ts';
import type { CaseState, Instant, Visit } from './state.ts';

/** The intervals in which the visit's clock ran, up to `at`. */
export function running(visit: Visit, at: Instant): Interval[] {
  const end = visit.submittedAt ?? at;
  const intervals: Interval[] = [];
  let from: Instant | undefined = visit.arrivedAt;
  for (const pause of visit.pauses) {
    if (from !== undefined && pause.from > from) intervals.push({ from, to: min(pause.from, end) });
    from = pause.to;
  }
  if (from !== undefined && from <= end) intervals.push({ from, to: end });
  return intervals;
}

/** Does the clock of the case run now? */
export function caseClockRuns(state: CaseState): boolean {
  return state.visits.some((visit) => visit.clock === 'utility' && clockRuns(visit));
}

/** Does the clock of this visit run now? */
export function clockRuns(visit: Visit): boolean {
  return visit.status === 'open' && !isPaused(visit);
}

export function isPaused(visit: Visit): boolean {
  const last = visit.pauses.at(-1);
  return last !== undefined && last.to === undefined;
}

/** The visit's clock as it ran, up to `at`. */
export function ranOf(visit: Visit, at: Instant): Ran {
  const { arrivedAt } = visit;
  return { visits: [{ arrivedAt, intervals: running(visit, at) }], runs: clockRuns(visit) };
}

/** The case's clock as it ran, up to `at`: what the visits held by the utility count, each day once. */
export function caseRan(state: CaseState, at: Instant): Ran {
  const held = state.visits.filter((visit) => visit.clock === 'utility');
  return { visits: held.flatMap((visit) => ranOf(visit, at).visits), runs: caseClockRuns(state) };
}

function min(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}
