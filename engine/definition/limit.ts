/** Limits: how long a step or a case may take. Layers are stored side by side, never merged. */
import { z } from 'zod';
import type { Localized } from '../problem.ts';
import { Basis, Day, Id } from './header.ts';
import { Condition } from './condition.ts';

export const layers = ['statutory', 'promise', 'internal'] as const;
export const layerNames: Record<(typeof layers)[number], Localized> = {
  statutory: { zh: '法定', en: 'statutory' },
  promise: { zh: '承诺', en: 'promised' },
  internal: { zh: '内控', en: 'internal' },
};
/** Whose clock runs while a step is open. */
export const clockOwners = ['utility', 'customer', 'government'] as const;
/** `wd` working days, `d` natural days, `wh` working hours, `h` hours, `min` minutes. */
export const timeUnits = ['wd', 'd', 'wh', 'h', 'min'] as const;

export const Limit = z.strictObject({
  id: Id,
  layer: z.enum(layers),
  value: z.number().positive().max(10000),
  unit: z.enum(timeUnits),
  calendar: Id,
  /** Only for cases whose facts answer yes; without it the limit always applies. */
  when: Condition.optional(),
  /** A warning at this share of the limit; 0.7 unless said otherwise. */
  warn_at: z.number().gt(0).lt(1).optional(),
  basis: Basis,
  valid_from: Day.optional(),
  valid_to: Day.optional(),
});

export type Limit = z.infer<typeof Limit>;
export type Layer = (typeof layers)[number];
export type ClockOwner = (typeof clockOwners)[number];
export type TimeUnit = (typeof timeUnits)[number];
