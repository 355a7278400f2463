import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndicatorDefinition } from '../definition/indicator.ts';
import { scoreCard, scoreIndicator } from './score.ts';

type Scored = Pick<IndicatorDefinition, 'direction' | 'ladder' | 'min_n' | 'target'>;

const basis = { kind: 'typical', source: { zh: '示例', en: 'example' } } as const;
const higher: Scored = {
  direction: 'higher',
  target: { value: 99, basis },
  min_n: 20,
  ladder: { form: 'deduct', per: 1, points: 2, floor: 0, cap: 100 },
};
const lower: Scored = {
  ...higher,
  direction: 'lower',
  target: { value: 22, basis },
  ladder: { form: 'deduct', per: 1, points: 3, floor: 0, cap: 100 },
};
const linear: Scored = { ...higher, ladder: { form: 'linear', floor: 0, cap: 110 } };
const linearLower: Scored = { ...linear, direction: 'lower', target: { value: 15, basis } };

describe('scoreIndicator', () => {
  it.each<[string, Scored, number | null, number, number]>([
    ['at the target', higher, 99, 20, 100],
    ['above the target: full marks, no more', higher, 100, 20, 100],
    ['two points below', higher, 97, 20, 96],
    ['parts of a step cost their part', higher, 98.4, 20, 98.8],
    ['no lower than the floor', higher, 10, 20, 0],
    ['lower is better: at the target', lower, 22, 20, 100],
    ['lower is better: below the target', lower, 5, 20, 100],
    ['lower is better: beyond it', lower, 24, 20, 94],
    ['linear', linear, 49.5, 20, 50],
    ['linear: up to the cap', linear, 120, 20, 110],
    ['linear: below nothing', linear, -5, 20, 0],
    ['linear, lower is better: twice the target', linearLower, 30, 20, 50],
    ['linear, lower is better: nothing at all', linearLower, 0, 20, 110],
    [
      'a tenth a step has no floating noise',
      { ...higher, ladder: { form: 'deduct', per: 0.1, points: 1, floor: 0, cap: 100 } },
      98.7,
      20,
      97,
    ],
    [
      'thirds are rounded half up to two places',
      { ...higher, ladder: { form: 'deduct', per: 3, points: 1, floor: 0, cap: 100 } },
      98,
      20,
      99.67,
    ],
  ])('%s', (_, indicator, value, n, score) => {
    expect(scoreIndicator(indicator, value, n)).toEqual({ score });
  });

  it.each<[string, Scored, number | null, number, string]>([
    ['fewer records than min_n', higher, 99, 19, 'too_few'],
    ['no records, whatever min_n', { ...higher, min_n: 0 }, null, 0, 'no_value'],
    ['no ladder', { ...higher, ladder: { form: 'none' } }, 99, 20, 'information'],
    ['for information', { ...higher, direction: 'info' }, 99, 20, 'information'],
    ['no target', { direction: 'higher', ladder: higher.ladder, min_n: 0 }, 99, 20, 'information'],
  ])('%s: not scored', (_, indicator, value, n, why) => {
    expect(scoreIndicator(indicator, value, n)).toEqual({ score: null, why });
  });

  it('never falls as the figure gets better, and stays within floor and cap', () => {
    const tenths = fc.integer({ min: 0, max: 1500 });
    const cases = fc.constantFrom(
      { indicator: higher, better: 1 },
      { indicator: lower, better: -1 },
      { indicator: linear, better: 1 },
      { indicator: linearLower, better: -1 },
    );
    fc.assert(
      fc.property(cases, tenths, ({ indicator, better }, value) => {
        const now = scoreIndicator(indicator, value / 10, 20).score;
        const then = scoreIndicator(indicator, (value + better) / 10, 20).score;
        expect(then).toBeGreaterThanOrEqual(now!);
        expect(now).toBeGreaterThanOrEqual(0);
        expect(now).toBeLessThanOrEqual(110);
      }),
    );
  });
});

const card = {
  items: [
    { indicator: 'a', weight: 50 },
    { indicator: 'b', weight: 30 },
    { indicator: 'c', weight: 20 },
  ],
  pay: {
    basis,
    bands: [
      { from: 95, coefficient: 1.2, grade: 'A' },
      { from: 90, coefficient: 1.1, grade: 'B' },
      { from: 0, coefficient: 0.5, grade: 'C' },
    ],
  },
};

describe('scoreCard', () => {
  it('is the weighted mean', () => {
    expect(scoreCard(card, { a: 100, b: 90, c: 80 })).toEqual({
      items: [
        { indicator: 'a', weight: 50, score: 100, effectiveWeight: 50 },
        { indicator: 'b', weight: 30, score: 90, effectiveWeight: 30 },
        { indicator: 'c', weight: 20, score: 80, effectiveWeight: 20 },
      ],
      score: 93,
      coefficient: 1.1,
      grade: 'B',
    });
  });

  it('shares out the weight of what is not scored', () => {
    const scored = scoreCard(card, { a: 100, b: null });
    expect(scored.items.map((item) => item.effectiveWeight)).toEqual([100, null, null]);
    expect(scored.score).toBe(100);
    expect(scoreCard(card, { a: 100, c: 30 }).items.map((item) => item.effectiveWeight)).toEqual([
      71.43,
      null,
      28.57,
    ]);
    expect(scoreCard(card, { a: 100, c: 30 }).score).toBe(80);
  });

  it('says nothing when nothing is scored', () => {
    expect(scoreCard(card, {})).toMatchObject({ score: null, coefficient: null, grade: null });
  });

  it.each([
    [95, 'A'],
    [94.99, 'B'],
    [90, 'B'],
    [89.99, 'C'],
    [0, 'C'],
    [-1, null],
  ])('bands are half-open: %d is %s', (score, grade) => {
    expect(scoreCard(card, { a: score, b: score, c: score }).grade).toBe(grade);
  });

  it('does not look into inherited names', () => {
    const odd = { ...card, items: [{ indicator: 'constructor', weight: 100 }] };
    expect(scoreCard(odd, {}).score).toBeNull();
  });
});
