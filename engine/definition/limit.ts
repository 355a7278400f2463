/** Limits: how long a step or a case may take. Layers are stored side by side, never merged. */
import { z } from 'zod';
import type { Localized as Words } from '../problem.ts';
import { Basis, Day, Id, Localized } from './header.ts';
import { Condition } from './condition.ts';

export const layers = ['statutory', 'promise', 'internal'] as const;
export const layerNames: Record<(typeof layers)[number], Words> = {
  statutory: { zh: '法定', en: 'statutory' },
  promise: { zh: '承诺', en: 'promised' },
  internal: { zh: '内控', en: 'internal' },
};
/** Whose clock runs while a step is open. */
export const clockOwners = ['utility', 'customer', 'government'] as const;
/** `wd` working days, `d` natural days, `wh` working hours, `h` hours, `min` minutes. */
export const timeUnits = ['wd', 'd', 'wh', 'h', 'min'] as const;

/**
 * Whom a limit that has passed is told to, and when: so long `after` the due time, or `at` a share of the
 * limit (1 is the due time). Exactly one of the two is said.
 */
export const Escalation = z.strictObject({
  after: z
    .strictObject({ value: z.number().positive().max(10000), unit: z.enum(timeUnits) })
    .optional(),
  at: z.number().min(1).max(100).optional(),
  /** Holders of this post in the case's unit or one above it; `above`: whoever supervises them. */
  to: Id,
  /** What they are told besides. */
  notice: Localized.optional(),
  /** The task is taken from whoever holds it and put before the holders of `to`. */
  reassign: z.boolean().optional(),
});

/** `to` of an escalation that goes to the supervisors of the case's unit, and not to a post. */
export const ABOVE = 'above';

export const Limit = z.strictObject({
  id: Id,
  layer: z.enum(layers),
  value: z.number().positive().max(10000),
  unit: z.enum(timeUnits),
  calendar: Id,
  /** Only for cases whose facts answer yes; without it the limit always applies. */
  when: Condition.optional(),
  /** A warning at this share of the limit, seen in the inbox; 0.7 unless said otherwise. */
  warn_at: z.number().gt(0).lt(1).optional(),
  /** Shares of the limit at which whoever has the task is reminded, in order. */
  reminders: z.array(z.number().gt(0).lt(1)).max(10).optional(),
  /** What happens when it has passed: each once, in order. */
  escalate: z.array(Escalation).max(10).optional(),
  basis: Basis,
  valid_from: Day.optional(),
  valid_to: Day.optional(),
});

export type Limit = z.infer<typeof Limit>;
export type Escalation = z.infer<typeof Escalation>;
export type Layer = (typeof layers)[number];
export type ClockOwner = (typeof clockOwners)[number];
export type TimeUnit = (typeof timeUnits)[number];
