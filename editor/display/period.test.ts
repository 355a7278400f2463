import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shiftPeriod } from './period.ts';

test.each([
  ['2026-11', 1, '2026-12'],
  ['2026-12', 1, '2027-01'],
  ['2026-01', -1, '2025-12'],
  ['2026-Q4', 1, '2027-Q1'],
  ['2026-Q1', -1, '2025-Q4'],
  ['2026', -1, '2025'],
  ['2026-13', 1, '2026-13'],
  ['soon', 1, 'soon'],
])('%s by %d is %s', (period, by, expected) => {
  expect(shiftPeriod(period, by)).toBe(expected);
});

test('there and back again', () => {
  const years = fc.integer({ min: 1990, max: 2100 });
  const month = fc.integer({ min: 1, max: 12 }).map((one) => `-${String(one).padStart(2, '0')}`);
  const quarter = fc.integer({ min: 1, max: 4 }).map((one) => `-Q${one}`);
  const part = fc.oneof(month, quarter, fc.constant(''));
  fc.assert(
    fc.property(years, part, fc.integer({ min: -500, max: 500 }), (year, rest, by) => {
      const period = `${year}${rest}`;
      expect(shiftPeriod(shiftPeriod(period, by), -by)).toBe(period);
    }),
  );
});
