/**
 * Days of a time zone as intervals of instants, whatever zone the process runs in.
 *
 * A day is its number: days since 1970-01-01 in the proleptic Gregorian calendar. Temporal is not yet
 * in every browser, so offsets come from `Intl`; a day's start is worked out once and remembered, which
 * makes the other answers comparisons of numbers.
 */

export const DAY_MS = 86_400_000;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;

/** The number of a day written `2026-02-12`; undefined when there is no such day. */
export function dayNumber(day: string): number | undefined {
  if (day.length !== 10 || day[4] !== '-' || day[7] !== '-') return undefined;
  const year = 100 * twoDigits(day, 0) + twoDigits(day, 2);
  const month = twoDigits(day, 5);
  const date = twoDigits(day, 8);
  // What is no digit is NaN here, which is in no bounds.
  if (!(year >= 0 && month >= 1 && month <= 12 && date >= 1)) return undefined;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (date > (month === 2 && isLeap ? 29 : (daysIn[month] as number))) return undefined;
  const before = year - 1;
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  const past = (daysBefore[month] as number) + (month > 2 && isLeap ? 1 : 0);
  return before * 365 + leaps + past + date - EPOCH;
}

/** Days of the months, and of those before; the first is no month. */
const daysIn = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysBefore = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** 1970-01-01 as a day of the first year, of which 0001-01-01 is 1. */
const EPOCH = 719_163;

/** A number of two digits at a place of a text; NaN where there are none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** `2026-02-12` */
export function dayText(number: number): string {
  const known = dayTexts.get(number);
  if (known !== undefined) return known;
  const text = new Date(number * DAY_MS).toISOString().slice(0, 10);
  if (dayTexts.size >= REMEMBERED) dayTexts.clear();
  dayTexts.set(number, text);
  return text;
}

/** Very many records are of the same few days. */
const dayTexts = new Map<number, string>();

/** 1 = Monday … 7 = Sunday. 1970-01-01 was a Thursday. */
export function weekday(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/**
 * Epoch milliseconds of an ISO 8601 instant. A time without an offset is no instant (the same text would
 * mean another moment in another process) and answers undefined, as does what is not a time at all.
 */
export function instantMs(text: string): number | undefined {
  const known = instants.get(text);
  if (known !== undefined) return known;
  if (!INSTANT.test(text)) return undefined;
  const ms = Date.parse(text);
  if (Number.isNaN(ms) || dayNumber(text.slice(0, 10)) === undefined) return undefined;
  if (instants.size >= REMEMBERED) instants.clear();
  instants.set(text, ms);
  return ms;
}

/** One command asks about the same few instants many times. */
const instants = new Map<string, number>();

/** `2026-11-23T04:50:12.000Z` */
export function instantText(ms: number): string {
  const known = texts.get(ms);
  if (known !== undefined) return known;
  const text = new Date(ms).toISOString();
  if (texts.size >= REMEMBERED) texts.clear();
  texts.set(ms, text);
  return text;
}

/** Many limits fall due at the ends of the same few days. */
const texts = new Map<number, string>();

/** Does the platform know this IANA zone? */
export function isZone(zone: string): boolean {
  try {
    return formatOf(zone) !== undefined;
  } catch {
    return false;
  }
}

/** The number of the local day to which an instant belongs. */
export function dayAt(zone: string, ms: number): number {
  let day = Math.floor(ms / DAY_MS);
  while (dayStartMs(zone, day) > ms) day--;
  while (dayStartMs(zone, day + 1) <= ms) day++;
  return day;
}

/**
 * The first instant of a local day: midnight; the earlier one where clocks go back over midnight, the
 * end of the gap where they go forward over it (as Temporal's start of day).
 */
export function dayStartMs(zone: string, day: number): number {
  const starts = startsOf(zone);
  const known = starts.get(day);
  if (known !== undefined) return known;
  if (starts.size >= REMEMBERED) starts.clear();
  const start = findStart(zone, day * DAY_MS);
  starts.set(day, start);
  return start;
}

/**
 * The first instant of a local day at which its clock shows that many minutes past midnight, or more;
 * 1440 is the end of the day.
 */
export function wallMs(zone: string, day: number, minute: number): number {
  const start = dayStartMs(zone, day);
  if (minute === 0) return start;
  const end = dayStartMs(zone, day + 1);
  if (minute >= DAY_MS / MINUTE_MS) return end;
  if (end - start === DAY_MS) return start + minute * MINUTE_MS;
  return findStart(zone, day * DAY_MS + minute * MINUTE_MS);
}

const MINUTE_MS = 60_000;

/** About 270 years of days; more than any calendar is asked about in earnest. */
const REMEMBERED = 100_000;

const startsByZone = new Map<string, Map<number, number>>();
const formats = new Map<string, Intl.DateTimeFormat>();

function startsOf(zone: string): Map<number, number> {
  const known = startsByZone.get(zone);
  if (known) return known;
  const starts = new Map<number, number>();
  startsByZone.set(zone, starts);
  return starts;
}

/** `wall` is the local midnight looked for, read as if it were UTC. */
function findStart(zone: string, wall: number): number {
  let low = wall - DAY_MS;
  let high = wall + DAY_MS;
  const before = offsetMs(zone, low);
  const after = offsetMs(zone, high);
  if (before === after) return wall - before;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(zone, middle) === before) low = middle;
    else high = middle;
  }
  return wall - before < high ? wall - before : Math.max(wall - after, high);
}

/** Milliseconds east of UTC at an instant; whole seconds, as historical zones have. */
function offsetMs(zone: string, ms: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(ms)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return wall - Math.floor(ms / 1000) * 1000;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}
