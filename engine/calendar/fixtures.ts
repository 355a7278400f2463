/** Calendars for tests: the State Council's notices (foreign data) and ones that have no exceptions. */
import { readFileSync } from 'node:fs';
import type { CalendarDefinition } from '../definition/calendar.ts';

const NOTICES = new URL('../../../shared/data/holiday-cn/', import.meta.url);

interface Notice {
  days: { name: string; date: string; isOffDay: boolean }[];
}

/** The statutory calendar of 2020-2026, as published (NateScarlet/holiday-cn, MIT). */
export function stateCouncil(): CalendarDefinition {
  const years = [2020, 2021, 2022, 2023, 2024, 2025, 2026];
  const days = years.flatMap(
    (year) => (JSON.parse(readFileSync(new URL(`${year}.json`, NOTICES), 'utf8')) as Notice).days,
  );
  return {
    ...weekdays('Asia/Shanghai', '2020-01-01', '2026-12-31'),
    id: 'cn',
    days: days.map(({ name, date, isOffDay }) => ({ date, off: isOffDay, name })),
  };
}

/** Monday to Friday, without holidays. */
export function weekdays(zone: string, from: string, to: string): CalendarDefinition {
  return {
    kind: 'calendar',
    id: 'weekdays',
    name: { zh: '工作日', en: 'Weekdays' },
    zone,
    workdays: [1, 2, 3, 4, 5],
    covers: { from, to },
    days: [],
    source: { zh: '测试', en: 'test' },
  };
}

/** Every day is worked: natural days. */
export function natural(zone: string, from = '2000-01-01', to = '2099-12-31'): CalendarDefinition {
  return { ...weekdays(zone, from, to), id: 'natural', workdays: [1, 2, 3, 4, 5, 6, 7] };
}
