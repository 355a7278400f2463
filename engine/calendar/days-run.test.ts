import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../problem.ts';
import { calendarWith, office } from './calendars.fixture.ts';
import { usedTime, usedUpAt, type Interval, type Ran } from './days-run.ts';
import { compileCalendar, dueAt, elapsed, type CompiledCalendar } from './working-time.ts';

const weekdays = compileCalendar(calendarWith());
const natural = compileCalendar(calendarWith({ id: 'natural', workdays: [1, 2, 3, 4, 5, 6, 7] }));
const open = compileCalendar(office);

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/** An instant in Shanghai; 2 March 2026 is a Monday. */
function at(wall: string): string {
  const [day = '', time = '09:00'] = wall.split(' ');
  return new Date(`2026-03-${day}T${time}:00+08:00`).toISOString();
}

/** A visit that arrived at the first of the times; the clock stopped and ran again at the others. */
function visit(...walls: string[]): Ran['visits'][number] {
  const times = walls.map(at);
  const intervals: Interval[] = [];
  for (let index = 0; index < times.length; index += 2) {
    intervals.push({ from: times[index] ?? '', to: times[index + 1] ?? '' });
  }
  return { arrivedAt: times[0] ?? '', intervals };
}

function running(...visits: Ran['visits'][number][]): Ran {
  return { visits, runs: true };
}

function stopped(...visits: Ran['visits'][number][]): Ran {
  return { visits, runs: false };
}

/** The end of a day in Shanghai. */
function endOf(day: string): string {
  return at(`${day} 24:00`);
}

describe('days that a clock used', () => {
  it.each<[string, Ran, wd: number, d: number]>([
    ['the day of arrival does not count', stopped(visit('02', '02 18:00')), 0, 0],
    ['the next day counts as soon as it begins', stopped(visit('02', '03 00:01')), 1, 1],
    ['what ends at midnight does not reach into the day', stopped(visit('02', '03 24:00')), 1, 1],
    ['a weekend is natural days only', stopped(visit('06', '09 10:00')), 1, 3],
    [
      'a pause and a resumption on one day change nothing',
      stopped(visit('02', '04 10:00', '04 11:00', '05 10:00')),
      3,
      3,
    ],
    [
      'a pause every evening changes nothing',
      stopped(visit('02', '02 17:00', '03', '03 17:00', '04', '04 17:00', '05', '05 17:00')),
      3,
      3,
    ],
    [
      'days on which it stood still do not count',
      stopped(visit('02', '03 10:00', '06', '06 12:00')),
      2,
      2,
    ],
    [
      'visits one after the other: each leaves out its day of arrival, none counts twice',
      stopped(
        visit('02', '04 10:00'),
        visit('04 10:00', '05 10:00'),
        visit('05 10:00', '06 10:00'),
      ),
      4,
      4,
    ],
    ['side by side: once', stopped(visit('02', '05 10:00'), visit('03', '04 10:00')), 3, 3],
    [
      'back from the customer: the day of coming back does not count',
      stopped(visit('02', '04 10:00'), visit('09', '10 10:00')),
      3,
      3,
    ],
  ])('%s', (_, ran, wd, d) => {
    expect(value(usedTime(weekdays, ran, 'wd'))).toBe(wd);
    expect(value(usedTime(weekdays, ran, 'd'))).toBe(d);
  });

  it.each<[string, Ran, unit: 'h' | 'wh' | 'min', number]>([
    ['hours add up', stopped(visit('02', '02 12:00', '03', '03 10:00')), 'h', 4],
    ['side by side once', stopped(visit('02', '02 12:00'), visit('02 10:00', '02 13:00')), 'h', 4],
    ['working hours only while open', stopped(visit('02 11:00', '02 15:00')), 'wh', 2.5],
    ['also over a night', stopped(visit('02 16:00', '03 09:30')), 'wh', 2],
    ['minutes', stopped(visit('02', '02 09:40', '02 10:00', '02 10:05')), 'min', 45],
  ])('%s', (_, ran, unit, used) => {
    expect(value(usedTime(open, ran, unit))).toBeCloseTo(used, 9);
  });
});

describe('a limit of three working days from Monday', () => {
  it.each<[string, Ran, string | null]>([
    ['without a pause', running(visit('02', '02')), endOf('05')],
    ['asked later', running(visit('02', '04 11:00')), endOf('05')],
    [
      'paused and resumed on one day',
      running(visit('02', '03', '03 15:00', '03 15:00')),
      endOf('05'),
    ],
    ['paused on Tuesday, with something left', stopped(visit('02', '03')), null],
    [
      'resumed on Thursday: Wednesday is given back',
      running(visit('02', '03', '05', '05')),
      endOf('06'),
    ],
    [
      'paused every evening',
      running(visit('02', '02 17:00', '03', '03 17:00', '04', '04 17:00', '05', '05')),
      endOf('05'),
    ],
    ['paused on the last day: it has not passed', stopped(visit('02', '05 17:00')), null],
    ['the last day is made good', running(visit('02', '05 17:00', '09', '09')), endOf('09')],
    ['also from a Saturday', running(visit('02', '05 17:00', '07', '07')), endOf('09')],
    ['but once', stopped(visit('02', '05 17:00', '09', '09 17:00')), endOf('09')],
    [
      'and not again the next day',
      running(visit('02', '05 17:00', '09', '09 17:00', '10', '10')),
      endOf('09'),
    ],
    ['ran out before a pause', stopped(visit('02', '06')), endOf('05')],
    ['and stays so after it', running(visit('02', '06', '16', '16')), endOf('05')],
    [
      'of a case that the customer had on its last day',
      running(visit('02', '05 10:00'), visit('09', '09')),
      endOf('09'),
    ],
    [
      'of a case that comes back for an hour each day',
      stopped(visit('02', '05 10:00'), visit('09', '09 10:00'), visit('10', '10 10:00')),
      null,
    ],
  ])('%s', (_, ran, due) => {
    expect(value(usedUpAt(weekdays, ran, 3, 'wd'))).toBe(due);
  });
});

describe('a limit in natural days', () => {
  it('that ends on a rest day ends on the next working day', () => {
    expect(value(usedUpAt(weekdays, running(visit('05', '05')), 2, 'd'))).toBe(endOf('09'));
    expect(value(usedUpAt(natural, running(visit('05', '05')), 2, 'd'))).toBe(endOf('07'));
    const paused = running(visit('04', '05', '06', '06'));
    expect(value(usedUpAt(weekdays, paused, 3, 'd'))).toBe(endOf('09'));
  });
});

const HOUR = 3_600_000;

describe('laws', () => {
  const start = fc.integer({ min: Date.UTC(2026, 0, 5), max: Date.UTC(2026, 4, 1) });
  const unit = fc.constantFrom('wd' as const, 'd' as const);
  const days = fc.integer({ min: 1, max: 15 });
  const calendar = fc.constantFrom(weekdays, natural, open);
  /** Hours that the clock runs, stands still, runs … */
  const spells = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 });

  it('without a pause it is due when dueAt says, and has used what elapsed says', () => {
    fc.assert(
      fc.property(calendar, start, days, unit, fc.nat(400), (one, from, n, per, hours) => {
        const ran = ranOf(from, [hours], true);
        const due = value(dueAt(one, text(from), n, per));
        expect(value(usedUpAt(one, ran, n, per))).toBe(due);
        const used = value(elapsed(one, text(from), text(from + hours * HOUR), per));
        expect(value(usedTime(one, ran, per))).toBe(used);
      }),
    );
  });

  it('a pause never makes it due earlier', () => {
    fc.assert(
      fc.property(calendar, start, days, unit, spells, (one, from, n, per, hours) => {
        const due = dueOrNever(one, ranOf(from, hours, true), n, per);
        expect(due >= value(dueAt(one, text(from), n, per))).toBe(true);
      }),
    );
  });

  it('a pause within a day changes nothing', () => {
    fc.assert(
      fc.property(calendar, start, days, unit, fc.nat(14), (one, from, n, per, day) => {
        const nine = Math.ceil(from / (24 * HOUR)) * 24 * HOUR + HOUR;
        const ran = ranOf(nine, [24 * day + 2, 3, 1], true);
        expect(value(usedUpAt(one, ran, n, per))).toBe(value(dueAt(one, text(nine), n, per)));
      }),
    );
  });

  it('with a day more than the limit used, it has passed; before that, no more than it is used', () => {
    fc.assert(
      fc.property(calendar, start, days, unit, spells, (one, from, n, per, hours) => {
        const ran = ranOf(from, hours, false);
        const used = value(usedTime(one, ran, per));
        const hasPassed = dueOrNever(one, ran, n, per) !== NEVER;
        expect([used - n, hasPassed]).toSatisfy(agree);
      }),
    );
  });

  it('once it has passed it never changes', () => {
    const history = fc.tuple(
      spells.map((hours) => [...hours, ...hours, 1]),
      spells,
    );
    fc.assert(
      fc.property(calendar, start, days, history, (one, from, n, [before, after]) => {
        const ran = ranOf(from, before, false);
        const due = dueOrNever(one, ran, n, 'wd');
        fc.pre(due <= endOfRun(ran));
        expect(dueOrNever(one, ranOf(from, [...before, ...after], true), n, 'wd')).toBe(due);
      }),
    );
  });
});

function text(ms: number): string {
  return new Date(ms).toISOString();
}

/** Runs for the first hours, stands still for the second, and so on; it runs on at the end, or not. */
function ranOf(from: number, hours: readonly number[], runs: boolean): Ran {
  const intervals: Interval[] = [];
  let now = from;
  for (const [index, spell] of hours.entries()) {
    const next = now + spell * HOUR;
    if (index % 2 === 0) intervals.push({ from: text(now), to: text(next) });
    now = next;
  }
  const resumed = runs && hours.length % 2 === 0 ? [{ from: text(now), to: text(now) }] : [];
  return { visits: [{ arrivedAt: text(from), intervals: [...intervals, ...resumed] }], runs };
}

/** Later than every instant. */
const NEVER = 'never';

function dueOrNever(calendar: CompiledCalendar, ran: Ran, n: number, unit: 'wd' | 'd'): string {
  return value(usedUpAt(calendar, ran, n, unit)) ?? NEVER;
}

/** With more used than the limit it has passed; with less it has not. */
function agree([over, hasPassed]: unknown[]): boolean {
  return Number(over) > 0 ? hasPassed === true : Number(over) === 0 || hasPassed === false;
}

function endOfRun({ visits }: Ran): string {
  return visits[0]?.intervals.at(-1)?.to ?? '';
}
