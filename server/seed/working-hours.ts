/** When people of a demonstration are at work: eight hours of every working day of a calendar. */
import {
  dayStart,
  isWorkingDay,
  localDay,
  type CompiledCalendar,
} from '@flowmeter/engine/calendar/working-time.ts';

const HOUR = 3_600_000;
const OPENS = 9 * HOUR;
const CLOSES = 17 * HOUR;
export const WORKING_DAY_MS = CLOSES - OPENS;
/** More days off in a row than any calendar has; past it the calendar is not published. */
const LONGEST_BREAK_DAYS = 30;

/** The instant at which so much working time (ms) has passed; undefined past the calendar's cover. */
export function afterWork(
  calendar: CompiledCalendar,
  from: number,
  work: number,
): number | undefined {
  let left = work;
  let at = from;
  for (;;) {
    const hours = nextHours(calendar, at);
    if (hours === undefined) return undefined;
    const start = Math.max(at, hours.opens);
    if (start + left <= hours.closes) return start + left;
    left -= hours.closes - start;
    at = hours.closes + 1;
  }
}

/** The hours of work that are running at an instant, or the next ones. */
function nextHours(calendar: CompiledCalendar, at: number) {
  for (let days = 0; days < LONGEST_BREAK_DAYS; days++) {
    const day = localDay(calendar, new Date(at + days * 24 * HOUR).toISOString());
    const works = isWorkingDay(calendar, day);
    const midnight = dayStart(calendar, day);
    if (!works.ok || !midnight.ok) return undefined;
    const start = Date.parse(midnight.value);
    if (works.value && at < start + CLOSES) return { opens: start + OPENS, closes: start + CLOSES };
  }
  return undefined;
}
