/**
 * Time in which a clock ran with interruptions: how much of it was used, and when a period is used up.
 *
 * Hours, working hours and minutes add up over the intervals. Days are counted, not added: a day (a
 * working day for `wd`) counts once when the clock ran in it at all, except the day on which the visit
 * arrived. So work that is paused and resumed on the same day uses no less than work that is not, and
 * pausing every evening does not stop a limit in days. A period in days ends with its last day if the
 * clock runs until then; if the clock stands still at that moment the period ends with the first
 * working day through whose end it runs again, at the latest with the day that would be one too many.
 * See docs/decisions/0018-pauses-and-days.md.
 */
import type { TimeUnit } from '../definition/limit.ts';
import type { Instant } from '../case/state.ts';
import { ok, type Result } from '../problem.ts';
import {
  dueAt,
  elapsed,
  firstWorkingDay,
  notCovered,
  wholeDays,
  workedUpTo,
  type CompiledCalendar,
} from './working-time.ts';
import { dayAt, dayStartMs, dayText, instantText } from './zone.ts';

export interface Interval {
  from: Instant;
  to: Instant;
}

/** A clock as it ran: of every visit whose time it counts, when it arrived and when its clock ran. */
export interface Ran {
  visits: readonly { arrivedAt: Instant; intervals: readonly Interval[] }[];
  /** Does it run now? Then the last of the intervals ends now and goes on. */
  runs: boolean;
}

/** Time used, in `unit`. */
export function usedTime(calendar: CompiledCalendar, ran: Ran, unit: TimeUnit): Result<number> {
  if (isInDays(unit)) {
    const ranges = dayRanges(calendar, ran);
    const count = countIn(calendar, ranges, unit);
    return count === undefined ? beyond(calendar, ranges) : ok(count);
  }
  let sum = 0;
  for (const { from, to } of mergedIntervals(ran)) {
    const part = elapsed(calendar, from, to, unit);
    if (!part.ok) return part;
    sum += part.value;
  }
  return ok(sum);
}

/**
 * When a period is used up: in the past, or in the future if the clock runs on. Null while it stands
 * still with something left; what was once used up stays so.
 */
export function usedUpAt(
  calendar: CompiledCalendar,
  ran: Ran,
  value: number,
  unit: TimeUnit,
): Result<Instant | null> {
  const begun = justBegun(ran);
  if (begun !== undefined) return dueAt(calendar, begun, value, unit);
  return isInDays(unit)
    ? daysUsedUpAt(calendar, ran, wholeDays(value), unit)
    : hoursUsedUpAt(calendar, ran, value, unit);
}

/** When a clock began of which nothing is used yet, as that of every visit that arrives. */
function justBegun({ visits, runs }: Ran): Instant | undefined {
  const [visit, ...others] = visits;
  const [only, ...more] = visit?.intervals ?? [];
  if (!runs || only === undefined || others.length > 0 || more.length > 0) return undefined;
  return only.from === only.to && only.from === visit?.arrivedAt ? only.from : undefined;
}

/** The intervals of all visits, those that touch joined, in order. */
export function mergedIntervals(ran: Ran): Interval[] {
  const all = ran.visits.flatMap(({ intervals }) => intervals);
  const sorted = all.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const out: Interval[] = [];
  for (const one of sorted) {
    const last = out.at(-1);
    if (last !== undefined && one.from <= last.to) last.to = one.to > last.to ? one.to : last.to;
    else out.push({ ...one });
  }
  return out;
}

type Days = 'wd' | 'd';
/** First and last of days that follow one another. */
type Range = [first: number, last: number];

function isInDays(unit: TimeUnit): unit is Days {
  return unit === 'wd' || unit === 'd';
}

function hoursUsedUpAt(
  calendar: CompiledCalendar,
  ran: Ran,
  value: number,
  unit: TimeUnit,
): Result<Instant | null> {
  const intervals = mergedIntervals(ran);
  let left = value;
  for (const [index, { from, to }] of intervals.entries()) {
    const due = dueAt(calendar, from, left, unit);
    const runsOn = ran.runs && index === intervals.length - 1;
    if (runsOn || (due.ok && Date.parse(due.value) <= Date.parse(to))) return due;
    const gone = elapsed(calendar, from, to, unit);
    if (!gone.ok) return gone;
    left = Math.max(0, left - gone.value);
  }
  return ok(null);
}

function daysUsedUpAt(
  calendar: CompiledCalendar,
  ran: Ran,
  wanted: number,
  unit: Days,
): Result<Instant | null> {
  const ranges = dayRanges(calendar, ran);
  const count = countIn(calendar, ranges, unit);
  if (count === undefined) return beyond(calendar, ranges);
  const intervals = mergedIntervals(ran);
  if (count < wanted) {
    const now = intervals.at(-1)?.to;
    return ran.runs && now !== undefined ? dueAt(calendar, now, wanted - count, unit) : ok(null);
  }
  const last = nthDay(calendar, ranges, unit, wanted);
  const tooMany = count > wanted ? nthDay(calendar, ranges, unit, wanted + 1) : undefined;
  return endOfDays(calendar, intervals, ran.runs, last, tooMany);
}

/** The end of the first working day from `last` on through which the clock runs; see the head. */
function endOfDays(
  calendar: CompiledCalendar,
  intervals: readonly Interval[],
  runs: boolean,
  last: number,
  tooMany: number | undefined,
): Result<Instant | null> {
  const cap = tooMany === undefined ? undefined : firstWorkingDay(calendar, tooMany);
  for (const [index, { from, to }] of intervals.entries()) {
    const day = firstWorkingDay(calendar, Math.max(last, dayOf(calendar, from)));
    const runsOn = runs && index === intervals.length - 1;
    if (day === undefined) {
      if (runsOn && cap === undefined) return notCovered(calendar, dayText(last));
      continue;
    }
    if (cap !== undefined && cap <= day) break;
    const end = dayStartMs(calendar.zone, day + 1);
    if (runsOn || end <= Date.parse(to)) return ok(instantText(end));
  }
  return ok(cap === undefined ? null : instantText(dayStartMs(calendar.zone, cap + 1)));
}

/** The days that count, as ranges in order that do not touch one another. */
function dayRanges(calendar: CompiledCalendar, ran: Ran): Range[] {
  const all = ran.visits.flatMap(({ arrivedAt, intervals }) => {
    const arrival = dayOf(calendar, arrivedAt);
    return intervals.flatMap((one): Range[] => {
      const first = Math.max(dayOf(calendar, one.from), arrival + 1);
      const last = lastDayOf(calendar, one);
      return first > last ? [] : [[first, last]];
    });
  });
  const out: Range[] = [];
  for (const [first, last] of all.toSorted((a, b) => a[0] - b[0])) {
    const before = out.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else out.push([first, last]);
  }
  return out;
}

/** An interval that ends at midnight does not reach into the next day. */
function lastDayOf(calendar: CompiledCalendar, { from, to }: Interval): number {
  const end = Date.parse(to);
  return dayAt(calendar.zone, end > Date.parse(from) ? end - 1 : end);
}

function dayOf({ zone }: CompiledCalendar, at: Instant): number {
  return dayAt(zone, Date.parse(at));
}

function countIn(
  calendar: CompiledCalendar,
  ranges: readonly Range[],
  unit: Days,
): number | undefined {
  let count = 0;
  for (const range of ranges) {
    const days = countOf(calendar, range, unit);
    if (days === undefined) return undefined;
    count += days;
  }
  return count;
}

function countOf(calendar: CompiledCalendar, [first, last]: Range, unit: Days): number | undefined {
  if (unit === 'd') return last - first + 1;
  const before = workedUpTo(calendar, first - 1);
  const after = workedUpTo(calendar, last);
  return before === undefined || after === undefined ? undefined : after - before;
}

/** The n-th of the days that count; there are as many. */
function nthDay(
  calendar: CompiledCalendar,
  ranges: readonly Range[],
  unit: Days,
  n: number,
): number {
  let left = n;
  for (const range of ranges) {
    const count = countOf(calendar, range, unit) ?? 0;
    if (count < left) {
      left -= count;
      continue;
    }
    if (unit === 'd') return range[0] + left - 1;
    return calendar.workdays[(workedUpTo(calendar, range[0] - 1) ?? 0) + left - 1] ?? range[1];
  }
  throw new RangeError(`there are no ${n} days`);
}

function beyond<T>(calendar: CompiledCalendar, ranges: readonly Range[]): Result<T> {
  return notCovered(
    calendar,
    ranges.map(([first, last]) => `${dayText(first)} … ${dayText(last)}`).join(', '),
  );
}
