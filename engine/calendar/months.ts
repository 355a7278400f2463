/** Months between days, and days some months away. */
import { dayNumber, dayText } from './zone.ts';

/** Full months from one day to another, negative backwards. The last day of a month is a full one. */
export function fullMonths(from: string, to: string): number {
  if (from > to) return 0 - fullMonths(to, from);
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth;
  return toDay < Math.min(fromDay, daysIn(toYear, toMonth)) ? months - 1 : months;
}

/** The same day so many months away, or the last one of a month that is too short. */
export function plusMonths(day: string, months: number): string | undefined {
  if (!Number.isInteger(months)) return undefined;
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const all = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(all / 12), (((all % 12) + 12) % 12) + 1];
  const text = `${String(toYear).padStart(4, '0')}-${String(toMonth).padStart(2, '0')}-01`;
  const first = dayNumber(text);
  return first === undefined
    ? undefined
    : dayText(first + Math.min(date, daysIn(toYear, toMonth)) - 1);
}

export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
