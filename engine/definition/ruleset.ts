/** Rule sets: rules in json-rules-engine's format plus what they mean to the business. */
import { z } from 'zod';
import { Basis, Day, header, Id, Localized } from './header.ts';
import { Condition, Scalar } from './condition.ts';

/** `before` an action (may block it), `during` (while a case is open), `after` (when it has ended). */
export const stages = ['before', 'during', 'after'] as const;
/** R1 critical, R2 major, R3 minor, R4 hint. */
export const severities = ['R1', 'R2', 'R3', 'R4'] as const;
/**
 * What a rule may be asked about by itself: a step visit of a case, a case, or a finding. Besides these a
 * rule may be about any kind of imported record (see record.ts).
 */
export const ruleRecords = ['step', 'case', 'finding'] as const;

const ParamValue = z.union([Scalar, z.array(Scalar).min(1)]);

/** What a threshold is from a day on, until the next edition. */
const ParamEdition = z.strictObject({ from: Day, value: ParamValue, basis: Basis });

export const Rule = z.strictObject({
  id: Id,
  key: Id,
  name: Localized,
  stage: z.enum(stages),
  /** A step visit, a case, a finding, or the id of a kind of record. */
  record: Id,
  theme: Localized,
  severity: z.enum(severities),
  /** Flows (or imported logs) whose cases it speaks about; all when absent. */
  flows: z.array(Id).min(1).max(100).optional(),
  /** Thresholds, so that a figure is data. Used in conditions as `{ "param": id }`. */
  params: z
    .record(
      Id,
      z.strictObject({
        value: ParamValue,
        unit: z.string().max(16).optional(),
        basis: Basis,
        /** What it is later: of those begun by the business date of what is asked, the latest counts. */
        editions: z.array(ParamEdition).min(1).max(100).optional(),
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

/** A step visit, a case or a finding; of imported records the kinds are definitions. */
export function isBuiltinRecord(record: string): record is RuleRecord {
  return ruleRecords.some((one) => one === record);
}

export type Rule = z.infer<typeof Rule>;
export type RulesetDefinition = z.infer<typeof RulesetDefinition>;
export type Stage = (typeof stages)[number];
export type Severity = (typeof severities)[number];
export type RuleRecord = (typeof ruleRecords)[number];
