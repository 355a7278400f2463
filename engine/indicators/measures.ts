/**
 * The measures: how the records that an indicator counts become one figure. A row says what it needs of
 * the indicator, and computes exactly from the values of the counted records.
 *
 * Conditions give each record 1 (holds) or 0; `fact` gives it the fact's value.
 */
import type { Localized } from '../problem.ts';
import { add, divide, multiply, rational, type Rational, subtract, sum } from './decimal.ts';

export interface Measure {
  name: Localized;
  /** Fields of the indicator's `measure` that must be there; the others must not. */
  needs: readonly ('of' | 'fact' | 'p')[];
  /** Fields that may be there. */
  takes?: readonly 'of'[];
  /** The figure; null when there are no values to speak about. `p` is the percentile, 0-100. */
  compute(values: readonly number[], p: number): Rational | null;
}

export const measures = {
  count: {
    name: { zh: '计数', en: 'Count' },
    needs: [],
    takes: ['of'],
    compute: (values) => sum(values),
  },
  /** In per cent. */
  share: {
    name: { zh: '占比', en: 'Share' },
    needs: ['of'],
    compute: (values) => {
      const mean = meanOf(values);
      return mean === null ? null : multiply(mean, rational(100));
    },
  },
  sum: {
    name: { zh: '合计', en: 'Sum' },
    needs: ['fact'],
    compute: (values) => sum(values),
  },
  mean: {
    name: { zh: '平均', en: 'Mean' },
    needs: ['fact'],
    compute: meanOf,
  },
  median: {
    name: { zh: '中位数', en: 'Median' },
    needs: ['fact'],
    compute: (values) => percentileOf(values, 50),
  },
  percentile: {
    name: { zh: '百分位数', en: 'Percentile' },
    needs: ['fact', 'p'],
    compute: percentileOf,
  },
  min: {
    name: { zh: '最小值', en: 'Minimum' },
    needs: ['fact'],
    compute: (values) => percentileOf(values, 0),
  },
  max: {
    name: { zh: '最大值', en: 'Maximum' },
    needs: ['fact'],
    compute: (values) => percentileOf(values, 100),
  },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof measures;

export function measureNamed(name: string): Measure | undefined {
  return Object.hasOwn(measures, name) ? measures[name as MeasureName] : undefined;
}

function meanOf(values: readonly number[]): Rational | null {
  return values.length === 0 ? null : divide(sum(values), rational(values.length));
}

/**
 * Linear between the two neighbours (R. J. Hyndman and Y. Fan, "Sample quantiles in statistical
 * packages", 1996, type 7; the default of spreadsheets and NumPy), so that the median of an even
 * number of values is the mean of the middle two.
 */
function percentileOf(values: readonly number[], p: number): Rational | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).toSorted();
  const place = divide(multiply(rational(p), rational(sorted.length - 1)), rational(100));
  const index = Number(place.numerator / place.denominator);
  const low = rational(sorted[index] ?? 0);
  const high = rational(sorted[Math.min(index + 1, sorted.length - 1)] ?? 0);
  return add(low, multiply(subtract(high, low), subtract(place, rational(index))));
}
