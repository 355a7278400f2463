/** From the limits of a definition to due times of a case: what applies, from when, how much is used. */
import { dueAt, elapsed, localDay, type CompiledCalendar } from '../calendar/working-time.ts';
import { caseClockRuns, caseRunning, clockRuns, running, type Interval } from '../case/clock.ts';
import type { CaseState, DueLimit, Instant, Visit } from '../case/state.ts';
import type { Limit } from '../definition/limit.ts';
import { ok, type Result } from '../problem.ts';
import type { CompiledFlow } from './compile.ts';
import type { QuestionItem } from './outcome.ts';

/** A warning is given at this share of a limit unless the limit says otherwise. */
export const WARN_AT = 0.7;

/** The conditions that decide which of these limits apply; empty when all do. */
export function limitQuestions(limits: readonly Limit[]): QuestionItem[] {
  return limits.flatMap((limit) =>
    limit.when === undefined ? [] : [{ id: limit.id, condition: limit.when }],
  );
}

/** A limit in force on the day the case was accepted. */
export function inForce(limit: Limit, calendar: CompiledCalendar, openedAt: Instant): boolean {
  if (limit.valid_from === undefined && limit.valid_to === undefined) return true;
  const day = localDay(calendar, openedAt);
  return (
    (limit.valid_from === undefined || limit.valid_from <= day) &&
    (limit.valid_to === undefined || day <= limit.valid_to)
  );
}

/** Due times of a step's limits at `at`, for a visit as it stands (new, paused, resumed). */
export function visitLimits(
  flow: CompiledFlow,
  limits: readonly Limit[],
  visit: Visit,
  at: Instant,
): DueLimit[] {
  return dueLimits(flow, limits, running(visit, at), clockRuns(visit));
}

/** Due times of the case's own limits; the clock runs while the utility holds the case. */
export function caseLimits(
  flow: CompiledFlow,
  limits: readonly Limit[],
  state: CaseState,
  at: Instant,
): DueLimit[] {
  return dueLimits(flow, limits, caseRunning(state, at), caseClockRuns(state));
}

function dueLimits(
  flow: CompiledFlow,
  limits: readonly Limit[],
  ran: readonly Interval[],
  runs: boolean,
): DueLimit[] {
  return limits.map((limit) => {
    const calendar = calendarOf(flow, limit);
    const due = runsOutAt(calendar, limit, 1, ran, runs);
    const warn = runsOutAt(calendar, limit, limit.warn_at ?? WARN_AT, ran, runs);
    return {
      id: limit.id,
      layer: limit.layer,
      value: limit.value,
      unit: limit.unit,
      calendar: limit.calendar,
      calendarHash: calendar.hash,
      zone: calendar.zone,
      dueAt: due.ok ? due.value : null,
      warnAt: warn.ok ? warn.value : null,
      ...(due.ok ? {} : { uncovered: true }),
    };
  });
}

function calendarOf(flow: CompiledFlow, limit: Limit): CompiledCalendar {
  const calendar = flow.calendars.get(limit.calendar);
  if (calendar === undefined) throw new Error(`limit ${limit.id}: no calendar ${limit.calendar}`);
  return calendar;
}

/**
 * When a share of a limit is used up: within the interval in which what was left of it ended, or, if
 * none did, counted from the beginning of the one that is running now. Each interval excludes its own
 * first day like any period. Null while the clock stands still with something left: what once ran out
 * stays run out, whoever has the case afterwards.
 */
function runsOutAt(
  calendar: CompiledCalendar,
  { value, unit }: Limit,
  share: number,
  ran: readonly Interval[],
  runs: boolean,
): Result<Instant | null> {
  let left = value * share;
  for (const [index, { from, to }] of ran.entries()) {
    const due = dueAt(calendar, from, left, unit);
    const runsOn = runs && index === ran.length - 1;
    if (runsOn || (due.ok && Date.parse(due.value) <= Date.parse(to))) return due;
    const gone = elapsed(calendar, from, to, unit);
    if (!gone.ok) return gone;
    left = Math.max(0, left - gone.value);
  }
  return ok(null);
}
