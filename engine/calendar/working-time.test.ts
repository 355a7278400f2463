import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CalendarDefinition } from '../definition/calendar.ts';
import type { Result } from '../problem.ts';
import {
  compileCalendar,
  dayStart,
  dueAt,
  elapsed,
  isWorkingDay,
  localDay,
} from './working-time.ts';
import { DAY_MS } from './zone.ts';

const NOTICES = new URL('../../../shared/data/holiday-cn/', import.meta.url);
const cn = compileCalendar(stateCouncil());

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/** The day at whose end the period falls due. */
function lastDay(from: string, count: number, unit: 'wd' | 'd' = 'wd', calendar = cn): string {
  const due = Date.parse(value(dueAt(calendar, from, count, unit)));
  return localDay(calendar, new Date(due - 1).toISOString());
}

function workedIn(year: number): number {
  return value(elapsed(cn, `${year - 1}-12-31`, `${year}-12-31`, 'wd'));
}

/** Published examples: the start day is excluded. */
const vectors: [from: string, workingDays: number, due: string][] = [
  ['2026-09-18', 5, '2026-09-24'],
  ['2026-02-12', 5, '2026-02-26'],
  ['2026-02-12', 22, '2026-03-20'],
  ['2026-09-24', 3, '2026-09-30'],
  ['2025-01-24', 6, '2025-02-08'],
  ['2025-09-26', 10, '2025-10-16'],
  ['2026-04-30', 5, '2026-05-11'],
];

const ZONES = [
  'UTC',
  'Asia/Shanghai',
  'America/Los_Angeles',
  'Pacific/Kiritimati',
  'Europe/Berlin',
];

describe.each(ZONES)('State Council calendar in a process whose own zone is %s', (zone) => {
  afterEach(() => vi.unstubAllEnvs());

  it.each(vectors)('%s + %i working days ends with %s', (from, count, due) => {
    vi.stubEnv('TZ', zone);
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
    // In Shanghai the day begins at 16:00 UTC of the day before.
    for (const at of [from, `${from}T00:00:00+08:00`, `${from}T23:59:59.999+08:00`]) {
      expect(lastDay(at, count)).toBe(due);
    }
    const end = new Date(Date.parse(`${due}T16:00:00Z`)).toISOString();
    expect(value(dueAt(cn, from, count, 'wd'))).toBe(end);
    expect(value(elapsed(cn, from, due, 'wd'))).toBe(count);
  });

  it('knows the local day', () => {
    vi.stubEnv('TZ', zone);
    expect(localDay(cn, '2026-02-11T15:59:59.999Z')).toBe('2026-02-11');
    expect(localDay(cn, '2026-02-11T16:00:00.000Z')).toBe('2026-02-12');
  });
});

describe('coverage', () => {
  it('counts the working days of the published years', () => {
    expect([2024, 2025, 2026].map(workedIn)).toEqual([251, 248, 248]);
    const days = stateCouncil().days.filter(({ date }) => date.startsWith('2026'));
    expect(days.filter(({ off }) => off)).toHaveLength(33);
    expect(days.filter(({ off }) => !off)).toHaveLength(6);
  });

  it('refuses to guess past the last published day', () => {
    expect(dueAt(cn, '2026-12-25', 6, 'wd')).toEqual({
      ok: false,
      problems: [
        {
          code: 'calendar_not_covered',
          level: 'error',
          details: { calendar: 'cn', until: '2026-12-31', asked: '2026-12-25 + 6 wd' },
        },
      ],
    });
  });

  it.each([
    ['the last working day is known', dueAt(cn, '2026-12-25', 4, 'wd'), '2026-12-31T16:00:00.000Z'],
    [
      'hours need no calendar',
      dueAt(cn, '2026-12-31T20:00:00Z', 24, 'h'),
      '2027-01-01T20:00:00.000Z',
    ],
    [
      'the day before the first covered day',
      dueAt(cn, '2019-12-31', 1, 'wd'),
      '2020-01-02T16:00:00.000Z',
    ],
  ])('%s', (_, due, expected) => expect(value(due)).toBe(expected));

  it.each([
    ['a start before the first year', dueAt(cn, '2019-12-30', 1, 'wd')],
    ['a start after the last year', dueAt(cn, '2027-01-01', 1, 'wd')],
    ['natural days into an unknown year', dueAt(cn, '2026-12-25', 7, 'd')],
    [
      'a rest day whose next working day is unknown',
      dueAt(compileCalendar(weekdays('UTC', '2026-01-01', '2026-01-03')), '2026-01-02', 1, 'd'),
    ],
    ['elapsed into an unknown year', elapsed(cn, '2026-12-25', '2027-01-02', 'wd')],
    ['a working day of an unknown year', isWorkingDay(cn, '2027-01-04')],
  ])('%s is a problem', (_, result) => {
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'calendar_not_covered' }] });
  });

  it.each([
    '2026-02-30',
    '2026-02-12T08:00:00',
    'soon',
    '2026-02-30T00:00:00Z',
    '2026-02-12T25:00:00Z',
  ])('%s is no date', (from) => {
    expect(dueAt(cn, from, 1, 'wd')).toMatchObject({ problems: [{ code: 'bad_date' }] });
    expect(elapsed(cn, '2026-02-12', from, 'h')).toMatchObject({
      problems: [{ code: 'bad_date' }],
    });
  });
});

describe('units', () => {
  it.each([
    ['hours start at once', '2026-02-12T10:00:00.000Z', 2, 'h', '2026-02-12T12:00:00.000Z'],
    ['also in a holiday', '2026-02-17T20:00:00.000Z', 24, 'h', '2026-02-18T20:00:00.000Z'],
    ['minutes', '2026-02-17T23:30:00.000Z', 45, 'min', '2026-02-18T00:15:00.000Z'],
    [
      'a warning at 0.7 of 45 minutes',
      '2026-02-17T00:00:00.000Z',
      31.5,
      'min',
      '2026-02-17T00:31:30.000Z',
    ],
  ] as const)('%s', (_, from, count, unit, due) => {
    expect(value(dueAt(cn, from, count, unit))).toBe(due);
    expect(value(elapsed(cn, from, due, unit))).toBeCloseTo(count, 9);
  });

  it.each([
    [0.7 * 22, '2026-02-12', '2026-03-12'],
    [0.1 * 30, '2026-09-24', '2026-09-30'],
  ])('a part of a day counts as a day: %d wd', (count, from, due) => {
    expect(lastDay(from, count)).toBe(due);
  });

  it('natural days that end on a rest day end on the next working day', () => {
    expect(lastDay('2026-02-12', 7, 'd')).toBe('2026-02-24');
    expect(lastDay('2026-02-12', 7, 'd', compileCalendar(natural('Asia/Shanghai')))).toBe(
      '2026-02-19',
    );
  });

  it('tells working days from rest days', () => {
    const days = [
      '2026-02-13',
      '2026-02-14',
      '2026-02-15',
      '2026-02-24',
      '2026-09-20',
      '2026-09-19',
    ];
    expect(days.map((day) => value(isWorkingDay(cn, day)))).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('zones', () => {
  const ms = fc.integer({ min: Date.UTC(1971, 0, 1), max: Date.UTC(2037, 0, 1) });
  const zones = fc.constantFrom(
    'Asia/Shanghai',
    'Europe/Berlin',
    'America/Los_Angeles',
    'America/Sao_Paulo',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'UTC',
  );

  it('gives the same day and day start as Temporal', () => {
    fc.assert(
      fc.property(ms, zones, (at, zone) => {
        const temporal = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
        const day = temporal.toPlainDate().toString();
        expect(localDay({ zone }, new Date(at).toISOString())).toBe(day);
        expect(value(dayStart({ zone }, day))).toBe(
          new Date(temporal.startOfDay().epochMilliseconds).toISOString(),
        );
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [
      'clocks go forward over midnight',
      'America/Sao_Paulo',
      '2018-11-04',
      '2018-11-04T03:00:00.000Z',
    ],
    ['midnight comes twice', 'America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
    ['a day of 23 hours', 'Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['the day after it', 'Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
  ])('%s (%s)', (_, zone, day, start) => {
    expect(value(dayStart({ zone }, day))).toBe(start);
  });
});

describe('laws', () => {
  const calendars = ['Asia/Shanghai', 'Europe/Berlin', 'America/Los_Angeles'].map((zone) =>
    compileCalendar({ ...stateCouncil(), zone }),
  );
  const calendar = fc.constantFrom(...calendars);
  const instant = fc
    .integer({ min: Date.UTC(2020, 0, 2), max: Date.UTC(2026, 5, 1) })
    .map((at) => new Date(at).toISOString());
  const unit = fc.constantFrom('wd' as const, 'd' as const);
  const count = fc.integer({ min: 1, max: 80 });

  it('what is due is used up exactly when its last day ends', () => {
    fc.assert(
      fc.property(calendar, instant, count, (one, from, days) => {
        const due = Date.parse(value(dueAt(one, from, days, 'wd')));
        const before = new Date(due - 1).toISOString();
        expect(value(elapsed(one, from, before, 'wd'))).toBe(days);
        expect(value(isWorkingDay(one, localDay(one, before)))).toBe(true);
        expect(localDay(one, new Date(due).toISOString())).not.toBe(localDay(one, before));
        const dayBefore = new Date(due - 1 - 1.05 * DAY_MS).toISOString();
        expect(value(elapsed(one, from, dayBefore, 'wd'))).toBeLessThan(days);
      }),
    );
  });

  it('a later start or a longer period is never due earlier', () => {
    fc.assert(
      fc.property(calendar, instant, count, unit, (one, from, days, per) => {
        const due = value(dueAt(one, from, days, per));
        const later = new Date(Date.parse(from) + 1.7 * DAY_MS).toISOString();
        expect(due > from).toBe(true);
        expect(due <= value(dueAt(one, later, days, per))).toBe(true);
        expect(due <= value(dueAt(one, from, days + 1, per))).toBe(true);
      }),
    );
  });

  it('elapsed adds up, and backwards it is negative', () => {
    fc.assert(
      fc.property(calendar, instant, instant, instant, unit, (one, a, b, c, per) => {
        const between = (x: string, y: string) => value(elapsed(one, x, y, per));
        expect(between(a, b) + between(b, c)).toBe(between(a, c));
        expect(between(a, b) + between(b, a)).toBe(0);
      }),
    );
  });

  it('agrees with counting day by day', () => {
    fc.assert(
      fc.property(calendar, instant, count, (one, from, days) => {
        const start = Temporal.PlainDate.from(localDay(one, from));
        let worked = 0;
        let day = start;
        while (worked < days) {
          day = day.add({ days: 1 });
          worked += Number(value(isWorkingDay(one, day.toString())));
        }
        expect(lastDay(from, days, 'wd', one)).toBe(day.toString());
      }),
      { numRuns: 50 },
    );
  });
});

interface Notice {
  days: { name: string; date: string; isOffDay: boolean }[];
}

/** The statutory calendar of 2020-2026, as published (NateScarlet/holiday-cn, MIT). */
function stateCouncil(): CalendarDefinition {
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
function weekdays(zone: string, from: string, to: string): CalendarDefinition {
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
function natural(zone: string, from = '2000-01-01', to = '2099-12-31'): CalendarDefinition {
  return { ...weekdays(zone, from, to), id: 'natural', workdays: [1, 2, 3, 4, 5, 6, 7] };
}
