/** What the API says about a past case gone through in another version, and about changed limits. */
import { z } from '@hono/zod-openapi';
import { timeUnits } from '@flowmeter/engine/definition/limit.ts';
import { severities } from '@flowmeter/engine/definition/ruleset.ts';
import { standings } from '@flowmeter/engine/simulation/limit-standing.ts';
import { NamedView, ProblemView } from './parts.ts';

/** A limit as it was set for one stay, and how it stood in the end. */
const StoodView = z.object({
  /** Null where there was no such limit. */
  value: z.number().nullable(),
  unit: z.enum(timeUnits).nullable(),
  due_at: z.string().nullable(),
  /** In which the due time is counted. */
  zone: z.string().nullable(),
  standing: z.enum(standings),
});

const LimitPairView = z.object({
  id: z.string(),
  then: StoodView,
  now: StoodView,
  changed: z.boolean(),
});

const StayView = z.object({
  seq: z.number(),
  status: z.enum(['open', 'done', 'withdrawn']),
  arrived_at: z.string(),
  left_at: z.string().nullable(),
  route: NamedView.nullable(),
  handler: NamedView.nullable(),
  post: NamedView.nullable(),
});

const eitherSide = <T extends z.ZodType>(view: T) => z.object({ then: view, now: view });

export const RetraceView = z
  .object({
    case: z.object({ id: z.string(), title: z.string(), status: z.enum(['open', 'ended']) }),
    /** Is anything about it another than it was? */
    different: z.boolean(),
    /** Whether its own version, with today’s organisation and calendars, leads it the way it went. */
    as_it_was: z.boolean(),
    outcome: eitherSide(NamedView.nullable()),
    ended_at: eitherSide(z.string().nullable()),
    /** Stays at steps, in order; `then` null: only in the other version; `now` null: only then. */
    path: z.array(
      z.object({
        step: NamedView,
        /** Whether the other version has the step at all. */
        exists: z.boolean(),
        then: StayView.nullable(),
        now: StayView.nullable(),
        changes: z.array(z.enum(['route', 'person', 'post', 'limits'])),
        limits: z.array(LimitPairView),
      }),
    ),
    /** Limits of the case as a whole. */
    limits: z.array(LimitPairView),
    findings: z.array(
      z.object({
        rule: NamedView,
        severity: z.enum(severities).nullable(),
        step: NamedView.nullable(),
        side: z.enum(['then', 'now', 'both']),
      }),
    ),
    /** What could not be done again as it was, and why. */
    notes: z.array(
      z.object({
        what: z.enum([
          'gone',
          'unreached',
          'refused',
          'other_person',
          'other_route',
          'assumed',
          'made_up',
          'not_asked',
        ]),
        step: NamedView.nullable(),
        /** The action, by its word. */
        do: z.string().nullable(),
        route: NamedView.nullable(),
        taken: NamedView.nullable(),
        person: NamedView.nullable(),
        facts: z.array(NamedView),
        problems: z.array(ProblemView),
      }),
    ),
  })
  .openapi('Retrace');

/** How many stood how. */
const CountsView = z.object({
  none: z.number(),
  kept: z.number(),
  warned: z.number(),
  overdue: z.number(),
  unknown: z.number(),
});

const LimitTextView = z.object({ value: z.number(), unit: z.enum(timeUnits) }).nullable();

export const LimitEffectsView = z
  .object({
    limits: z.array(
      z.object({
        /** Null: of the case as a whole. */
        step: NamedView.nullable(),
        id: z.string(),
        before: LimitTextView,
        after: LimitTextView,
        then: CountsView,
        now: CountsView,
        /** Not overdue then, and now; and the other way round. */
        newly_overdue: z.number(),
        no_longer_overdue: z.number(),
      }),
    ),
    /** Cases that were looked at, the newest first, down to this one. */
    cases: z.number(),
    down_to: z.string().nullable(),
    /** There are older ones that were not looked at. */
    more: z.boolean(),
  })
  .openapi('LimitEffects');

export const LimitCaseView = z
  .object({
    id: z.string(),
    title: z.string(),
    status: z.enum(['open', 'ended']),
    unit: NamedView,
    seq: z.number(),
    /** Null while it goes on. */
    ended_at: z.string().nullable(),
    then: StoodView,
    now: StoodView,
  })
  .openapi('LimitCase');
