/** What a new reminder and a new level of escalation say at first. Pure. */
import { ABOVE, type Escalation, type Limit } from '@flowmeter/engine/definition/limit.ts';

/** Half way between the last reminder and the end of the limit. */
export function newReminder(shares: readonly number[]): number {
  return Number((((shares.at(-1) ?? 0) + 1) / 2).toFixed(2));
}

/** One unit of the limit later than the level before it, to the supervisors. */
export function newLevel({ unit, escalate = [] }: Pick<Limit, 'unit' | 'escalate'>): Escalation {
  const before = escalate.at(-1);
  if (before?.at !== undefined) return { at: Number((before.at + 0.5).toFixed(2)), to: ABOVE };
  const last = before?.after;
  return { after: { value: (last?.value ?? 0) + 1, unit: last?.unit ?? unit }, to: ABOVE };
}

/** The same level, told so long after the limit, or at a share of it. */
export function timedBy(
  way: 'after' | 'at',
  { after, at, ...level }: Escalation,
  unit: Limit['unit'],
): Escalation {
  return way === 'after'
    ? { after: after ?? { value: 1, unit }, ...level }
    : { at: at ?? 1.5, ...level };
}

/** A share in per cent, as people say it, and back. */
export function percentOf(share: number): number {
  return Number((share * 100).toFixed(6));
}

export function shareOf(percent: number): number {
  return Number((percent / 100).toFixed(8));
}
