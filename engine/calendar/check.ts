/**
 * What a calendar's schema cannot say: a known zone, each exception once and within coverage, opening
 * hours that open before they close, and some for every day that is worked.
 */
import type { CalendarDefinition, Period } from '../definition/calendar.ts';
import { problem, type Problem } from '../problem.ts';
import { openingsOn } from './opening-hours.ts';
import { compileCalendar } from './working-time.ts';
import { dayNumber, dayText, isZone } from './zone.ts';

const ZONE = { zh: '时区', en: 'time zone' };

/** Longer coverage is a slip of the pen, and a table of its days would be large. */
const MOST_DAYS = 200 * 366;

export function checkCalendar(calendar: CalendarDefinition): Problem[] {
  const { covers, days, zone } = calendar;
  const problems: Problem[] = [];
  if (!isZone(zone)) problems.push(problem('unknown_reference', { what: ZONE, id: zone }, '/zone'));
  const first = dayNumber(covers.from) ?? 0;
  const last = dayNumber(covers.to) ?? 0;
  if (last < first || last - first > MOST_DAYS) {
    problems.push(problem('bad_date', { value: `${covers.from} … ${covers.to}` }, '/covers'));
  }
  const seen = new Set<string>();
  for (const [index, { date }] of days.entries()) {
    if (seen.has(date)) problems.push(problem('duplicate_id', { id: date }, `/days/${index}/date`));
    if (date < covers.from || date > covers.to) {
      problems.push(problem('bad_date', { value: date }, `/days/${index}/date`));
    }
    seen.add(date);
  }
  if (problems.length > 0) return problems;
  return calendar.round_the_clock ? checkRoundTheClock(calendar) : checkHours(calendar);
}

/** Open always: nothing of it may say that it is closed. */
function checkRoundTheClock({ workdays, days, hours }: CalendarDefinition): Problem[] {
  const rests = new Set(workdays).size < 7 || days.some(({ off }) => off);
  const own = hours !== undefined || days.some((day) => day.hours !== undefined);
  return rests || own ? [problem('round_the_clock_rests', {}, '/round_the_clock')] : [];
}

function checkHours(definition: CalendarDefinition): Problem[] {
  const found = definition.days.flatMap(({ hours, off }, index) =>
    hours === undefined
      ? []
      : [
          ...overlaps(hours, `/days/${index}/hours`),
          ...(off ? [badHours(hours, `/days/${index}/hours`)] : []),
        ],
  );
  if (definition.hours === undefined) return found;
  const periods: WeeklyPeriod[] = [definition.hours].flat();
  for (const day of [undefined, 1, 2, 3, 4, 5, 6, 7]) {
    const together = periods.filter(({ weekdays }) =>
      day === undefined ? weekdays === undefined : weekdays?.includes(day),
    );
    found.push(...overlaps(together, '/hours'));
  }
  return found.length > 0 ? found.slice(0, 1) : everyWorkedDayOpens(definition);
}

/** The first worked day on which the calendar never opens, if there is one. */
function everyWorkedDayOpens(definition: CalendarDefinition): Problem[] {
  const { hours, workdays } = compileCalendar(definition);
  const closed = workdays.find((day) => hours !== undefined && openingsOn(hours, day).length === 0);
  return closed === undefined
    ? []
    : [problem('day_without_hours', { date: dayText(closed) }, '/hours')];
}

type WeeklyPeriod = Period & { weekdays?: number[] | undefined };

/** Times of one day, written `HH:MM`, compare as text. */
function overlaps(periods: readonly Period[], at: string): Problem[] {
  const sorted = periods.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const wrong = sorted.some(({ from, to }, index) => {
    const next = sorted[index + 1];
    return from >= to || (next !== undefined && next.from < to);
  });
  return wrong ? [badHours(sorted, at)] : [];
}

function badHours(periods: readonly Period[], at: string): Problem {
  const value = periods.map(({ from, to }) => `${from}-${to}`).join(', ');
  return problem('bad_hours', { value }, at);
}
