/** Shapes that several answers of the API share. */
import { z } from '@hono/zod-openapi';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { clockOwners, layers, timeUnits } from '@flowmeter/engine/definition/limit.ts';

/** A problem as the API says it. `at` is a JSON Pointer into the document sent. */
export const ProblemView = z
  .object({
    code: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), Localized])),
    at: z.string().optional(),
    level: z.enum(['error', 'warning']),
    words: Localized,
  })
  .openapi('Problem');

/** Every refusal: the first problem decides the status. */
export const RefusalView = z
  .object({ problems: z.array(ProblemView), request_id: z.string() })
  .openapi('Refusal');

/** A person, unit, post, flow, … with the words to show for it. */
export const NamedView = z.object({ id: z.string(), name: Localized }).openapi('Named');

export const DueView = z
  .object({
    id: z.string(),
    layer: z.enum(layers),
    value: z.number(),
    unit: z.enum(timeUnits),
    due_at: z.string().nullable(),
    warn_at: z.string().nullable(),
    calendar: z.string(),
    zone: z.string(),
    uncovered: z.boolean(),
    basis: z.object({
      kind: z.enum(['law', 'promise', 'recalled', 'typical']),
      source: Localized,
    }),
    /** Time used, in the limit's unit, and its share of the limit; null where it is not known. */
    used: z.number().nullable(),
    share: z.number().nullable(),
    /** When it was noted that it had passed. */
    passed_at: z.string().nullable(),
    reminders: z.array(
      z.object({ share: z.number(), at: z.string().nullable(), told: z.string().nullable() }),
    ),
    escalations: z.array(
      z.object({
        /** 1, 2, 3 … */
        level: z.number(),
        /** A post; `above`: those who supervise the case's unit. */
        to: NamedView,
        at: z.string().nullable(),
        told: z.string().nullable(),
        reassign: z.boolean(),
        notice: Localized.nullable(),
      }),
    ),
  })
  .openapi('Due');

/** A clock that limits are counted by: whose it is, whether it runs, and since when. */
export const ClockView = z
  .object({ owner: z.enum(clockOwners), runs: z.boolean(), since: z.string().nullable() })
  .openapi('Clock');

/** A page of rows; `next` is the cursor of the following page, null at the end. */
export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), next: z.string().nullable() });
}
