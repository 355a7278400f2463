/**
 * Whose clock ran when. A visit's clock runs from arrival to submission except in pauses; the case's
 * clock runs while some visit whose clock is the utility's is open and not paused.
 */
import type { CompiledCalendar } from '../calendar/working-time.ts';
import { elapsed } from '../calendar/working-time.ts';
import type { TimeUnit } from '../definition/limit.ts';
import { ok, type Result } from '../problem.ts';
import type { CaseState, Instant, Visit } from './state.ts';

export interface Interval {
  from: Instant;
  to: Instant;
}

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

/** The intervals in which the utility held the case, merged, up to `at`. */
export function caseRunning(state: CaseState, at: Instant): Interval[] {
  const held = state.visits.filter((visit) => visit.clock === 'utility');
  return merged(held.flatMap((visit) => running(visit, at)));
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

/** Time used over intervals, in `unit`; each interval excludes its first day for `wd` and `d`. */
export function used(
  calendar: CompiledCalendar,
  intervals: Interval[],
  unit: TimeUnit,
): Result<number> {
  let sum = 0;
  for (const { from, to } of intervals) {
    const part = elapsed(calendar, from, to, unit);
    if (!part.ok) return part;
    sum += part.value;
  }
  return ok(sum);
}

function merged(intervals: Interval[]): Interval[] {
  const sorted = intervals.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const out: Interval[] = [];
  for (const one of sorted) {
    const last = out.at(-1);
    if (last !== undefined && one.from <= last.to) last.to = one.to > last.to ? one.to : last.to;
    else out.push({ ...one });
  }
  return out;
}

function min(a: Instant, b: Instant): Instant {
  return a < b ? a : b;
}
