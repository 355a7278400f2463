/**
 * Working time: when a limit falls due, and how much of it has gone.
 *
 * Periods in days and working days exclude the day on which they start and end when their last day
 * ends (24:00 in the calendar's zone, the first instant of the next day). Hours and minutes start at
 * once and run on every day; working hours start at once and run while the calendar is open: what is
 * received before opening starts then, what is received after closing with the next opening. A period in natural days whose last day is a rest day of the calendar
 * ends on the next working day (Civil Code of the People's Republic of China, art. 201-203); on a
 * calendar that works every day nothing moves. A calendar never guesses: what depends on a day outside
 * `covers` is the problem `calendar_not_covered`.
 */
import type { CalendarDefinition } from '../definition/calendar.ts';
import { hashOf } from '../definition/hash.ts';
import type { TimeUnit } from '../definition/limit.ts';
import type { Instant } from '../case/state.ts';
import { failed, ok, problem, type Result } from '../problem.ts';
import { afterOpen, compileHours, openBetween, type OpenCalendar } from './opening-hours.ts';
import { dayAt, dayNumber, dayStartMs, dayText, instantMs, instantText, weekday } from './zone.ts';

/** A calendar made ready for many questions; each is answered by one or two look-ups. */
export interface CompiledCalendar extends OpenCalendar {
  readonly definition: CalendarDefinition;
  readonly hash: string;
  readonly id: string;
  /** `before[i]`: how many of the days first … first + i - 1 are worked. */
  readonly before: Int32Array;
  /** Numbers of the working days, in order. */
  readonly workdays: Int32Array;
}

/** An instant, or a day (`2026-02-12`) where the value is a date. */
export type Moment = Instant;

/** Definitions are compiled once each: compiling again the same object answers from memory. */
export function compileCalendar(definition: CalendarDefinition): CompiledCalendar {
  const known = compiled.get(definition);
  if (known) return known;
  const first = dayNumber(definition.covers.from) ?? 0;
  const last = dayNumber(definition.covers.to) ?? -1;
  const days = Math.max(0, last - first + 1);
  const exceptions = new Map(definition.days.map((day) => [dayNumber(day.date), !day.off]));
  const before = new Int32Array(days + 1);
  const worked = new Int32Array(days);
  let count = 0;
  for (let index = 0; index < days; index++) {
    const day = first + index;
    if (exceptions.get(day) ?? definition.workdays.includes(weekday(day))) worked[count++] = day;
    before[index + 1] = count;
  }
  const calendar: CompiledCalendar = {
    definition,
    hours: compileHours(definition),
    worked: (day) => before[day - first + 1] !== before[day - first],
    hash: hashOf(definition),
    id: definition.id,
    zone: definition.zone,
    first,
    last,
    before,
    workdays: worked.subarray(0, count),
  };
  compiled.set(definition, calendar);
  return calendar;
}

/**
 * The instant at which a period of `value` units from `from` ends. Fractions of days count as whole
 * days (a warning at 0.7 of 22 working days is due after 16); fractions of hours are exact to the
 * millisecond. A period in working hours that is used up at closing time ends then, not when it opens
 * again.
 */
export function dueAt(
  calendar: CompiledCalendar,
  from: Moment,
  value: number,
  unit: TimeUnit,
): Result<Instant> {
  const per = CLOCK_UNITS[unit];
  if (per !== undefined) {
    const start = momentMs(calendar, from);
    return start === undefined ? badDate(from) : ok(instantText(start + Math.round(value * per)));
  }
  if (unit === 'wh') return dueInHours(calendar, from, value);
  const day = momentDay(calendar, from);
  if (day === undefined) return badDate(from);
  const due =
    unit === 'wd' ? afterWorkingDays(calendar, day, value) : afterDays(calendar, day, value);
  if (due === undefined) {
    return notCovered(calendar, `${dayText(day)} + ${value} ${unit}`);
  }
  return ok(instantText(dayStartMs(calendar.zone, due + 1)));
}

/**
 * How much time lies between two moments: for `wd` and `d` the days after the day of `from`, up to and
 * including the day of `to`; for hours, working hours and minutes exact, with a fraction. Negative when
 * `to` is earlier.
 */
export function elapsed(
  calendar: CompiledCalendar,
  from: Moment,
  to: Moment,
  unit: TimeUnit,
): Result<number> {
  const per = CLOCK_UNITS[unit];
  if (per !== undefined) {
    const start = momentMs(calendar, from);
    const end = momentMs(calendar, to);
    if (start === undefined) return badDate(from);
    return end === undefined ? badDate(to) : ok((end - start) / per);
  }
  if (unit === 'wh') return openHours(calendar, from, to);
  const startDay = momentDay(calendar, from);
  const endDay = momentDay(calendar, to);
  if (startDay === undefined) return badDate(from);
  if (endDay === undefined) return badDate(to);
  if (unit === 'd' || startDay === endDay) return ok(endDay - startDay);
  const started = workedUpTo(calendar, startDay);
  const ended = workedUpTo(calendar, endDay);
  if (started === undefined || ended === undefined) {
    return notCovered(calendar, `${dayText(startDay)} … ${dayText(endDay)}`);
  }
  return ok(ended - started);
}

/** The calendar's day (`2026-02-12`) at an instant. Throws on what is not an instant. */
export function localDay(calendar: Pick<CompiledCalendar, 'zone'>, at: Moment): string {
  const day = momentDay(calendar, at);
  if (day === undefined) throw new RangeError(`not an instant: ${at}`);
  return dayText(day);
}

/** The first instant of a day (`2026-02-12`) in the calendar's zone. */
export function dayStart(calendar: Pick<CompiledCalendar, 'zone'>, day: string): Result<Instant> {
  const number = dayNumber(day);
  return number === undefined ? badDate(day) : ok(instantText(dayStartMs(calendar.zone, number)));
}

export function isWorkingDay(calendar: CompiledCalendar, day: string): Result<boolean> {
  const number = dayNumber(day);
  if (number === undefined) return badDate(day);
  if (number < calendar.first || number > calendar.last) return notCovered(calendar, day);
  return ok(workedUpTo(calendar, number) !== workedUpTo(calendar, number - 1));
}

const compiled = new WeakMap<CalendarDefinition, CompiledCalendar>();

const HOUR_MS = 3_600_000;

/** Milliseconds of the units that run on a clock. */
const CLOCK_UNITS: Partial<Record<TimeUnit, number>> = { h: HOUR_MS, min: 60_000 };

function dueInHours(calendar: CompiledCalendar, from: Moment, value: number): Result<Instant> {
  const start = momentMs(calendar, from);
  if (start === undefined) return badDate(from);
  if (calendar.hours === undefined) return withoutHours(calendar);
  const due = afterOpen(calendar, start, Math.round(value * HOUR_MS));
  return due === undefined ? notCovered(calendar, `${from} + ${value} wh`) : ok(instantText(due));
}

function openHours(calendar: CompiledCalendar, from: Moment, to: Moment): Result<number> {
  const start = momentMs(calendar, from);
  const end = momentMs(calendar, to);
  if (start === undefined) return badDate(from);
  if (end === undefined) return badDate(to);
  if (calendar.hours === undefined) return withoutHours(calendar);
  const open = openBetween(calendar, Math.min(start, end), Math.max(start, end));
  if (open === undefined) return notCovered(calendar, `${from} … ${to}`);
  return ok(open === 0 ? 0 : (Math.sign(end - start) * open) / HOUR_MS);
}

/** 0.1 * 30 is a little more than 3: a difference as small is not a day. */
export function wholeDays(value: number): number {
  return Math.ceil(value - 1e-9);
}

/** Working days of the calendar up to and including a day; undefined when that is not known. */
export function workedUpTo(calendar: CompiledCalendar, day: number): number | undefined {
  return calendar.before[day - calendar.first + 1];
}

/** A day if it is worked, else the next that is; undefined when that is not known. */
export function firstWorkingDay(calendar: CompiledCalendar, day: number): number | undefined {
  const before = workedUpTo(calendar, day - 1);
  return before === undefined || day > calendar.last ? undefined : calendar.workdays[before];
}

function afterWorkingDays(
  calendar: CompiledCalendar,
  day: number,
  value: number,
): number | undefined {
  const started = workedUpTo(calendar, day);
  const wanted = wholeDays(value);
  if (started === undefined || wanted <= 0) return started === undefined ? undefined : day;
  return calendar.workdays[started + wanted - 1];
}

function afterDays(calendar: CompiledCalendar, day: number, value: number): number | undefined {
  return firstWorkingDay(calendar, day + wholeDays(value));
}

function momentMs(calendar: Pick<CompiledCalendar, 'zone'>, moment: Moment): number | undefined {
  const ms = instantMs(moment);
  if (ms !== undefined) return ms;
  const day = dayNumber(moment);
  return day === undefined ? undefined : dayStartMs(calendar.zone, day);
}

function momentDay(calendar: Pick<CompiledCalendar, 'zone'>, moment: Moment): number | undefined {
  const ms = instantMs(moment);
  return ms === undefined ? dayNumber(moment) : dayAt(calendar.zone, ms);
}

function badDate<T>(value: string): Result<T> {
  return failed(problem('bad_date', { value }));
}

function withoutHours<T>({ id }: CompiledCalendar): Result<T> {
  return failed(problem('calendar_without_hours', { calendar: id }));
}

/** Answers that a calendar does not reach so far. */
export function notCovered<T>(calendar: CompiledCalendar, asked: string): Result<T> {
  const { id, covers } = calendar.definition;
  return failed(problem('calendar_not_covered', { calendar: id, until: covers.to, asked }));
}
