/** Days, times and months. Days are those of the pack's zone; working days those of a calendar. */
import { fullMonths, plusMonths } from '../calendar/months.ts';
import { workedUpTo, type CompiledCalendar } from '../calendar/working-time.ts';
import { DAY_MS, dayAt, dayNumber, dayStartMs, dayText, weekday } from '../calendar/zone.ts';
import {
  parameter,
  type FunctionParameter,
  type FunctionRow,
  type Given,
  type Setting,
} from './function-row.ts';

const moment = parameter('moment', '时间', 'moment', 'moment');
const datetime = parameter('moment', '时间', 'moment', 'datetime');
const from = parameter('from', '从', 'from', 'moment');
const to = parameter('to', '到', 'to', 'moment');
const many = parameter('count', '数量', 'count', 'number');
const calendar: FunctionParameter = {
  ...parameter('calendar', '日历', 'calendar', 'calendar'),
  optional: true,
};

export const timeFunctions = {
  day_of: {
    name: { zh: '所在日', en: 'Day of' },
    params: [moment],
    gives: 'date',
    compute: ([one], { zone }) => dayNamed(dayOf(one, zone)),
    examples: [[['2026-02-11T16:00:00Z'], '2026-02-12']],
  },
  day_start: {
    name: { zh: '当日起始', en: 'Start of the day' },
    params: [moment],
    gives: 'datetime',
    compute: ([one], { zone }) => dayStartMs(zone, dayOf(one, zone)),
    examples: [[['2026-02-12'], '2026-02-11T16:00:00.000Z']],
  },
  day_end: {
    name: { zh: '当日结束', en: 'End of the day' },
    help: { zh: '当日的最后一毫秒', en: 'Its last millisecond' },
    params: [moment],
    gives: 'datetime',
    compute: ([one], { zone }) => dayStartMs(zone, dayOf(one, zone) + 1) - 1,
    examples: [[['2026-02-12'], '2026-02-12T15:59:59.999Z']],
  },
  year_of: {
    name: { zh: '年份', en: 'Year' },
    params: [moment],
    gives: 'number',
    compute: ([one], { zone }) => partOf(dayOf(one, zone), 0),
    examples: [[['2026-12-31T16:00:00Z'], 2027]],
  },
  month_of: {
    name: { zh: '月份', en: 'Month' },
    params: [moment],
    gives: 'number',
    compute: ([one], { zone }) => partOf(dayOf(one, zone), 1),
    examples: [[['2026-02-12'], 2]],
  },
  weekday_of: {
    name: { zh: '星期几', en: 'Weekday' },
    help: { zh: '周一为 1，周日为 7', en: 'Monday is 1, Sunday 7' },
    params: [moment],
    gives: 'number',
    compute: ([one], { zone }) => weekday(dayOf(one, zone)),
    examples: [[['2026-02-12'], 4]],
  },
  hour_of: {
    name: { zh: '几点', en: 'Hour of the day' },
    help: { zh: '0 至 23', en: '0 to 23' },
    params: [datetime],
    gives: 'number',
    compute: ([one], { zone }) =>
      Math.floor((Number(one) - dayStartMs(zone, dayOf(one, zone))) / HOUR_MS),
    examples: [[['2026-02-12T14:30:00Z'], 22]],
  },
  plus_days: {
    name: { zh: '加天数', en: 'Plus days' },
    params: [moment, many],
    gives: 'first',
    compute: ([one, days], { zone }) =>
      moved(one, zone, (day) => dayNamed((dayNumber(day) ?? 0) + Number(days))),
    examples: [
      [['2026-02-27', 2], '2026-03-01'],
      [['2026-02-27T01:00:00Z', -1], '2026-02-26T01:00:00.000Z'],
    ],
  },
  plus_months: {
    name: { zh: '加月数', en: 'Plus months' },
    help: { zh: '没有这一天时为当月最后一天', en: 'The last day of a month that is too short' },
    params: [moment, many],
    gives: 'first',
    compute: ([one, months], { zone }) =>
      moved(one, zone, (day) => plusMonths(day, Number(months))),
    examples: [
      [['2026-01-31', 1], '2026-02-28'],
      [['2026-03-15T01:00:00Z', -12], '2025-03-15T01:00:00.000Z'],
    ],
  },
  plus_hours: {
    name: { zh: '加小时数', en: 'Plus hours' },
    params: [datetime, many],
    gives: 'datetime',
    compute: ([one, hours]) => instant(Number(one) + Math.round(Number(hours) * HOUR_MS)),
    examples: [[['2026-02-12T23:00:00Z', 1.5], '2026-02-13T00:30:00.000Z']],
  },
  plus_minutes: {
    name: { zh: '加分钟数', en: 'Plus minutes' },
    params: [datetime, many],
    gives: 'datetime',
    compute: ([one, minutes]) => instant(Number(one) + Math.round(Number(minutes) * 60_000)),
    examples: [[['2026-02-12T23:50:00Z', 15], '2026-02-13T00:05:00.000Z']],
  },
  plus_working_days: {
    name: { zh: '加工作日数', en: 'Plus working days' },
    help: { zh: '起始日不计', en: 'The first day does not count' },
    params: [moment, many, calendar],
    gives: 'date',
    compute: ([one, days, id], setting) => {
      const on = calendarOf(setting, id);
      const started = on && workedUpTo(on, dayOf(one, on.zone));
      const found = started === undefined ? undefined : on?.workdays[started + Number(days) - 1];
      return found === undefined ? undefined : dayText(found);
    },
    examples: [
      [['2026-02-12', 5], '2026-02-26'],
      [['2026-12-25', 6], undefined],
    ],
  },
  days_between: {
    name: { zh: '相隔天数', en: 'Days between' },
    params: [from, to],
    gives: 'number',
    unit: 'd',
    compute: ([one, other], { zone }) => dayOf(other, zone) - dayOf(one, zone),
    examples: [
      [['2026-02-12', '2026-02-26'], 14],
      [['2026-02-12', '2026-02-10T01:00:00Z'], -2],
    ],
  },
  working_days_between: {
    name: { zh: '相隔工作日数', en: 'Working days between' },
    help: {
      zh: '起始日不计，截止日计入；日历未公布时无法判断',
      en: 'Without the first day, with the last; unknown where the calendar is not published',
    },
    params: [from, to, calendar],
    gives: 'number',
    unit: 'wd',
    compute: ([one, other, id], setting) => {
      const on = calendarOf(setting, id);
      if (on === undefined) return undefined;
      const started = workedUpTo(on, dayOf(one, on.zone));
      const ended = workedUpTo(on, dayOf(other, on.zone));
      return started === undefined || ended === undefined ? undefined : ended - started;
    },
    examples: [
      [['2026-02-12', '2026-02-26'], 5],
      [['2026-12-25', '2027-01-04'], undefined],
    ],
  },
  hours_between: between('相隔小时数', 'Hours between', 'h', 3_600_000, 24.5),
  minutes_between: between('相隔分钟数', 'Minutes between', 'min', 60_000, 1470),
  seconds_between: between('相隔秒数', 'Seconds between', 's', 1000, 88_200),
  months_between: {
    name: { zh: '相隔满月数', en: 'Full months between' },
    params: [from, to],
    gives: 'number',
    unit: 'month',
    compute: ([one, other], { zone }) =>
      fullMonths(dayText(dayOf(one, zone)), dayText(dayOf(other, zone))),
    examples: [
      [['2026-01-31', '2026-02-28'], 1],
      [['2026-01-15', '2026-03-14'], 1],
    ],
  },
  days_overlapping: {
    name: { zh: '重叠天数', en: 'Days that overlap' },
    help: {
      zh: '两段日期（首尾日均计）共有的天数',
      en: 'Days that two spans share; both ends count',
    },
    params: [
      parameter('from', '甲起', 'first from', 'moment'),
      parameter('to', '甲止', 'first to', 'moment'),
      parameter('other_from', '乙起', 'second from', 'moment'),
      parameter('other_to', '乙止', 'second to', 'moment'),
    ],
    gives: 'number',
    unit: 'd',
    compute: (args, { zone }) => {
      const [begin = 0, end = 0, first = 0, last = 0] = args.map((one) => dayOf(one, zone));
      return Math.max(0, Math.min(end, last) - Math.max(begin, first) + 1);
    },
    examples: [
      [['2026-02-01', '2026-02-28', '2026-02-20', '2026-03-10'], 9],
      [['2026-02-01', '2026-02-28', '2026-03-01', '2026-03-10'], 0],
    ],
  },
  is_working_day: {
    name: { zh: '是否工作日', en: 'Is a working day' },
    params: [moment, calendar],
    gives: 'boolean',
    compute: ([one, id], setting) => {
      const on = calendarOf(setting, id);
      if (on === undefined) return undefined;
      const day = dayOf(one, on.zone);
      if (day < on.first || day > on.last) return undefined;
      return workedUpTo(on, day) !== workedUpTo(on, day - 1);
    },
    examples: [
      [['2026-02-14'], true],
      [['2026-02-17'], false],
      [['2027-02-17'], undefined],
    ],
  },
} as const satisfies Record<string, FunctionRow>;

const HOUR_MS = 3_600_000;

function between(zh: string, en: string, unit: string, per: number, shown: number) {
  return {
    name: { zh, en },
    params: [parameter('from', '从', 'from', 'datetime'), parameter('to', '到', 'to', 'datetime')],
    gives: 'number',
    unit,
    compute: ([one, other]) => (Number(other) - Number(one)) / per,
    examples: [[['2026-02-12T01:00:00Z', '2026-02-13T01:30:00Z'], shown]],
  } as const satisfies FunctionRow;
}

function calendarOf(setting: Setting, id: Given | undefined): CompiledCalendar | undefined {
  return setting.calendar(typeof id === 'string' ? id : undefined);
}

/** The number of the day of a moment; not a number where it is none. */
export function dayOf(one: Given | undefined, zone: string): number {
  if (typeof one === 'number') return dayAt(zone, one);
  return (typeof one === 'string' ? dayNumber(one) : undefined) ?? Number.NaN;
}

/** Days and instants are those of the years 1 to 9999; others are not known. */
const FIRST_DAY = -719_162;
const LAST_DAY = 2_932_896;

function dayNamed(day: number): string | undefined {
  return Number.isInteger(day) && day >= FIRST_DAY && day <= LAST_DAY ? dayText(day) : undefined;
}

function instant(ms: number): number | undefined {
  return ms >= FIRST_DAY * DAY_MS && ms < (LAST_DAY + 1) * DAY_MS ? ms : undefined;
}

function partOf(day: number, part: 0 | 1): number {
  return Number(dayText(day).split('-')[part]);
}

/** A date moved, or a date-time moved by days at the same time of the day. */
function moved(
  one: Given | undefined,
  zone: string,
  move: (day: string) => string | undefined,
): Given | undefined {
  const day = dayOf(one, zone);
  const found = move(dayText(day));
  if (typeof one !== 'number' || found === undefined) return found;
  const start = dayNumber(found);
  return start === undefined ? undefined : dayStartMs(zone, start) + one - dayStartMs(zone, day);
}
