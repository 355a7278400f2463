/** Fields that every step has. */
import { z } from 'zod';
import { Id, Localized } from '../definition/header.ts';
import { Route } from '../definition/route.ts';

export const base = {
  name: Localized,
  description: Localized.optional(),
  /** The branch (of a parallel block) that this step stands in; absent in the main line. */
  branch: Id.optional(),
  /** Required by law or regulation: it may never be simplified away or bypassed. */
  legal: z.boolean().optional(),
};

/** Of work that can be undone when a case is cancelled; see engine/flow/cancel.ts. */
export const undoing = {
  /** The step that undoes this one when the case is cancelled after it was completed. */
  compensation: Id.optional(),
  /** Stands outside the flow, without routes, and is only done to undo another step. */
  compensates: z.boolean().optional(),
};

export const oneRoute = z.array(Route).max(1);
export const manyRoutes = z.array(Route).max(50);

/** Beside another field, or a whole line. */
export const fieldWidths = ['half', 'full'] as const;

/** A fact on a form. Required unless `optional`; `readonly` shows it without taking input. */
export const Field = z.strictObject({
  fact: Id,
  optional: z.boolean().optional(),
  readonly: z.boolean().optional(),
  /** A heading above it, which holds for the fields that follow too. */
  section: Localized.optional(),
  /** How much of a line it takes; where it is absent, as its type is usually shown. */
  width: z.enum(fieldWidths).optional(),
});

export type Field = z.infer<typeof Field>;
