import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, compare, divide, multiply, rational, round, subtract, sum } from './decimal.ts';

const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const decimal = cents.map((units) => units / 1000);

describe('rounding', () => {
  it.each([
    [1.005, 2, 1],
    [1.015, 2, 1.02],
    [2.675, 2, 2.68],
    [1.0049, 2, 1],
    [-0.5, 0, 0],
    [-1.5, 0, -2],
    [-0.4, 0, 0],
    [0.5, 0, 0],
    [1.5, 0, 2],
    [1e21, 0, 1e21],
    [1.5e-7, 6, 0],
    [5e-7, 6, 0],
    [15e-7, 6, 0.000002],
    [99.995, 2, 100],
    [0, 2, 0],
  ])('%d to %i places is %d', (value, decimals, expected) => {
    expect(round(rational(value), decimals)).toBe(expected);
  });

  it('rounds what no decimal writes exactly', () => {
    expect(round(divide(rational(200), rational(3)), 2)).toBe(66.67);
    expect(round(divide(rational(-200), rational(3)), 0)).toBe(-67);
  });

  it('is within half a unit, and leaves what has the places already', () => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        const rounded = round(rational(value), decimals);
        expect(Math.abs(rounded - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-9);
        expect(round(rational(rounded), decimals)).toBe(rounded);
      }),
    );
  });
});

describe('arithmetic', () => {
  it.each([
    [[0.1, 0.2], 0.3],
    [Array.from({ length: 1000 }, () => 0.1), 100],
    [[2 ** 53, 1, -(2 ** 53)], 1],
    [[0.001, 1000, -0.001], 1000],
    [[], 0],
  ])('the sum of %j has no noise', (values, expected) => {
    expect(round(sum(values), 6)).toBe(expected);
  });

  it('adds up in any order, exactly', () => {
    fc.assert(
      fc.property(fc.array(cents), (units) => {
        const values = units.map((one) => one / 1000);
        const expected = units.reduce((total, one) => total + one, 0) / 1000;
        expect(round(sum(values), 3)).toBe(expected + 0);
        expect(compare(sum(values.toReversed()), sum(values))).toBe(0);
      }),
    );
  });

  it('divides and multiplies back, subtracts and adds back', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        fc.pre(b !== 0);
        const [x, y] = [rational(a), rational(b)];
        expect(compare(multiply(divide(x, y), y), x)).toBe(0);
        expect(compare(add(subtract(x, y), y), x)).toBe(0);
        expect(compare(x, y)).toBe(Math.sign(a - b));
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is no decimal', (value) => {
    expect(() => rational(value)).toThrow(RangeError);
  });
});
