import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoff, retryAfter } from './backoff.ts';

describe('the wait before the next try', () => {
  test.each([
    [1, 0, 2500],
    [1, 0.5, 3750],
    [1, 1, 5000],
    [2, 1, 20_000],
    [3, 1, 80_000],
    [4, 1, 320_000],
    [5, 1, 1_280_000],
    [6, 1, 3_600_000],
    [6, 0, 1_800_000],
    [20, 1, 3_600_000],
  ])('after try %i with chance %f is %i ms', (tries, chance, ms) => {
    expect(backoff(tries, () => chance)).toBe(ms);
  });

  test.each([
    ['less than our own', 1, 1000, 5000],
    ['more than our own', 1, 60_000, 60_000],
    ['a year', 1, 365 * 86_400_000, 86_400_000],
  ])('asked for %s', (_what, tries, asked, ms) => {
    expect(backoff(tries, () => 1, asked)).toBe(ms);
  });

  test('grows, and is never nothing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 19 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (tries, chance) => {
          const [one, next] = [backoff(tries, () => chance), backoff(tries + 1, () => chance)];
          expect(one).toBeGreaterThanOrEqual(2500);
          expect(next).toBeGreaterThanOrEqual(one);
        },
      ),
    );
  });
});

const now = Date.parse('2026-03-02T01:00:00.000Z');

test.each([
  [undefined, undefined],
  ['', undefined],
  ['soon', undefined],
  ['0', 0],
  ['120', 120_000],
  ['-5', undefined],
  ['1e3', undefined],
  ['Mon, 02 Mar 2026 01:01:00 GMT', 60_000],
  ['Mon, 02 Mar 2026 00:00:00 GMT', 0],
])('Retry-After %j asks for %j ms', (header, ms) => {
  expect(retryAfter(header, now)).toBe(ms);
});
