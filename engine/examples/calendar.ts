/** Examples of a calendar: from a moment, so much time, due by the end of that day (or at that instant). */
import { compileCalendar, dueAt, localDay } from '../calendar/working-time.ts';
import { dayNumber, instantMs, instantText } from '../calendar/zone.ts';
import type { CalendarDefinition } from '../definition/calendar.ts';
import type { CalendarExample } from '../definition/examples.ts';

/**
 * What differs from `then`, in words; empty when the example holds. `due` is a day for periods in days
 * (due when it ends), an instant for hours and minutes; `problem` is a code.
 */
export function checkCalendarExample(
  definition: CalendarDefinition,
  { given, then }: CalendarExample,
): string[] {
  const calendar = compileCalendar(definition);
  const due = dueAt(calendar, given.from, given.value, given.unit);
  if (!due.ok) {
    const codes = due.problems.map(({ code }) => code);
    return codes.some((code) => code === then.problem)
      ? []
      : [`problem: ${codes.join(', ')}, expected ${then.problem ?? then.due}`];
  }
  if (then.due === undefined) return [`due ${due.value}, expected the problem ${then.problem}`];
  const asDay = dayNumber(then.due) !== undefined;
  const found = asDay ? lastDay(calendar.zone, due.value) : due.value;
  const same = found === then.due || (!asDay && instantMs(found) === instantMs(then.due));
  return same ? [] : [`due ${found}, expected ${then.due}`];
}

function lastDay(zone: string, due: string): string {
  return localDay({ zone }, instantText((instantMs(due) ?? 0) - 1));
}
