/** What the API says about moving cases to another version of their flow. */
import { z } from '@hono/zod-openapi';
import { layers, timeUnits } from '@flowmeter/engine/definition/limit.ts';
import { MigrationPlan } from '@flowmeter/engine/migration/plan.ts';
import { NamedView, ProblemView } from './parts.ts';

/** A step at which cases can stand. */
const PlaceView = z.object({
  step: NamedView,
  kind: z.string(),
  /** The blocks around it, outermost first. */
  within: z.array(NamedView),
});

/** A time of the new version that the old one has too: it can be kept or worked out anew. */
const TimerView = z.object({
  /** As in `timers` of a plan. */
  key: z.string(),
  /** Null: the case's own. */
  step: NamedView.nullable(),
  /** As the new version has it; null: the end of a wait. */
  limit: z
    .object({ id: z.string(), layer: z.enum(layers), value: z.number(), unit: z.enum(timeUnits) })
    .nullable(),
});

export const MigrationPlanView = z
  .object({
    plan: MigrationPlan,
    /** Open cases that run the version. */
    open_cases: z.number(),
    /** Steps of the version; `problems`: why nothing is suggested. */
    from: z.array(PlaceView.extend({ problems: z.array(ProblemView) })),
    /** Steps of the version in force. */
    to: z.array(PlaceView),
    timers: z.array(TimerView),
    /** Branches that only the old version has: what is open in them can be given up. */
    branches: z.array(NamedView),
  })
  .openapi('MigrationSuggestion');

const DueThen = z
  .object({
    layer: z.enum(layers),
    value: z.number(),
    unit: z.enum(timeUnits),
    due_at: z.string().nullable(),
  })
  .nullable();

export const VerdictView = z
  .object({
    id: z.string(),
    /** Null where the person sees no such case. */
    title: z.string().nullable(),
    unit: NamedView.nullable(),
    version: z.number().nullable(),
    can: z.boolean(),
    /** Why not; or, where it can, what to think of before. */
    problems: z.array(ProblemView),
    /** Open work that is kept, and where it stands then. */
    kept: z.array(
      z.object({
        seq: z.number(),
        from: NamedView,
        to: NamedView,
        holder: NamedView.nullable(),
        paused: z.boolean(),
        post: NamedView.nullable(),
        /** The post that has it now, where it is to be another. */
        post_before: NamedView.nullable(),
      }),
    ),
    /** Open work that the plan gives up. */
    withdrawn: z.array(
      z.object({ seq: z.number(), step: NamedView, holder: NamedView.nullable() }),
    ),
    /** Steps that the case comes to with the move. */
    begun: z.array(NamedView),
    /** Times that are not what they were; null: there is none. */
    limits: z.array(
      z.object({ id: z.string(), step: NamedView.nullable(), before: DueThen, after: DueThen }),
    ),
    limits_kept: z.number(),
  })
  .openapi('MigrationVerdict');

export const MovedView = z
  .object({
    id: z.string(),
    done: z.boolean(),
    /** The case's version then; null where it was not moved. */
    version: z.number().nullable(),
    problems: z.array(ProblemView),
  })
  .openapi('MigrationAnswer');
