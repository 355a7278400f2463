/**
 * Flows: steps and routes, block-structured. Steps are keyed by id; a step inside a parallel block
 * names its `branch`. Routes lead to a step of the same branch or of an enclosing one.
 */
import { z } from 'zod';
import { Step } from '../steps/registry.ts';
import { header, Id, Localized } from './header.ts';
import { Limit } from './limit.ts';

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
  outcomes: z.array(z.strictObject({ id: Id, name: Localized })).max(20),
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
