/** From the limits of a definition to due times of a case: what applies, from when, how much is used. */
import { dueAt, localDay, type CompiledCalendar } from '../calendar/working-time.ts';
import {
  caseClockRuns,
  caseRunning,
  clockRuns,
  running,
  used,
  type Interval,
} from '../case/clock.ts';
import type { CaseState, DueLimit, Instant, Visit } from '../case/state.ts';
import type { Limit } from '../definition/limit.ts';
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
  return dueLimits(flow, limits, running(visit, at), clockRuns(visit), at);
}

/** Due times of the case's own limits; the clock runs while the utility holds the case. */
export function caseLimits(
  flow: CompiledFlow,
  limits: readonly Limit[],
  state: CaseState,
  at: Instant,
): DueLimit[] {
  return dueLimits(flow, limits, caseRunning(state, at), caseClockRuns(state), at);
}

/**
 * What is left of each limit, counted from the beginning of the interval that is running now: the
 * intervals before it are used up, and its own first day is excluded like that of any period.
 */
function dueLimits(
  flow: CompiledFlow,
  limits: readonly Limit[],
  ran: Interval[],
  runs: boolean,
  at: Instant,
): DueLimit[] {
  const before = runs ? ran.slice(0, -1) : ran;
  const from = runs ? (ran.at(-1)?.from ?? at) : null;
  return limits.map((limit) => dueLimit(flow, limit, before, from));
}

function dueLimit(
  flow: CompiledFlow,
  limit: Limit,
  before: Interval[],
  from: Instant | null,
): DueLimit {
  const calendar = flow.calendars.get(limit.calendar);
  if (calendar === undefined) throw new Error(`limit ${limit.id}: no calendar ${limit.calendar}`);
  const base = {
    id: limit.id,
    layer: limit.layer,
    value: limit.value,
    unit: limit.unit,
    calendar: limit.calendar,
    calendarHash: calendar.hash,
    zone: calendar.zone,
  };
  if (from === null) return { ...base, dueAt: null, warnAt: null };
  const gone = used(calendar, before, limit.unit);
  if (!gone.ok) return { ...base, dueAt: null, warnAt: null, uncovered: true };
  const after = (share: number) =>
    dueAt(calendar, from, Math.max(0, limit.value * share - gone.value), limit.unit);
  const due = after(1);
  const warn = after(limit.warn_at ?? WARN_AT);
  return {
    ...base,
    dueAt: due.ok ? due.value : null,
    warnAt: warn.ok ? warn.value : null,
    ...(due.ok ? {} : { uncovered: true }),
  };
}
