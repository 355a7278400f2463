/** What the API says about cases that are tried out. */
import { z } from '@hono/zod-openapi';
import { Action, Given } from '@flowmeter/engine/definition/examples.ts';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { severities, stages } from '@flowmeter/engine/definition/ruleset.ts';
import { FactValueView, FieldView } from './cases.ts';
import { DueView, NamedView, ProblemView } from './parts.ts';
import { ReasonView } from './results.ts';

/** Something that can be done at an open step: an action, to which `step`, `seq` and data are to be added. */
const OfferView = z.object({
  do: z.string(),
  route: z.string().nullable(),
  with: z.record(z.string(), z.unknown()),
  /** The words of its route. */
  name: Localized.nullable(),
});

/** A step at which the case waits: for a person, a time, or the outside, whose part is taken by hand. */
const OpenStepView = z.object({
  seq: z.number(),
  step: NamedView,
  awaits: z.enum(['person', 'time', 'outside']),
  offers: z.array(OfferView),
  /** What is entered with the first of the offers. */
  fields: z.array(FieldView),
  /** Who could do it. */
  performers: z.array(NamedView),
  limits: z.array(DueView),
  until: z.string().nullable(),
});

/** A step that the case came to, in order of arrival. */
const TrialVisitView = z.object({
  seq: z.number(),
  step: NamedView,
  status: z.enum(['open', 'done', 'withdrawn']),
  arrived_at: z.string(),
  submitted_at: z.string().nullable(),
  route: z.string().nullable(),
  handler: NamedView.nullable(),
});

const TrialFindingView = z.object({
  rule: NamedView,
  stage: z.enum(stages),
  severity: z.enum(severities),
  step: NamedView.nullable(),
  found_at: z.string(),
  message: Localized,
  reason: ReasonView,
});

export const SimulationView = z
  .object({
    /** The case and what was done to it: send them back with further actions to go on. */
    given: Given,
    actions: z.array(Action),
    /** The virtual clock. */
    at: z.string(),
    status: z.enum(['open', 'ended']),
    outcome: NamedView.nullable(),
    data: z.record(z.string(), FactValueView),
    open: z.array(OpenStepView),
    path: z.array(TrialVisitView),
    findings: z.array(TrialFindingView),
    /** Rules that could not be answered after the last action, and the facts not known. */
    undecided: z.array(z.object({ rule: NamedView, missing: z.array(NamedView) })),
    /** What time will do, the nearest first. `seq` 0: to the case itself. */
    timers: z.array(
      z.object({
        at: z.string(),
        kind: z.enum(['wait', 'warn', 'remind', 'due', 'escalate']),
        seq: z.number(),
        limit: z.string().nullable(),
      }),
    ),
    /** How far a run to the end came; null where none was asked for. */
    came: z.enum(['ended', 'until', 'stuck', 'bound']).nullable(),
    /** The first action that was refused, and why; those after it were not done. */
    stopped_at: z.number().nullable(),
    problems: z.array(ProblemView),
  })
  .openapi('Simulation');
