/** Retention periods: so many days, months or years back from a moment. */
import type { Instant } from '../case/state.ts';
import { instantText, DAY_MS } from '../calendar/zone.ts';
import type { Localized } from '../problem.ts';
import type { Period } from '../definition/retention.ts';

/** What is older than this is past the period. Months and years end on the last day where theirs is shorter. */
export function periodStart(at: Instant, { value, unit }: Period): Instant {
  const now = Date.parse(at);
  if (unit === 'day') return instantText(now - value * DAY_MS);
  const day = new Date(now);
  const months = day.getUTCFullYear() * 12 + day.getUTCMonth() - value * (unit === 'year' ? 12 : 1);
  const [year, month] = [Math.floor(months / 12), months % 12];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const date = Date.UTC(year, month, Math.min(day.getUTCDate(), last));
  return instantText(date + (now % DAY_MS));
}

/** Is one period at least as long as another? */
export function lastsAsLong(one: Period, other: Period): boolean {
  return daysOf(one) >= daysOf(other);
}

/** On the average. */
function daysOf({ value, unit }: Period): number {
  return value * { day: 1, month: 30.4375, year: 365.25 }[unit];
}

const names: Record<Period['unit'], readonly [zh: string, one: string, many: string]> = {
  day: ['天', 'day', 'days'],
  month: ['个月', 'month', 'months'],
  year: ['年', 'year', 'years'],
};

export function periodWords({ value, unit }: Period): Localized {
  const [zh, one, many] = names[unit];
  return { zh: `${value} ${zh}`, en: `${value} ${value === 1 ? one : many}` };
}
