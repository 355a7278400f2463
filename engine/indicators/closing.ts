/**
 * A period of a scorecard that was closed: what it came to, as pay was worked out from it. It is never
 * rewritten. Whoever finds it wrong makes a correction: a closing that names the one it corrects.
 */
import { canonical, sha256Hex } from '../definition/hash.ts';
import type { ScorecardScore } from './score.ts';

/** What one indicator came to. */
export interface ClosedItem {
  indicator: string;
  /** Of the indicator's definition. */
  hash: string;
  weight: number;
  effectiveWeight: number | null;
  value: number | null;
  n: number;
  unknown: number;
  score: number | null;
  /** The figure of the period before. */
  previous: number | null;
}

/** What is hashed and signed. */
export interface Closing extends Pick<ScorecardScore, 'score' | 'coefficient' | 'grade'> {
  scorecard: string;
  /** Of the scorecard's definition. */
  hash: string;
  /** `2026-10` */
  period: string;
  items: ClosedItem[];
  /** The closing that it corrects; null for the first one of a period. */
  corrects: string | null;
}

export function hashOfClosing(closing: Closing): string {
  return sha256Hex(`flowmeter/closing/v1\0${canonical(JSON.parse(JSON.stringify(closing)))}`);
}

/** Did the same come out, by the same definitions? What a period before came to does not matter. */
export function isSameOutcome(one: Closing, other: Closing): boolean {
  return outcomeOf(one) === outcomeOf(other);
}

function outcomeOf({ corrects: _corrects, items, ...closing }: Closing): string {
  const figures = items.map(({ previous: _previous, ...item }) => item);
  return canonical({ ...closing, items: figures });
}
