/** What a calendar cannot answer. */
import type { ProblemRow } from './row.ts';

export const calendarProblems = {
  calendar_not_covered: {
    status: 422,
    zh: '日历“{calendar}”只公布到 {until}，无法推算 {asked}',
    en: 'Calendar “{calendar}” is published up to {until} only; {asked} cannot be computed',
  },
  bad_date: { status: 422, zh: '日期“{value}”无效', en: '“{value}” is not a date' },
} as const satisfies Record<string, ProblemRow>;
