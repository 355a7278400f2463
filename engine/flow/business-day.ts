/** The business date of a case: the day on which it is asked, by the zone of the first calendar. */
import { localDay } from '../calendar/working-time.ts';
import type { Instant } from '../case/state.ts';
import type { Surroundings } from './compile.ts';

export function dayOf({ calendars }: Pick<Surroundings, 'calendars'>, at: Instant): string {
  const [calendar] = calendars.values();
  return calendar === undefined ? at.slice(0, 10) : localDay(calendar, at);
}
