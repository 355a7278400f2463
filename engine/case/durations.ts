/** Time that a record took, on its own calendar. */
import { mergedIntervals, usedTime, type Interval, type Ran } from '../calendar/days-run.ts';
import { elapsed, type CompiledCalendar } from '../calendar/working-time.ts';
import type { TimeUnit } from '../definition/limit.ts';
import type { Subject } from './fact-rows.ts';
import { caseRan, ranOf } from './clock.ts';
import type { DueLimit, Instant, Visit } from './state.ts';

/**
 * The calendar a record is measured on: the one asked for, else that of the visit's first limit, else
 * that of the case's first limit, else the first one there is.
 */
export function calendarOf(subject: Subject, id?: string): CompiledCalendar | undefined {
  const { calendars, visit, state, flow } = subject;
  if (id !== undefined) return calendars.get(id);
  const named =
    visit?.limits[0]?.calendar ?? state.limits[0]?.calendar ?? flow?.limits[0]?.calendar;
  const found = named === undefined ? undefined : calendars.get(named);
  return found ?? calendars.values().next().value;
}

/** When the visit was left, or the time of asking. */
export function endOf(visit: Visit, at: Instant): Instant {
  return visit.submittedAt ?? at;
}

export function caseEnd(subject: Subject): Instant {
  return subject.state.status === 'ended' ? subject.state.endedAt : subject.at;
}

/** Time in which the visit's clock ran. */
export function visitUsed(subject: Subject, visit: Visit, unit: TimeUnit): number | undefined {
  return sum(subject, ranOf(visit, subject.at), unit);
}

/** Time in which the utility held the case: side by side in parallel branches counts once. */
export function utilityUsed(subject: Subject, unit: TimeUnit): number | undefined {
  return sum(subject, caseRan(subject.state, caseEnd(subject)), unit);
}

export function between(
  subject: Subject,
  from: Instant,
  to: Instant,
  unit: TimeUnit,
): number | undefined {
  const calendar = calendarOf(subject);
  const found = calendar && elapsed(calendar, from, to, unit);
  return found?.ok ? found.value : undefined;
}

/**
 * Has the limit passed by `end`? A limit whose clock stands still has no due time: then the time used
 * so far is compared with it. Undefined when its calendar is not published so far.
 */
export function passed(
  limit: DueLimit,
  end: Instant,
  usedSoFar: (unit: TimeUnit) => number | undefined,
) {
  if (limit.dueAt !== null) return Date.parse(end) > Date.parse(limit.dueAt);
  if (limit.uncovered) return undefined;
  const time = usedSoFar(limit.unit);
  return time === undefined ? undefined : time > limit.value;
}

/** Three-valued `or`: true wins, then undefined (not known). */
export function either(truths: (boolean | undefined)[]): boolean | undefined {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

export function minutes(intervals: Interval[]): number {
  return intervals.reduce((total, { from, to }) => total + milliseconds(from, to), 0) / 60_000;
}

export function milliseconds(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from);
}

function sum(subject: Subject, ran: Ran, unit: TimeUnit): number | undefined {
  if (unit === 'min') return minutes(mergedIntervals(ran));
  if (unit === 'h') return minutes(mergedIntervals(ran)) / 60;
  const calendar = calendarOf(subject);
  const found = calendar && usedTime(calendar, ran, unit);
  return found?.ok ? found.value : undefined;
}
