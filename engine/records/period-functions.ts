/** Months written as YYYYMM. */
import { daysIn, plusMonths } from '../calendar/months.ts';
import { dayNumber, dayText } from '../calendar/zone.ts';
import { parameter, type FunctionRow, type Given } from './function-row.ts';
import { dayOf } from './time-functions.ts';

const moment = parameter('moment', '时间', 'moment', 'moment');
const many = parameter('count', '数量', 'count', 'number');
const period = parameter('period', '月份', 'month', 'text');

export const periodFunctions = {
  period_of: {
    name: { zh: '所在月份（YYYYMM）', en: 'Month as YYYYMM' },
    params: [moment],
    gives: 'text',
    compute: ([one], { zone }) => dayText(dayOf(one, zone)).slice(0, 7).replace('-', ''),
    examples: [[['2026-02-28T16:00:00Z'], '202603']],
  },
  plus_periods: {
    name: { zh: '月份（YYYYMM）加月数', en: 'Month YYYYMM plus months' },
    params: [period, many],
    gives: 'text',
    compute: ([one, months]) => {
      const first = firstOf(one);
      const found = first && plusMonths(first, Number(months));
      return found?.slice(0, 7).replace('-', '');
    },
    examples: [
      [['202602', -12], '202502'],
      [['202612', 1], '202701'],
      [['2026', 1], undefined],
    ],
  },
  period_start: {
    name: { zh: '月份（YYYYMM）首日', en: 'First day of a month YYYYMM' },
    params: [period],
    gives: 'date',
    compute: ([one]) => firstOf(one),
    examples: [
      [['202602'], '2026-02-01'],
      [['202613'], undefined],
    ],
  },
  period_end: {
    name: { zh: '月份（YYYYMM）末日', en: 'Last day of a month YYYYMM' },
    params: [period],
    gives: 'date',
    compute: ([one]) => {
      const first = firstOf(one);
      return first && `${first.slice(0, 8)}${daysOf(first)}`;
    },
    examples: [
      [['202602'], '2026-02-28'],
      [['202402'], '2024-02-29'],
    ],
  },
} as const satisfies Record<string, FunctionRow>;

/** `2026-02-01` of `202602`. */
function firstOf(given: Given | undefined): string | undefined {
  if (typeof given !== 'string' || !/^\d{6}$/.test(given)) return undefined;
  const first = `${given.slice(0, 4)}-${given.slice(4)}-01`;
  return dayNumber(first) === undefined ? undefined : first;
}

function daysOf(first: string): number {
  const [year = 0, month = 1] = first.split('-').map(Number);
  return daysIn(year, month);
}
