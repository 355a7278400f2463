/** What the API says about findings, indicators and scorecards. */
import { z } from '@hono/zod-openapi';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { FactOption, factTypes } from '@flowmeter/engine/definition/facts.ts';
import { severities, stages } from '@flowmeter/engine/definition/ruleset.ts';
import { NamedView } from './parts.ts';

/** Why a condition held: the tree of its parts with operands and results. */
export interface ReasonView {
  holds: boolean | 'unknown';
  sentence: { zh: string; en: string };
  parts: ReasonView[];
  /** How values that it read were worked out. */
  because?: BecauseView[] | undefined;
}

export interface BecauseView {
  sentence: { zh: string; en: string };
  parts?: BecauseView[] | undefined;
}

const BecauseView: z.ZodType<BecauseView> = z
  .lazy(() => z.object({ sentence: Localized, parts: z.array(BecauseView).optional() }))
  .openapi('Because', { type: 'object' });

export const ReasonView: z.ZodType<ReasonView> = z
  .lazy(() =>
    z.object({
      holds: z.union([z.boolean(), z.literal('unknown')]),
      sentence: Localized,
      parts: z.array(ReasonView),
      because: z.array(BecauseView).optional(),
    }),
  )
  .openapi('Reason', { type: 'object' });

/** What comes of asking a rule again; `person`: the engine cannot say, somebody has to. */
export const recheckResults = ['cleared', 'still_hits', 'unknown', 'person'] as const;

/** An object that a rule leaves alone. */
export const ExemptionView = z
  .object({
    id: z.string(),
    rule: NamedView,
    subject: NamedView,
    object: z.string(),
    unit: NamedView,
    /** The last day on which it lasts. */
    until: z.string(),
    reason: z.string(),
    by: NamedView,
    at: z.string(),
    /** The finding on which it was decided. */
    finding: z.string().nullable(),
    lasts: z.boolean(),
    ended_at: z.string().nullable(),
    ended_by: NamedView.nullable(),
    /** Hits that it held back in the last run that asked its rule; null: none has. */
    held: z.object({ hits: z.number(), run: z.string() }).nullable(),
  })
  .openapi('Exemption');

export const FindingRowView = z
  .object({
    id: z.string(),
    rule: NamedView,
    stage: z.enum(stages),
    severity: z.enum(severities),
    message: Localized,
    /** What it is about: `case`, `finding`, or a kind of record. */
    subject: NamedView,
    /** Null for findings about records. */
    case_id: z.string().nullable(),
    case_title: z.string(),
    /** Whom a record is about, and in which period. */
    object: z.string().nullable(),
    period: z.string().nullable(),
    /** The record was made up: say so wherever it is shown. */
    synthetic: z.boolean(),
    step: NamedView.nullable(),
    unit: NamedView,
    handler: NamedView.nullable(),
    /** At stake, where the record says it. */
    money: z.number().nullable(),
    /** Why it came about; null until that is established. */
    cause: NamedView.nullable(),
    found_at: z.string(),
    status: z.enum(['open', 'confirmed', 'false_positive', 'rectified', 'closed']),
    /** The rectification case it started. */
    rectification_id: z.string().nullable(),
  })
  .openapi('FindingRow');

export const FindingView = FindingRowView.extend({
  rule_hash: z.string(),
  rectification: Localized,
  operands: z.record(z.string(), z.unknown()),
  /** What operands about records are called; others are in the dictionary of facts. */
  operand_facts: z.record(
    z.string(),
    z.object({
      name: Localized,
      type: z.enum(factTypes),
      unit: z.string().optional(),
      options: z.array(FactOption).optional(),
    }),
  ),
  reason: ReasonView,
  /** The key of the record it is about. */
  record_key: z.array(z.string()).nullable(),
  /** What its rule said when it was asked again. */
  recheck: z
    .object({
      at: z.string(),
      result: z.enum(recheckResults),
      /** Why, where the rule could be asked. */
      reason: ReasonView.nullable(),
      /** The newest batch that was there, and whether an import was under way that was not there yet. */
      data: z
        .object({ batch: z.number(), known_at: z.string(), importing: z.boolean() })
        .optional(),
    })
    .nullable(),
  /** Of the white list, as far as it lasts. */
  exemption: ExemptionView.nullable(),
}).openapi('Finding');

export const ScoreItemView = z
  .object({
    indicator: NamedView,
    unit: z.string(),
    direction: z.enum(['higher', 'lower', 'info']),
    weight: z.number(),
    /** The weight after those of unscored indicators are shared out; null when not scored. */
    effective_weight: z.number().nullable(),
    value: z.number().nullable(),
    n: z.number(),
    /** Records whose facts are missing: neither for nor against. */
    unknown: z.number(),
    min_n: z.number(),
    target: z.number().nullable(),
    target_basis: z.enum(['law', 'promise', 'recalled', 'typical']).nullable(),
    score: z.number().nullable(),
    definition_hash: z.string(),
    /** The figure of the period before, for the trend. */
    previous: z.number().nullable(),
  })
  .openapi('ScoreItem');

/** What a scorecard comes to. */
const outcome = {
  score: z.number().nullable(),
  coefficient: z.number().nullable(),
  grade: z.string().nullable(),
};

/** A period that was put down, and what was decided about that. */
export const ClosingView = z
  .object({
    id: z.string(),
    period: z.string(),
    /** Of everything that was put down; whoever agrees names it. */
    hash: z.string(),
    state: z.enum(['proposed', 'closed', 'refused']),
    ...outcome,
    /** The closing that it corrects. */
    corrects: z.string().nullable(),
    reason: z.string(),
    by: NamedView,
    at: z.string(),
    decided_by: NamedView.nullable(),
    decided_at: z.string().nullable(),
    comment: z.string().nullable(),
  })
  .openapi('Closing');

export const ScorecardView = z
  .object({
    id: z.string(),
    name: Localized,
    hash: z.string(),
    level: z.enum(['company', 'department', 'team', 'person']),
    unit: NamedView.nullable(),
    period: z.string(),
    from: z.string(),
    to: z.string(),
    items: z.array(ScoreItemView),
    ...outcome,
    pay_basis: z.enum(['law', 'promise', 'recalled', 'typical']),
    /** The closing that these figures are of; null: they are worked out now. */
    closed: ClosingView.nullable(),
    /** One that is not decided on yet. */
    waiting: ClosingView.nullable(),
    /** What it would come to now, where that is not what it was closed with. */
    otherwise: z.object(outcome).nullable(),
    is_over: z.boolean(),
  })
  .openapi('Scorecard');

/** A row of the list of scorecards. */
export const ScorecardRowView = z
  .object({
    id: z.string(),
    name: Localized,
    level: z.enum(['company', 'department', 'team', 'person']),
    unit: NamedView.nullable(),
    period: z.enum(['month', 'quarter', 'year']),
  })
  .openapi('ScorecardRow');

/** An indicator measured over one imported log, or one flow. */
export const FigureView = z
  .object({
    indicator: NamedView,
    unit: z.string(),
    value: z.number().nullable(),
    n: z.number(),
    /** Records whose facts are missing: neither for nor against. */
    unknown: z.number(),
    min_n: z.number(),
  })
  .openapi('Figure');

/** One record behind a figure. */
export const CountedRecordView = z
  .object({
    /** Empty for an imported record. */
    case_id: z.string(),
    case_title: z.string(),
    seq: z.number().nullable(),
    step: NamedView.nullable(),
    handler: NamedView.nullable(),
    /** Of an imported record. */
    record: z
      .object({
        kind: NamedView,
        /** The values of its key; personal ones in part. */
        key: z.array(z.string()),
        /** Whom it is about. */
        object: z.string(),
        /** Is the key told whole, so that the record can be asked for? */
        whole: z.boolean(),
        /** Are there records of its kind that were made up? */
        synthetic: z.boolean(),
      })
      .nullable(),
    at: z.string(),
    /** What it adds to the figure: 1/0 for shares, the measured value otherwise. */
    value: z.number().nullable(),
    counted: z.boolean(),
    unknown: z.boolean(),
  })
  .openapi('CountedRecord');

export const LogView = z
  .object({
    id: z.string(),
    file: z.string(),
    sha256: z.string(),
    imported_at: z.string(),
    cases: z.number(),
    events: z.number(),
    activities: z.number(),
    variants: z.number(),
    top_variants: z.array(z.number()),
    median_seconds: z.number(),
    mean_seconds: z.number(),
    largest_wait: z.object({ from: z.string(), to: z.string(), count: z.number() }).nullable(),
  })
  .openapi('Log');
