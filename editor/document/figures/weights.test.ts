import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceOf, sharedOut } from './weights.ts';

describe('what weights add up to', () => {
  it.each([
    [[50, 50], { sum: 100, lacks: 0, isWhole: true }],
    [[33.3, 33.3, 33.4], { sum: 100, lacks: 0, isWhole: true }],
    [[60, 35], { sum: 95, lacks: 5, isWhole: false }],
    [[60, 60.5], { sum: 120.5, lacks: -20.5, isWhole: false }],
    [[], { sum: 0, lacks: 100, isWhole: false }],
  ])('%j', (weights, balance) => {
    expect(balanceOf(weights)).toEqual(balance);
  });
});

describe('what is missing, or too much, is shared out', () => {
  it.each([
    [[40, 40], [], [50, 50]],
    [[1, 1, 1], [], [34, 33, 33]],
    [[60, 60], [], [50, 50]],
    [[25, 15, 15, 40], [0], [25, 16, 16, 43]],
    [[99, 0.5], [], [99.5, 0.5]],
    [[0, 0], [], [50, 50]],
  ])('%j keeping %j gives %j', (weights, kept, shared) => {
    expect(sharedOut(weights, new Set(kept))).toEqual(shared);
  });

  it.each([
    [[100, 20], [0]],
    [
      [50, 40],
      [0, 1],
    ],
    [[], []],
  ])('%j keeping %j cannot be', (weights, kept) => {
    expect(sharedOut(weights, new Set(kept))).toBeUndefined();
  });

  const weight = fc.integer({ min: 1, max: 9000 }).map((unit) => unit / 100);
  const weights = fc.array(weight, { minLength: 1, maxLength: 20 });

  it('exactly, and nothing is left without weight', () => {
    fc.assert(
      fc.property(weights, (some) => {
        const shared = sharedOut(some) as number[];
        expect(balanceOf(shared).isWhole).toBe(true);
        expect(Math.min(...shared)).toBeGreaterThan(0);
      }),
    );
  });

  it('and what is kept stays as it was', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 70 }), (others, held) => {
        const shared = sharedOut([held, ...others], new Set([0])) as number[];
        expect(shared[0]).toBe(held);
        expect(balanceOf(shared).isWhole).toBe(true);
      }),
    );
  });

  it('and what weighed more weighs no less', () => {
    fc.assert(
      fc.property(weights, (some) => {
        const falling = some.toSorted((a, b) => b - a);
        const shared = sharedOut(falling) as number[];
        expect(shared).toEqual(shared.toSorted((a, b) => b - a));
      }),
    );
  });

  it('changes nothing where they add up', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 12 });
    fc.assert(
      fc.property(cuts, (points) => {
        const ends = [...points.toSorted((a, b) => a - b), 100];
        const whole = ends.map((end, index) => end - ([0, ...ends][index] as number));
        expect(sharedOut(whole)).toEqual(whole);
      }),
    );
  });
});
