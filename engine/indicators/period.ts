/** Periods of scorecards: months, quarters and years, as days of a zone. */
import { DAY_MS, dayNumber, dayText } from '../calendar/zone.ts';
import { failed, ok, problem, type Result } from '../problem.ts';

export type PeriodKind = 'month' | 'quarter' | 'year';

/** Days are written `2026-11-01`. */
export interface Period {
  /** `2026-11`, `2026-Q4` or `2026`. */
  id: string;
  kind: PeriodKind;
  /** First and last day. */
  from: string;
  to: string;
}

const MONTHS: Record<PeriodKind, number> = { month: 1, quarter: 3, year: 12 };

/** Reads `2026-11`, `2026-Q4` or `2026`. */
export function parsePeriod(text: string): Result<Period> {
  const match = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?$/.exec(text);
  if (match === null) return failed(problem('bad_date', { value: text }));
  const [, year, month, quarter] = match;
  if (month !== undefined) return ok(periodFrom('month', Number(year), Number(month) - 1));
  if (quarter !== undefined)
    return ok(periodFrom('quarter', Number(year), (Number(quarter) - 1) * 3));
  return ok(periodFrom('year', Number(year), 0));
}

/** The period of a kind to which a day belongs. */
export function periodOf(kind: PeriodKind, day: string): Period {
  const month = Number(day.slice(5, 7)) - 1;
  return periodFrom(kind, Number(day.slice(0, 4)), month - (month % MONTHS[kind]));
}

/** The period of the same kind before it. */
export function previousPeriod({ kind, from }: Period): Period {
  return periodOf(kind, dayText((dayNumber(from) ?? 0) - 1));
}

/** The last periods of a kind, the oldest first; that of the day is the last of them. */
export function lastPeriods(kind: PeriodKind, day: string, count: number): Period[] {
  const periods = [periodOf(kind, day)];
  for (let [first] = periods; first !== undefined && periods.length < count; [first] = periods) {
    periods.unshift(previousPeriod(first));
  }
  return periods;
}

/** `month` counts from 0 and is the period's first. */
function periodFrom(kind: PeriodKind, year: number, month: number): Period {
  const from = dayText(Date.UTC(year, month, 1) / DAY_MS);
  const to = dayText(Date.UTC(year, month + MONTHS[kind], 1) / DAY_MS - 1);
  const words: Record<PeriodKind, string> = {
    month: from.slice(0, 7),
    quarter: `${from.slice(0, 4)}-Q${month / 3 + 1}`,
    year: from.slice(0, 4),
  };
  return { id: words[kind], kind, from, to };
}
