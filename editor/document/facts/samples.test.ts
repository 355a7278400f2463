import { describe, expect, test } from 'vitest';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { nextSample, samplesOf, sharesOf, spanOf, spanText } from './samples.ts';

const fact = (rest: Partial<Fact> & Pick<Fact, 'type'>): Fact => ({
  name: { zh: '项', en: 'Item' },
  ...rest,
});

test('values that are there more than once are one row with so many shares, and back', () => {
  const shares = sharesOf(['new', 'new', 'more', 'new']);
  expect(shares).toEqual([
    { value: 'new', times: 3 },
    { value: 'more', times: 1 },
  ]);
  expect(samplesOf(shares)).toEqual(['new', 'new', 'new', 'more']);
  expect(samplesOf([])).toBeUndefined();
});

describe('spans', () => {
  test.each([
    ['P45D', { value: 45, unit: 'day' }],
    ['-P6D', { value: -6, unit: 'day' }],
    ['P1Y', { value: 1, unit: 'year' }],
    ['P2M', { value: 2, unit: 'month' }],
    ['PT2M', { value: 2, unit: 'minute' }],
    ['-PT3H', { value: -3, unit: 'hour' }],
    ['P2W', { value: 2, unit: 'week' }],
  ] as const)('%s is one figure and one unit, and is written back', (text, span) => {
    expect(spanOf(text)).toEqual(span);
    expect(spanText(span)).toBe(text);
  });

  test.each(['P1Y2M', 'PT1H30M', '2026-01-01', '', 'P'])('%s is not', (text) => {
    expect(spanOf(text)).toBeUndefined();
  });
});

describe('the next sample', () => {
  test.each<[Fact, unknown[], unknown]>([
    [fact({ type: 'string' }), ['S 1'], 'S 2'],
    [fact({ type: 'integer', min: 3 }), [3], 4],
    [fact({ type: 'integer', min: 3, max: 3 }), [3], undefined],
    [fact({ type: 'boolean' }), [true], false],
    [fact({ type: 'boolean' }), [true, false], undefined],
    [fact({ type: 'enum', options: [{ value: 'a', name: { zh: '甲', en: 'A' } }] }), ['b'], 'a'],
    [fact({ type: 'date' }), ['P0D'], 'P1D'],
    [fact({ type: 'list', item: 'number' }), [], 0],
  ])('of %j with %j is %j', (of, there, next) => {
    expect(nextSample(of, sharesOf(there as string[]), 'S')).toBe(next);
  });
});
