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

const valid: [string, Partial<CalendarDefinition>][] = [
  ['a calendar with a holiday', {}],
  ['no exceptions', { days: [] }],
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
