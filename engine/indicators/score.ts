/**
 * Scores: how a figure becomes marks, marks become a scorecard's score, and the score a pay coefficient.
 *
 * Everything is computed from the rounded figures that are shown, so that a reader can repeat it by
 * hand and get the same result, to the last place.
 */
import type { IndicatorDefinition, ScorecardDefinition } from '../definition/indicator.ts';
import {
  add,
  compare,
  divide,
  multiply,
  rational,
  type Rational,
  round,
  subtract,
} from './decimal.ts';

/** Decimal places of scores and of effective weights. */
export const SCORE_DECIMALS = 2;

/** Why an indicator has no score: too few records, no figure, or it is for information only. */
export type Unscored = 'too_few' | 'no_value' | 'information';

export type IndicatorScore = { score: number } | { score: null; why: Unscored };

export interface ScorecardItem {
  indicator: string;
  weight: number;
  score: number | null;
  /** The weight after those of unscored indicators are shared out; null when it is one of them. */
  effectiveWeight: number | null;
}

export interface ScorecardScore {
  items: ScorecardItem[];
  /** Null when nothing is scored. */
  score: number | null;
  coefficient: number | null;
  grade: string | null;
}

/** Marks for a figure (as rounded by `measure`) made of `n` records. */
export function scoreIndicator(
  indicator: Pick<IndicatorDefinition, 'direction' | 'ladder' | 'min_n' | 'target'>,
  value: number | null,
  n: number,
): IndicatorScore {
  const { direction, ladder, target } = indicator;
  if (ladder.form === 'none' || direction === 'info' || target === undefined) {
    return { score: null, why: 'information' };
  }
  if (n < indicator.min_n) return { score: null, why: 'too_few' };
  if (value === null) return { score: null, why: 'no_value' };
  const figure = rational(value);
  const aim = rational(target.value);
  const marks =
    ladder.form === 'deduct'
      ? deducted(missedBy(figure, aim, direction), rational(ladder.per), rational(ladder.points))
      : proportional(figure, aim, direction);
  if (marks === null) return { score: ladder.cap };
  const floor = rational(ladder.floor);
  const cap = rational(ladder.cap);
  const kept = compare(marks, floor) < 0 ? floor : marks;
  return { score: round(compare(kept, cap) > 0 ? cap : kept, SCORE_DECIMALS) };
}

/**
 * The weighted mean of what is scored: the weight of unscored indicators is shared out in proportion
 * to the weights of the others.
 */
export function scoreCard(
  scorecard: Pick<ScorecardDefinition, 'items' | 'pay'>,
  scores: Readonly<Record<string, number | null>>,
): ScorecardScore {
  const rows = scorecard.items.map(({ indicator, weight }) => ({
    indicator,
    weight,
    score: Object.hasOwn(scores, indicator) ? (scores[indicator] ?? null) : null,
  }));
  let weights = rational(0);
  let marks = rational(0);
  for (const { score, weight } of rows) {
    if (score === null) continue;
    weights = add(weights, rational(weight));
    marks = add(marks, multiply(rational(weight), rational(score)));
  }
  const scored = weights.numerator > 0n;
  const score = scored ? round(divide(marks, weights), SCORE_DECIMALS) : null;
  const items = rows.map(({ indicator, weight, score: marksOf }) => {
    const effectiveWeight = marksOf === null ? null : effective(weight, weights);
    return { indicator, weight, score: marksOf, effectiveWeight };
  });
  return { items, score, ...bandOf(scorecard.pay.bands, score) };
}

/** The band [from, next from) that a score falls into; bands stand from high to low. */
function bandOf(
  bands: ScorecardDefinition['pay']['bands'],
  score: number | null,
): { coefficient: number | null; grade: string | null } {
  const band = score === null ? undefined : bands.find(({ from }) => score >= from);
  return { coefficient: band?.coefficient ?? null, grade: band?.grade ?? null };
}

function effective(weight: number, weights: Rational): number {
  return round(divide(multiply(rational(weight), rational(100)), weights), SCORE_DECIMALS);
}

/** How far a figure is on the wrong side of the target; zero when it is not. */
function missedBy(figure: Rational, aim: Rational, direction: 'higher' | 'lower'): Rational {
  const missed = direction === 'higher' ? subtract(aim, figure) : subtract(figure, aim);
  return missed.numerator > 0n ? missed : rational(0);
}

/** 100 at the target; parts of a `per` cost their part of the points. */
function deducted(missed: Rational, per: Rational, points: Rational): Rational {
  return subtract(rational(100), multiply(divide(missed, per), points));
}

/**
 * 100 x figure / target where higher is better, 100 x target / figure where lower is; null when a
 * figure that should be low is nothing at all, which is as good as can be.
 */
function proportional(
  figure: Rational,
  aim: Rational,
  direction: 'higher' | 'lower',
): Rational | null {
  const [part, whole] = direction === 'higher' ? [figure, aim] : [aim, figure];
  if (whole.numerator <= 0n) return null;
  return multiply(rational(100), divide(part, whole));
}
