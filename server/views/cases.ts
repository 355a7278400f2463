/** What the API says about cases and tasks. */
import { z } from '@hono/zod-openapi';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { Fact } from '@flowmeter/engine/definition/facts.ts';
import { LayoutDefinition } from '@flowmeter/engine/definition/flow.ts';
import { fieldWidths } from '@flowmeter/engine/steps/base.ts';
import { clockOwners } from '@flowmeter/engine/definition/limit.ts';
import { ClockView, DueView, NamedView } from './parts.ts';
import { FlowDocument } from './definitions.ts';
import { SharingView, SignPartView, TaskActionView } from './sharing.ts';

/** A row of the inbox. */
export const TaskRowView = z
  .object({
    id: z.string(),
    case_id: z.string(),
    title: z.string(),
    flow: NamedView,
    step: NamedView,
    unit: NamedView,
    post: NamedView,
    holder: NamedView.nullable(),
    /** `signing`: a part of it is to be signed; `delegated`: done for somebody else; `lent`: by somebody else. */
    status: z.enum(['open', 'claimed', 'paused', 'signing', 'delegated', 'lent']),
    arrived_at: z.string(),
    /** The earliest due time of its limits; null when none can be computed. */
    due_at: z.string().nullable(),
    warn_at: z.string().nullable(),
    clock: z.enum(clockOwners),
    /** Whom its limits were last escalated to: a post, or `above`, whoever supervises the unit. */
    escalated: NamedView.nullable(),
  })
  .openapi('TaskRow');

/** What a fact is in a case: a scalar, or a list. */
export const FactValueView = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number(), z.boolean()])).readonly(),
]);

export const FieldView = z
  .object({
    id: z.string(),
    fact: Fact,
    required: z.boolean(),
    readonly: z.boolean(),
    /** A heading above it, and how much of a line it takes, where the form says so. */
    section: Localized.optional(),
    width: z.enum(fieldWidths).optional(),
    value: FactValueView,
  })
  .openapi('Field');

export const RouteChoiceView = z
  .object({ id: z.string(), name: Localized, result: z.enum(['pass', 'return', 'reject']) })
  .openapi('RouteChoice');

export const TaskView = TaskRowView.extend({
  /** The case's version: send it as If-Match. */
  version: z.number(),
  help: Localized.nullable(),
  legal: z.boolean(),
  fields: z.array(FieldView),
  routes: z.array(RouteChoiceView),
  limits: z.array(DueView),
  limit_clock: ClockView.nullable(),
  /** What the person asking may do now. */
  can: z.array(TaskActionView),
  sharing: SharingView,
  pauses: z.array(
    z.object({
      from: z.string(),
      to: z.string().nullable(),
      reason: z.string(),
      evidence: z.string(),
    }),
  ),
}).openapi('Task');

export const CaseRowView = z
  .object({
    id: z.string(),
    title: z.string(),
    flow: NamedView,
    unit: NamedView,
    status: z.enum(['open', 'ended']),
    /** Names of the steps where it rests, or the outcome. */
    at: z.array(Localized),
    opened_at: z.string(),
    ended_at: z.string().nullable(),
    due_at: z.string().nullable(),
    findings: z.number(),
    imported: z.boolean(),
  })
  .openapi('CaseRow');

export const VisitView = z
  .object({
    seq: z.number(),
    step: NamedView,
    kind: z.string(),
    status: z.enum(['open', 'done', 'withdrawn']),
    post: NamedView.nullable(),
    holder: NamedView.nullable(),
    handler: NamedView.nullable(),
    arrived_at: z.string(),
    submitted_at: z.string().nullable(),
    route: Localized.nullable(),
    result: z.enum(['pass', 'return', 'reject']).nullable(),
    clock: z.enum(clockOwners).nullable(),
    /** Time used on the clock's own count, in the unit of its first limit; null without limits. */
    used: z.number().nullable(),
    used_unit: z.string().nullable(),
    overdue: z.boolean(),
    limits: z.array(DueView),
    until: z.string().nullable(),
    /** What the handler said. */
    comment: z.string().nullable(),
    on_behalf_of: NamedView.nullable(),
    signs: z.array(SignPartView),
    /** What the person asking may do about it from the case. */
    can: z.array(z.enum(['withdraw', 'urge'])),
  })
  .openapi('Visit');

export const EntryView = z
  .object({
    version: z.number(),
    at: z.string(),
    actor: NamedView,
    command: z.string(),
    /** One sentence for each event. */
    sentences: z.array(Localized),
    events: z.array(z.looseObject({ type: z.string() })),
  })
  .openapi('Entry');

export const CaseView = CaseRowView.extend({
  version: z.number(),
  flow_hash: z.string(),
  /** Absent for imported logs. */
  definition: FlowDocument.nullable(),
  layout: LayoutDefinition.nullable(),
  outcome: NamedView.nullable(),
  opened_by: NamedView,
  limits: z.array(DueView),
  /** The clock of the case's own limits; null for imported logs and for cases that have ended. */
  limit_clock: ClockView.nullable(),
  data: z.array(
    z.object({
      id: z.string(),
      fact: Fact.nullable(),
      value: FactValueView,
      /** Personal data in part: the person asking does not work the case. */
      masked: z.boolean(),
      /** Personal data that was erased. */
      erased: z.boolean(),
    }),
  ),
  visits: z.array(VisitView),
  /** Open tasks of this case. */
  tasks: z.array(TaskRowView),
  /** Set when it was cancelled; what was completed is undone before it ends. */
  cancelled: z.object({ at: z.string(), by: NamedView, reason: z.string() }).nullable(),
  /** What the person asking may do now. */
  can: z.array(z.enum(['cancel'])),
}).openapi('Case');

export const CommandAnswerView = z
  .object({ case_id: z.string(), version: z.number(), ended: z.boolean() })
  .openapi('CommandAnswer');
