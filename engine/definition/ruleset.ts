/** Rule sets: rules in json-rules-engine's format plus what they mean to the business. */
import { z } from 'zod';
import { Basis, Day, header, Id, Localized } from './header.ts';
import { Condition, Scalar } from './condition.ts';

/** `before` an action (may block it), `during` (while a case is open), `after` (when it has ended). */
export const stages = ['before', 'during', 'after'] as const;
/** R1 critical, R2 major, R3 minor, R4 hint. */
export const severities = ['R1', 'R2', 'R3', 'R4'] as const;
/** What a rule is asked about: a step visit of a case, a case, or a finding. */
export const ruleRecords = ['step', 'case', 'finding'] as const;

export const Rule = z.strictObject({
  id: Id,
  key: Id,
  name: Localized,
  stage: z.enum(stages),
  record: z.enum(ruleRecords),
  theme: Localized,
  severity: z.enum(severities),
  /** Flows (or imported logs) whose cases it speaks about; all when absent. */
  flows: z.array(Id).min(1).max(100).optional(),
  /** Thresholds, so that a figure is data. Used in conditions as `{ "param": id }`. */
  params: z
    .record(
      Id,
      z.strictObject({
        value: z.union([Scalar, z.array(Scalar).min(1)]),
        unit: z.string().max(16).optional(),
        basis: Basis,
      }),
    )
    .optional(),
  conditions: Condition,
  event: z.strictObject({ type: Id, params: z.record(Id, Scalar).optional() }),
  /** Stage `before` only: a hit stops the action. A named post may override with a reason. */
  blocks: z.boolean().optional(),
  override_post: Id.optional(),
  /** Words of the finding; `{fact}` and `{param}` are filled from the operands. */
  message: Localized,
  rectification: Localized,
  valid_from: Day.optional(),
  valid_to: Day.optional(),
});

export const RulesetDefinition = z.strictObject({
  kind: z.literal('ruleset'),
  ...header,
  /** The flow that a finding of these rules starts, e.g. rectification. */
  finding_flow: Id.optional(),
  rules: z.array(Rule).min(1).max(10000),
});

export type Rule = z.infer<typeof Rule>;
export type RulesetDefinition = z.infer<typeof RulesetDefinition>;
export type Stage = (typeof stages)[number];
export type Severity = (typeof severities)[number];
export type RuleRecord = (typeof ruleRecords)[number];
