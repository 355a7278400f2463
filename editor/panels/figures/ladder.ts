/** A scoring ladder as it is drawn and told: which figures, and what each is worth. */
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { rational, round, type Rational } from '@flowmeter/engine/indicators/decimal.ts';
import { scoreIndicator } from '@flowmeter/engine/indicators/score.ts';

export interface Rung {
  figure: number;
  score: number;
  isTarget: boolean;
}

/** More rungs than these are not told; the line shows the rest. */
const MOST_RUNGS = 7;

/** The target, then worse figures a step at a time, until no marks are left. */
export function rungsOf(indicator: IndicatorDefinition): Rung[] {
  const { ladder, direction, target } = indicator;
  if (ladder.form === 'none' || target === undefined || direction === 'info') return [];
  const worse = direction === 'higher' ? -1 : 1;
  const step = ladder.form === 'deduct' ? ladder.per : Math.abs(target.value) / 10;
  const rungs: Rung[] = [];
  if (step <= 0) return rungs;
  for (let at = 0; at < MOST_RUNGS; at += 1) {
    const figure = tidy(target.value + worse * at * step);
    const score = scoreAt(indicator, figure);
    if (score === null) break;
    rungs.push({ figure, score, isTarget: at === 0 });
    if (score <= ladder.floor) break;
  }
  return rungs;
}

/** The figures between which the line is drawn: from the worst that is worth something to past the best. */
export function spanOf({ ladder, direction, target }: IndicatorDefinition): [number, number] {
  const aim = target?.value ?? 0;
  if (ladder.form === 'none' || direction === 'info') return [aim - 1, aim + 1];
  const reach =
    ladder.form === 'deduct'
      ? (ladder.per * (100 - ladder.floor)) / ladder.points
      : Math.abs(aim) || 1;
  const beyond = reach * 0.15;
  const worst = direction === 'higher' ? aim - reach - beyond : aim + reach + beyond;
  const best = direction === 'higher' ? aim + beyond : aim - beyond;
  return [Math.min(worst, best), Math.max(worst, best)];
}

/** What a figure made of enough records is worth. */
export function scoreAt(indicator: IndicatorDefinition, figure: number): number | null {
  return scoreIndicator(indicator, tidy(figure), Number.MAX_SAFE_INTEGER).score;
}

/** Without what binary fractions leave behind. */
function tidy(figure: number): number {
  const exact: Rational = rational(Number(figure.toPrecision(12)));
  return round(exact, 6);
}
