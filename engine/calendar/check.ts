/** What a calendar's schema cannot say: a known zone, each exception once and within coverage. */
import type { CalendarDefinition } from '../definition/calendar.ts';
import { problem, type Problem } from '../problem.ts';
import { dayNumber, isZone } from './zone.ts';

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
  return problems;
}
