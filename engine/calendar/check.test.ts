import { describe, expect, it } from 'vitest';
import type { CalendarDefinition } from '../definition/calendar.ts';
import { checkCalendar } from './check.ts';

const sound: CalendarDefinition = {
  kind: 'calendar',
  id: 'plain',
  name: { zh: '日历', en: 'Calendar' },
  zone: 'Asia/Shanghai',
  workdays: [1, 2, 3, 4, 5],
  covers: { from: '2026-01-01', to: '2026-12-31' },
  days: [{ date: '2026-01-01', off: true, name: '元旦' }],
  source: { zh: '测试', en: 'test' },
};
const day = { date: '2026-01-01', off: true, name: '元旦' };

const shortDay = {
  ...day,
  date: '2026-01-05',
  off: false,
  hours: [{ from: '10:00', to: '12:00' }],
};

const valid: [string, Partial<CalendarDefinition>][] = [
  ['a calendar with a holiday', {}],
  ['no exceptions', { days: [] }],
  ['hours of a day', { hours: { from: '08:30', to: '17:30' } }],
  [
    'several periods, others on a weekday',
    {
      hours: [
        { from: '13:30', to: '17:00' },
        { from: '08:30', to: '12:00' },
        { weekdays: [5], from: '08:30', to: '16:00' },
      ],
    },
  ],
  ['a day with hours of its own', { hours: { from: '08:00', to: '24:00' }, days: [shortDay] }],
  ['open round the clock', { workdays: [1, 2, 3, 4, 5, 6, 7], days: [], round_the_clock: true }],
  ['one covered day', { days: [], covers: { from: '2026-01-01', to: '2026-01-01' } }],
];

const invalid: [string, Partial<CalendarDefinition>, code: string, at: string][] = [
  ['an unknown zone', { zone: 'Asia/Atlantis' }, 'unknown_reference', '/zone'],
  [
    'coverage that ends before it begins',
    { days: [], covers: { from: '2026-02-01', to: '2026-01-01' } },
    'bad_date',
    '/covers',
  ],
  [
    'coverage of ages',
    { days: [], covers: { from: '0001-01-01', to: '9999-12-31' } },
    'bad_date',
    '/covers',
  ],
  ['a day twice', { days: [day, { ...day, off: false }] }, 'duplicate_id', '/days/1/date'],
  ['closing before opening', { hours: { from: '17:00', to: '08:30' } }, 'bad_hours', '/hours'],
  [
    'periods that overlap',
    {
      hours: [
        { from: '08:30', to: '12:00' },
        { from: '11:30', to: '17:00' },
      ],
    },
    'bad_hours',
    '/hours',
  ],
  ['hours on a day off', { days: [{ ...shortDay, off: true }] }, 'bad_hours', '/days/0/hours'],
  [
    'a worked day that never opens',
    { hours: [{ weekdays: [1, 2, 3, 4], from: '08:30', to: '17:00' }] },
    'day_without_hours',
    '/hours',
  ],
  [
    'round the clock with a holiday',
    { workdays: [1, 2, 3, 4, 5, 6, 7], round_the_clock: true },
    'round_the_clock_rests',
    '/round_the_clock',
  ],
  [
    'round the clock on weekdays',
    { days: [], round_the_clock: true },
    'round_the_clock_rests',
    '/round_the_clock',
  ],
  [
    'a day outside coverage',
    { days: [{ ...day, date: '2027-01-01' }] },
    'bad_date',
    '/days/0/date',
  ],
];

describe('checkCalendar', () => {
  it.each(valid)('accepts %s', (_, change) => {
    expect(checkCalendar({ ...sound, ...change })).toEqual([]);
  });
  it.each(invalid)('refuses %s', (_, change, code, at) => {
    expect(checkCalendar({ ...sound, ...change })).toMatchObject([{ code, at }]);
  });
});
