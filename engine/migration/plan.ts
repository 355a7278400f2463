/**
 * Moving running cases from one version of a flow to another: which step stands for which, and what
 * becomes of the times that are running. A plan is data; carried out, its hash stands in every case.
 */
import { z } from 'zod';
import { canonical, sha256Hex } from '../definition/hash.ts';
import { Id } from '../definition/header.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits');

/** What a running time is called, see `timerKey`. */
const TimerKey = z.string().regex(/^[A-Za-z0-9_-]{0,64}\/[A-Za-z0-9_-]{0,64}$/);

export const MigrationPlan = z.strictObject({
  flow: Id,
  /** Hashes of the versions. */
  from: Hash,
  to: Hash,
  /** Step of the one version -> step of the other at which its cases then stand. */
  steps: z.record(Id, Id),
  /**
   * Branches of blocks that stay, which the new version has not: what is open in them is withdrawn. Of
   * other branches nothing is, and a branch that has ended needs no mention.
   */
  withdraw: z.array(Id).max(100).optional(),
  /**
   * Times of the new version that the old one has too: `keep` the due time as it is (so unless said
   * otherwise), or `recompute` it from when the step was reached.
   */
  timers: z.record(TimerKey, z.enum(['keep', 'recompute'])),
});

export type MigrationPlan = z.infer<typeof MigrationPlan>;

const PREFIX = 'flowmeter/migration/v1\0';

export function hashOfPlan(plan: MigrationPlan): string {
  return sha256Hex(PREFIX + canonical(plan));
}

/**
 * The key of a time in `timers`: `<step>/<limit>`, `/<limit>` for the case's own, `<step>/` for the end
 * of a wait. Steps and limits are those of the new version.
 */
export function timerKey({ step = '', limit = '' }: { step?: string; limit?: string }): string {
  return `${step}/${limit}`;
}

/** Is the due time of a time that both versions have kept? */
export function keeps({ timers }: MigrationPlan, key: string): boolean {
  return (timers[key] ?? 'keep') === 'keep';
}
