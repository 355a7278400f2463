/**
 * A period of a scorecard that was closed: what it came to, as pay was worked out from it. It is never
 * rewritten. Whoever finds it wrong makes a correction: a closing that names the one it corrects.
 */
import { z } from 'zod';
import { canonical, sha256Hex } from '../definition/hash.ts';

const figure = z.number().nullable();

/** What one indicator came to. */
const ClosedItem = z.strictObject({
  indicator: z.string(),
  /** Of the indicator's definition. */
  hash: z.string(),
  weight: z.number(),
  effectiveWeight: figure,
  value: figure,
  n: z.number(),
  unknown: z.number(),
  score: figure,
  /** The figure of the period before. */
  previous: figure,
});
export type ClosedItem = z.infer<typeof ClosedItem>;

/** What is hashed and signed. */
export const Closing = z.strictObject({
  scorecard: z.string(),
  /** Of the scorecard's definition. */
  hash: z.string(),
  /** `2026-10` */
  period: z.string(),
  items: z.array(ClosedItem),
  score: figure,
  coefficient: figure,
  grade: z.string().nullable(),
  /** The closing that it corrects; null for the first one of a period. */
  corrects: z.string().nullable(),
});
export type Closing = z.infer<typeof Closing>;

/** A closing as it is stored and taken away: who put it down, who decided on it. */
export interface ClosingAct {
  id: string;
  /** Of the closing. */
  hash: string;
  by: string;
  decided_by: string | null;
  decided_at: string | null;
}

/** What the signature of who agrees is about. */
export function closingPayload({ id, hash, by, decided_by, decided_at }: ClosingAct) {
  return { closing: id, hash, by, decided_by, decided_at };
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
