import { compileCalendar } from '@flowmeter/engine/calendar/working-time.ts';
import type { CalendarDefinition } from '@flowmeter/engine/definition/calendar.ts';
import { expect, test } from 'vitest';
import { testingPack } from '../testing-pack.ts';
import { afterWork } from './working-hours.ts';

const weekdays = testingPack().find((one): one is CalendarDefinition => one.kind === 'calendar');
const calendar = compileCalendar(weekdays!);
const hour = 3_600_000;

/** Local time in Shanghai, 2026; 2 March is a Monday. */
const at = (text: string) => Date.parse(`2026-${text}:00+08:00`);

test.each([
  ['03-02T10:00', 2, '03-02T12:00'],
  ['03-02T06:00', 1, '03-02T10:00'],
  ['03-02T16:00', 2, '03-03T10:00'],
  ['03-02T17:00', 1, '03-03T10:00'],
  ['03-02T23:30', 0.5, '03-03T09:30'],
  ['03-06T16:00', 2, '03-09T10:00'],
  ['03-07T12:00', 1, '03-09T10:00'],
  ['03-02T09:00', 40, '03-06T17:00'],
  ['03-02T09:00', 41, '03-09T10:00'],
])('from %s, %d hours of work last until %s', (from, hours, until) => {
  expect(Math.abs(Number(afterWork(calendar, at(from), hours * hour)) - at(until))).toBeLessThan(
    10,
  );
});

test('past what the calendar covers nobody works', () => {
  expect(afterWork(calendar, at('12-31T16:30'), hour)).toBeUndefined();
});
