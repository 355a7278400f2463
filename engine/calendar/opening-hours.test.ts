import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDefinition } from '../definition/calendar.ts';
import type { Result } from '../problem.ts';
import { always, calendarWith, hall, office } from './calendars.fixture.ts';
import { compileCalendar, dueAt, elapsed } from './working-time.ts';
import { wallMs } from './zone.ts';

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/** An instant by the clock on a wall in Shanghai. */
function at(wall: string): string {
  return new Date(`${wall.replace(' ', 'T')}:00+08:00`).toISOString();
}

function due(calendar: CalendarDefinition, from: string, hours: number): string {
  return value(dueAt(compileCalendar(calendar), at(from), hours, 'wh'));
}

const vectors: [what: string, CalendarDefinition, from: string, hours: number, to: string][] = [
  ['within a period', office, '2026-09-22 09:00', 2, '2026-09-22 11:00'],
  ['over lunch', office, '2026-09-22 11:00', 2, '2026-09-22 14:30'],
  ['used up at noon: due at noon', office, '2026-09-22 08:30', 3.5, '2026-09-22 12:00'],
  ['used up at closing time: due then', office, '2026-09-22 08:30', 7, '2026-09-22 17:00'],
  ['into the next day', office, '2026-09-22 16:00', 2, '2026-09-23 09:30'],
  ['from lunch', office, '2026-09-22 12:30', 1, '2026-09-22 14:30'],
  ['before opening (jbpm#1830)', office, '2026-09-22 07:15', 1, '2026-09-22 09:30'],
  ['just before opening (kie-issues#1648)', office, '2026-09-22 00:00', 7, '2026-09-22 17:00'],
  ['after closing', office, '2026-09-22 18:00', 1, '2026-09-23 09:30'],
  ['at closing', office, '2026-09-22 17:00', 1, '2026-09-23 09:30'],
  ['a holiday does not count (pm4py#558)', office, '2026-09-24 16:00', 2, '2026-09-28 09:30'],
  ['received on a holiday', office, '2026-09-25 10:00', 1, '2026-09-28 09:30'],
  ['a made-up Sunday has general hours', office, '2026-09-20 16:00', 2, '2026-09-21 09:30'],
  ['a shorter Friday', office, '2026-09-18 12:00', 1, '2026-09-20 09:00'],
  ['a hall opens on Saturday', hall, '2026-09-19 08:00', 2, '2026-09-19 11:00'],
  ['and on Sunday', hall, '2026-09-19 11:00', 3, '2026-09-20 11:00'],
  ['a day with hours of its own', hall, '2026-09-22 17:00', 1, '2026-09-23 14:30'],
  ['round the clock', always, '2026-09-19 23:30', 24, '2026-09-20 23:30'],
  ['parts of an hour', office, '2026-09-22 11:45', 0.5, '2026-09-22 13:45'],
];

describe('working hours', () => {
  it.each(vectors)('%s', (_, calendar, from, hours, to) => {
    expect(due(calendar, from, hours)).toBe(at(to));
    const used = elapsed(compileCalendar(calendar), at(from), at(to), 'wh');
    expect(value(used)).toBeCloseTo(hours, 9);
  });

  it('stand still while the calendar is closed', () => {
    const one = compileCalendar(office);
    expect(value(elapsed(one, at('2026-09-22 12:00'), at('2026-09-22 13:30'), 'wh'))).toBe(0);
    expect(value(elapsed(one, at('2026-09-24 17:00'), at('2026-09-28 08:30'), 'wh'))).toBe(0);
  });

  it.each([
    ['past the last published day', office, '2026-12-31 16:00', 2],
    ['before the first', office, '2025-12-31 10:00', 2],
  ])('%s are a problem', (_, calendar, from, hours) => {
    const asked = dueAt(compileCalendar(calendar), at(from), hours, 'wh');
    expect(asked).toMatchObject({ problems: [{ code: 'calendar_not_covered' }] });
  });

  it('need a calendar that says when it is open', () => {
    const closed = compileCalendar(calendarWith());
    const problems = [{ code: 'calendar_without_hours', details: { calendar: 'plain' } }];
    expect(dueAt(closed, at('2026-09-22 09:00'), 1, 'wh')).toMatchObject({ problems });
    expect(elapsed(closed, at('2026-09-22 09:00'), at('2026-09-22 10:00'), 'wh')).toMatchObject({
      problems,
    });
  });
});

describe('a night in which the clock changes', () => {
  const night = compileCalendar(
    calendarWith({
      zone: 'Europe/Berlin',
      workdays: [1, 2, 3, 4, 5, 6, 7],
      hours: [{ from: '00:00', to: '24:00' }],
    }),
  );
  it.each([
    ['has an hour less in spring', '2026-03-29', 23],
    ['has an hour more in autumn', '2026-10-25', 25],
    ['is a day otherwise', '2026-06-01', 24],
  ])('%s', (_, day, hours) => {
    const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    expect(value(elapsed(night, day, next, 'wh'))).toBe(hours);
  });

  it('opens with the first instant that shows its time or a later one', () => {
    const spring = Date.parse('2026-03-29') / 86_400_000;
    expect(new Date(wallMs('Europe/Berlin', spring, 150)).toISOString()).toBe(
      '2026-03-29T01:00:00.000Z',
    );
    const autumn = Date.parse('2026-10-25') / 86_400_000;
    expect(new Date(wallMs('Europe/Berlin', autumn, 150)).toISOString()).toBe(
      '2026-10-25T00:30:00.000Z',
    );
  });
});

describe('laws', () => {
  const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe'];
  const calendar = fc
    .record({ base: fc.constantFrom(office, hall), zone: fc.constantFrom(...zones) })
    .map(({ base, zone }) => compileCalendar({ ...base, zone }));
  const instant = fc
    .integer({ min: Date.UTC(2026, 0, 3), max: Date.UTC(2026, 9, 1) })
    .map((ms) => new Date(ms).toISOString());
  const hours = fc.integer({ min: 1, max: 120 * 3600 }).map((seconds) => seconds / 3600);

  it('what is due is used up then, and not an instant before', () => {
    fc.assert(
      fc.property(calendar, instant, hours, (one, from, wanted) => {
        const end = value(dueAt(one, from, wanted, 'wh'));
        expect(value(elapsed(one, from, end, 'wh'))).toBeCloseTo(wanted, 6);
        const before = new Date(Date.parse(end) - 1).toISOString();
        expect(value(elapsed(one, from, before, 'wh'))).toBeLessThan(wanted);
      }),
    );
  });

  it('what was used up is due by then at the latest', () => {
    fc.assert(
      fc.property(calendar, instant, instant, (one, a, b) => {
        const [from, to] = [a, b].toSorted() as [string, string];
        const used = value(elapsed(one, from, to, 'wh'));
        expect(value(dueAt(one, from, used, 'wh')) <= to).toBe(true);
      }),
    );
  });

  it('adds up, and backwards is negative', () => {
    fc.assert(
      fc.property(calendar, instant, instant, instant, (one, a, b, c) => {
        const between = (x: string, y: string) => value(elapsed(one, x, y, 'wh'));
        expect(between(a, b) + between(b, c)).toBeCloseTo(between(a, c), 6);
        expect(between(a, b) + between(b, a)).toBeCloseTo(0, 9);
      }),
    );
  });

  it('agrees with counting minute by minute', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2026, 8, 15), max: Date.UTC(2026, 8, 26) }),
        fc.integer({ min: 0, max: 4000 }),
        (from, minutes) => {
          const start = Math.floor(from / 60_000) * 60_000;
          const open = Array.from({ length: minutes }, (_, n) => start + n * 60_000);
          const counted = open.filter((ms) => isOpen(ms)).length;
          const [a, b] = [instantOf(start), instantOf(start + minutes * 60_000)];
          const used = elapsed(compileCalendar(office), a, b, 'wh');
          expect(value(used) * 60).toBeCloseTo(counted, 6);
        },
      ),
      { numRuns: 50 },
    );
  });
});

function instantOf(ms: number): string {
  return new Date(ms).toISOString();
}

/** Is the office open in the minute that begins then? Said again, by the words of its definition. */
function isOpen(ms: number): boolean {
  const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('Asia/Shanghai');
  const day = wall.toPlainDate().toString();
  const time = wall.toPlainTime().toString().slice(0, 5);
  const worked = day === '2026-09-20' || (wall.dayOfWeek < 6 && day !== '2026-09-25');
  const friday = time >= '08:30' && time < '12:30';
  const usual = (time >= '08:30' && time < '12:00') || (time >= '13:30' && time < '17:00');
  return worked && (wall.dayOfWeek === 5 ? friday : usual);
}
