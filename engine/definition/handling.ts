/** How people share a task out: who gets it, what they may do with it, how several decide together. */
import { z } from 'zod';
import { Id } from './header.ts';

/** What a task allows or not; claiming, giving back, pausing and completing are always there. */
export const optionalActions = [
  'withdraw',
  'transfer',
  'delegate',
  'add_signer',
  'copy',
  'urge',
] as const;

/**
 * Where a task does not say: nothing that puts the work into other hands or delays it. Taking back what
 * nobody has touched, telling others and urging harm nobody.
 */
export const defaultActions: readonly OptionalAction[] = ['withdraw', 'copy', 'urge'];

/** How one of the people who could do a task is chosen. */
export const assignedBy = ['post', 'unit', 'previous', 'workload', 'roster'] as const;

/**
 * Who does a task: holders of `post` in the case's unit (`unit: 'case'`), or in any unit above it
 * (`unit: 'above'`); with `by: 'unit'` those of the unit `of` instead. Whoever of them is first claims
 * it (`post`, `unit`), or one is chosen on arrival: who did the step `step` before, who has the fewest
 * open tasks, or who is on duty by the roster `roster`. Where the one chosen may not do it, or there is
 * none, it is there for all of them.
 */
export const Assignment = z.strictObject({
  post: Id,
  unit: z.enum(['case', 'above']),
  by: z.enum(assignedBy).optional(),
  of: Id.optional(),
  step: Id.optional(),
  roster: Id.optional(),
});

const SHARE = /^(>?)(?:(\d{1,3})\/(\d{1,3})|(\d{1,3})(?:\.(\d{1,2}))?%)$/;

/** A part of a whole, exactly: `2/3` or `66.67%` at least, `>1/2` more than half. */
export const Share = z.string().regex(SHARE, '2/3, 60% or >1/2').refine(isShare, 'between 0 and 1');

/**
 * How several people decide: `any` of them agreeing is enough (或签), `all` must (会签), `all` one after
 * another (顺签), or those who agree must have the share `threshold` of all the weight (票签).
 */
export const Signing = z.strictObject({
  mode: z.enum(['any', 'all', 'in_order', 'vote']),
  /** One signer for each of these posts, in this order; or so many people of the task's own post. */
  signers: z.union([z.array(Id).min(1).max(20), z.int().min(1).max(50)]),
  threshold: Share.optional(),
  /** What the voice of a post weighs; 1 unless said. */
  weights: z.record(Id, z.int().min(1).max(1000)).optional(),
  /**
   * When a rejection is final: as soon as nothing can change it (`at_once`, unless said otherwise), or
   * when everybody has been heard. What passes is final as soon as nothing can change it.
   */
  on_reject: z.enum(['at_once', 'at_end']).optional(),
});

export type OptionalAction = (typeof optionalActions)[number];
export type Assignment = z.infer<typeof Assignment>;
export type Signing = z.infer<typeof Signing>;

/** A share as a fraction of whole numbers; `over`: more than it, not just as much. */
export interface Fraction {
  of: number;
  whole: number;
  over: boolean;
}

export function fractionOf(share: string): Fraction {
  const [, over, of, whole, percent, hundredths = ''] = SHARE.exec(share) ?? [];
  const isOver = over === '>';
  return percent === undefined
    ? { of: Number(of), whole: Number(whole), over: isOver }
    : { of: Number(percent + hundredths.padEnd(2, '0')), whole: 10_000, over: isOver };
}

function isShare(share: string): boolean {
  const { of, whole, over } = fractionOf(share);
  return over ? of < whole : 0 < of && of <= whole;
}
