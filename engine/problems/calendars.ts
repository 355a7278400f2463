/** What a calendar cannot answer. */
import type { ProblemRow } from './row.ts';

export const calendarProblems = {
  calendar_not_covered: {
    status: 422,
    zh: '日历“{calendar}”只公布到 {until}，无法推算 {asked}',
    en: 'Calendar “{calendar}” is published up to {until} only; {asked} cannot be computed',
  },
  calendar_without_hours: {
    status: 422,
    zh: '日历“{calendar}”没有工作时间，不能按工作小时计算',
    en: 'Calendar “{calendar}” has no opening hours; working hours cannot be counted on it',
  },
  bad_hours: {
    status: 422,
    zh: '工作时间 {value} 无效：须先开后关，且互不重叠',
    en: 'Opening hours {value} are not valid: they open before they close and do not overlap',
  },
  day_without_hours: {
    status: 422,
    zh: '工作日 {date} 没有工作时间',
    en: '{date} is worked but has no opening hours',
  },
  round_the_clock_rests: {
    status: 422,
    zh: '全天候日历每天每小时都开放，不能有休息日或工作时间',
    en: 'A calendar open round the clock has neither rest days nor opening hours',
  },
  bad_date: { status: 422, zh: '日期“{value}”无效', en: '“{value}” is not a date' },
} as const satisfies Record<string, ProblemRow>;
