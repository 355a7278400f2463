import { describe, expect, it } from 'vitest';
import { newLevel, newReminder, percentOf, shareOf, timedBy } from './escalation.ts';

describe('a new reminder', () => {
  it.each([
    ['the first', [], 0.5],
    ['after one', [0.5], 0.75],
    ['after two', [0.5, 0.8], 0.9],
  ])('%s comes before the end', (_, shares, share) => {
    expect(newReminder(shares)).toBe(share);
  });
});

describe('a new level', () => {
  it.each([
    ['the first', [], { after: { value: 1, unit: 'wd' }, to: 'above' }],
    [
      'after one in hours',
      [{ after: { value: 4, unit: 'h' as const }, to: 'head' }],
      { after: { value: 5, unit: 'h' }, to: 'above' },
    ],
    ['after a share', [{ at: 1.5, to: 'head' }], { at: 2, to: 'above' }],
  ])('%s comes later', (_, escalate, level) => {
    expect(newLevel({ unit: 'wd', escalate })).toEqual(level);
  });

  it('keeps to whom it goes when it is timed another way', () => {
    const level = { after: { value: 2, unit: 'd' as const }, to: 'head', reassign: true };
    expect(timedBy('at', level, 'wd')).toEqual({ at: 1.5, to: 'head', reassign: true });
    expect(timedBy('after', { at: 1.2, to: 'head' }, 'wd')).toEqual({
      after: { value: 1, unit: 'wd' },
      to: 'head',
    });
    expect(timedBy('after', level, 'wd')).toEqual(level);
  });
});

it('shares are said in per cent', () => {
  expect([0.07, 0.575, 1.1].map(percentOf)).toEqual([7, 57.5, 110]);
  expect([7, 57.5, 110].map(shareOf)).toEqual([0.07, 0.575, 1.1]);
});
