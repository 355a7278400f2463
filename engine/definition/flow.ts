/**
 * Flows: steps and routes, block-structured. Steps are keyed by id; a step inside a parallel block
 * names its `branch`. Routes lead to a step of the same branch or of an enclosing one.
 */
import { z } from 'zod';
import { Step } from '../steps/registry.ts';
import { header, Id, Localized } from './header.ts';
import { Limit } from './limit.ts';

/**
 * How a case may be cancelled; a flow without it has none that may. Besides supervisors of the case's
 * unit and the flow's owner, holders of `posts` who serve the unit may do it.
 */
export const Cancel = z.strictObject({
  /** What a cancelled case came to: an outcome that is `unfinished`. */
  outcome: Id,
  posts: z.array(Id).max(20).optional(),
  /** Once one of these steps has been completed, it is too late. */
  until: z.array(Id).max(50).optional(),
});

export const FlowDefinition = z.strictObject({
  kind: z.literal('flow'),
  ...header,
  /** Post whose holder answers for the process. */
  owner_post: Id,
  /** The fact shown as the title of a case, e.g. the customer's name. */
  title_fact: Id.optional(),
  /** Limits on the whole case; they count the time of steps whose clock is the utility's. */
  limits: z.array(Limit).max(20),
  /** Audit rules (ids) asked when a case ends, and again when somebody has ended cases audited. */
  audits: z.strictObject({ after: z.array(Id).max(100) }),
  steps: z.record(Id, Step),
  /** `unfinished`: the case came to nothing, so that what the law asks of finished ones is not asked. */
  outcomes: z
    .array(z.strictObject({ id: Id, name: Localized, unfinished: z.boolean().optional() }))
    .max(20),
  cancel: Cancel.optional(),
});

/** Where steps stand on the canvas. Kept apart from meaning: it is not hashed with the flow. */
export const LayoutDefinition = z.strictObject({
  kind: z.literal('layout'),
  ...header,
  flow: Id,
  positions: z.record(Id, z.strictObject({ x: z.number(), y: z.number() })),
});

export type FlowDefinition = z.infer<typeof FlowDefinition>;
export type LayoutDefinition = z.infer<typeof LayoutDefinition>;
