/**
 * Working hours: time counted only while a calendar is open. Opening hours are times of the local clock;
 * an opening that the clock skips begins with the first instant that shows its time or a later one, and
 * of a time shown twice the first counts. What is counted is real time, so a night of changing clocks
 * may have an hour more or less.
 */
import type { CalendarDefinition, Period } from '../definition/calendar.ts';
import { dayAt, dayNumber, wallMs, weekday } from './zone.ts';

/** Minutes of the local day: from … to. */
export type Opening = readonly [from: number, to: number];

export interface OpeningHours {
  roundTheClock: boolean;
  /** Of a working day that has no hours of its own; in order. */
  general: readonly Opening[];
  byWeekday: ReadonlyMap<number, readonly Opening[]>;
  byDay: ReadonlyMap<number, readonly Opening[]>;
  /** Days of the week that are worked as a rule. */
  workdays: ReadonlySet<number>;
}

/** A calendar as far as working hours need it. */
export interface OpenCalendar {
  readonly zone: string;
  readonly first: number;
  readonly last: number;
  readonly hours: OpeningHours | undefined;
  readonly worked: (day: number) => boolean;
}

/** Undefined where the calendar says nothing of hours. */
export function compileHours(calendar: CalendarDefinition): OpeningHours | undefined {
  const roundTheClock = calendar.round_the_clock === true;
  if (calendar.hours === undefined && !roundTheClock) return undefined;
  const periods: WeeklyPeriod[] = roundTheClock ? [] : [calendar.hours ?? []].flat();
  const general = periods.filter(({ weekdays }) => weekdays === undefined);
  const byWeekday = new Map<number, readonly Opening[]>();
  for (const day of [1, 2, 3, 4, 5, 6, 7]) {
    const own = periods.filter(({ weekdays }) => weekdays?.includes(day));
    if (own.length > 0) byWeekday.set(day, openings(own));
  }
  const own = calendar.days.flatMap(({ date, hours }) =>
    hours === undefined ? [] : [[dayNumber(date) ?? 0, openings(hours)] as const],
  );
  return {
    roundTheClock,
    general: openings(general),
    byWeekday,
    byDay: new Map(own),
    workdays: new Set(calendar.workdays),
  };
}

/** The opening hours of a day that is worked, in order. */
export function openingsOn(hours: OpeningHours, day: number): readonly Opening[] {
  const own = hours.byDay.get(day);
  if (own !== undefined) return own;
  const weekly = hours.workdays.has(weekday(day)) ? hours.byWeekday.get(weekday(day)) : undefined;
  return weekly ?? hours.general;
}

/**
 * The first instant at which `wanted` milliseconds of opening hours have gone by since `start`;
 * undefined when the calendar does not reach so far.
 */
export function afterOpen(
  calendar: OpenCalendar,
  start: number,
  wanted: number,
): number | undefined {
  if (wanted <= 0 || calendar.hours?.roundTheClock) return start + Math.max(0, wanted);
  let left = wanted;
  for (let day = dayAt(calendar.zone, start); covered(calendar, day); day++) {
    for (const [from, to] of opensOn(calendar, day)) {
      const begin = Math.max(from, start);
      const open = Math.max(0, to - begin);
      if (open >= left) return begin + left;
      left -= open;
    }
  }
  return undefined;
}

/** Milliseconds of opening hours between two instants in order; undefined when not covered. */
export function openBetween(
  calendar: OpenCalendar,
  start: number,
  end: number,
): number | undefined {
  if (calendar.hours?.roundTheClock || end <= start) return Math.max(0, end - start);
  let open = 0;
  for (let day = dayAt(calendar.zone, start); wallMs(calendar.zone, day, 0) < end; day++) {
    if (!covered(calendar, day)) return undefined;
    for (const [from, to] of opensOn(calendar, day)) {
      open += Math.max(0, Math.min(to, end) - Math.max(from, start));
    }
  }
  return open;
}

type WeeklyPeriod = Period & { weekdays?: number[] | undefined };

function opensOn({ hours, worked, zone }: OpenCalendar, day: number): [number, number][] {
  if (hours === undefined || !worked(day)) return [];
  return openingsOn(hours, day).map(([from, to]) => [
    wallMs(zone, day, from),
    wallMs(zone, day, to),
  ]);
}

function covered({ first, last }: OpenCalendar, day: number): boolean {
  return first <= day && day <= last;
}

function openings(periods: readonly Period[]): Opening[] {
  const found = periods.map(({ from, to }): Opening => [minuteOf(from), minuteOf(to)]);
  return found.toSorted((a, b) => a[0] - b[0]);
}

/** Minutes of the day that `08:30` names. */
function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
