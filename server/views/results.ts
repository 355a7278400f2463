/** What the API says about findings, indicators and scorecards. */
import { z } from '@hono/zod-openapi';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { severities, stages } from '@flowmeter/engine/definition/ruleset.ts';
import { NamedView } from './parts.ts';

/** Why a condition held: the tree of its parts with operands and results. */
export interface ReasonView {
  holds: boolean | 'unknown';
  sentence: { zh: string; en: string };
  parts: ReasonView[];
}

export const ReasonView: z.ZodType<ReasonView> = z
  .lazy(() =>
    z.object({
      holds: z.union([z.boolean(), z.literal('unknown')]),
      sentence: Localized,
      parts: z.array(ReasonView),
    }),
  )
  .openapi('Reason', { type: 'object' });

export const FindingRowView = z
  .object({
    id: z.string(),
    rule: NamedView,
    stage: z.enum(stages),
    severity: z.enum(severities),
    message: Localized,
    case_id: z.string(),
    case_title: z.string(),
    step: NamedView.nullable(),
    unit: NamedView,
    handler: NamedView.nullable(),
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
  reason: ReasonView,
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
    score: z.number().nullable(),
    coefficient: z.number().nullable(),
    grade: z.string().nullable(),
    pay_basis: z.enum(['law', 'promise', 'recalled', 'typical']),
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
    case_id: z.string(),
    case_title: z.string(),
    seq: z.number().nullable(),
    step: NamedView.nullable(),
    handler: NamedView.nullable(),
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
