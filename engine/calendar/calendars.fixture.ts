/** Calendars for tests, said in a few words. */
import type { CalendarDefinition } from '../definition/calendar.ts';

/** Monday to Friday in Shanghai through 2026, all day and without holidays unless told otherwise. */
export function calendarWith(change: Partial<CalendarDefinition> = {}): CalendarDefinition {
  return {
    kind: 'calendar',
    id: 'plain',
    name: { zh: '日历', en: 'Calendar' },
    zone: 'Asia/Shanghai',
    workdays: [1, 2, 3, 4, 5],
    covers: { from: '2026-01-01', to: '2026-12-31' },
    days: [],
    source: { zh: '测试', en: 'test' },
    ...change,
  };
}

/** Two periods a day; on Fridays one. 20 September, a Sunday, is made up for 25 September, a Friday. */
export const office = calendarWith({
  hours: [
    { from: '08:30', to: '12:00' },
    { from: '13:30', to: '17:00' },
    { weekdays: [5], from: '08:30', to: '12:30' },
  ],
  days: [
    { date: '2026-09-20', off: false, name: '补班' },
    { date: '2026-09-25', off: true, name: '中秋节' },
  ],
});

/** A hall that opens on all seven days, shorter at the weekend and on one day of inventory. */
export const hall = calendarWith({
  id: 'hall',
  workdays: [1, 2, 3, 4, 5, 6, 7],
  hours: [
    { from: '08:30', to: '17:30' },
    { weekdays: [6, 7], from: '09:00', to: '12:00' },
  ],
  days: [
    {
      date: '2026-09-23',
      off: false,
      name: '盘点',
      hours: [{ from: '14:00', to: '17:30' }],
    },
  ],
});

export const always = calendarWith({
  id: 'always',
  workdays: [1, 2, 3, 4, 5, 6, 7],
  round_the_clock: true,
});
