import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spanParts, standing } from './due.ts';

const now = Date.parse('2026-11-23T04:00:00Z');
const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString();

describe('how a due time stands', () => {
  test.each([
    ['no due time', { due_at: null, warn_at: null }, { state: 'none', span: 0 }],
    ['far away', { due_at: at(48), warn_at: at(24) }, { state: 'left', span: 48 * 3_600_000 }],
    [
      'past the warning',
      { due_at: at(5), warn_at: at(-1) },
      { state: 'soon', span: 5 * 3_600_000 },
    ],
    ['without a warning', { due_at: at(1), warn_at: null }, { state: 'left', span: 3_600_000 }],
    ['at the very moment', { due_at: at(0), warn_at: at(-2) }, { state: 'over', span: 0 }],
    ['past', { due_at: at(-3), warn_at: at(-9) }, { state: 'over', span: 3 * 3_600_000 }],
    ['paused', { due_at: at(-3), warn_at: null, status: 'paused' }, { state: 'still', span: 0 }],
  ])('%s', (_title, timed, expected) => {
    expect(standing(timed, now)).toEqual(expected);
  });
});

describe('spans in words', () => {
  test.each([
    [0, ['0 second']],
    [59_999, ['59 second']],
    [60_000, ['1 minute']],
    [3_600_000, ['1 hour']],
    [5_400_000, ['1 hour', '30 minute']],
    [26 * 3_600_000, ['1 day', '2 hour']],
    [24 * 3_600_000 + 60_000, ['1 day']],
    [25 * 24 * 3_600_000, ['25 day']],
  ])('%d ms', (span, words) => {
    expect(spanParts(span).map(({ unit, count }) => `${count} ${unit}`)).toEqual(words);
  });

  test('one or two parts, never more time than there is', () => {
    const size = { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1000 };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * 86_400_000 }), (span) => {
        const parts = spanParts(span);
        const said = parts.reduce((sum, { unit, count }) => sum + size[unit] * count, 0);
        expect([1, 2]).toContain(parts.length);
        expect(said).toBeLessThanOrEqual(span);
      }),
    );
  });
});
