/** Indicators: one KPI each. A measure (a row of a table in engine/indicators) over records. */
import { z } from 'zod';
import { Basis, header, Id } from './header.ts';
import { Condition } from './condition.ts';

export const IndicatorDefinition = z.strictObject({
  kind: z.literal('indicator'),
  ...header,
  key: Id,
  unit: z.string().max(16),
  direction: z.enum(['higher', 'lower', 'info']),
  /** Which records are counted, e.g. step visits of the flow `hv_new` for which `where` holds. */
  over: z.strictObject({
    /** A step visit, a case, a finding, or the id of a kind of imported record. */
    record: Id,
    /** Flows or imported logs; all when absent. Imported records belong to none. */
    flows: z.array(Id).min(1).optional(),
    where: Condition.optional(),
    /** The date or date-time fact that says to which period a record belongs. */
    period_by: Id,
  }),
  /** `measure` names a row of the measures table; the other fields are what that row needs. */
  measure: z.strictObject({
    measure: Id,
    /** The share, or count, of records for which this holds. */
    of: Condition.optional(),
    /** The fact that is added up, averaged, … */
    fact: Id.optional(),
    /** For `percentile`: 0-100. */
    p: z.number().min(0).max(100).optional(),
  }),
  /** Decimal places of the figure. */
  decimals: z.int().min(0).max(6),
  /** Fewer records than this: not scored, and the weight is shared out among the others. */
  min_n: z.int().min(0),
  target: z.strictObject({ value: z.number(), basis: Basis }).optional(),
  /**
   * How the figure becomes a score. `deduct`: full marks at the target, `points` off for each `per`
   * beyond it. `linear`: 100 x value / target. `none`: for information.
   */
  ladder: z.discriminatedUnion('form', [
    z.strictObject({
      form: z.literal('deduct'),
      per: z.number().positive(),
      points: z.number().positive(),
      floor: z.number(),
      cap: z.number(),
    }),
    z.strictObject({ form: z.literal('linear'), floor: z.number(), cap: z.number() }),
    z.strictObject({ form: z.literal('none') }),
  ]),
});

export const ScorecardDefinition = z.strictObject({
  kind: z.literal('scorecard'),
  ...header,
  level: z.enum(['company', 'department', 'team', 'person']),
  /** The unit scored: records of its own and of the units below it. Absent: everything. */
  unit: Id.optional(),
  period: z.enum(['month', 'quarter', 'year']),
  /** Weights add up to 100. */
  items: z.array(z.strictObject({ indicator: Id, weight: z.number().positive().max(100) })).min(1),
  /** Half-open bands [from, next from): the score's pay coefficient. Sorted from high to low. */
  pay: z.strictObject({
    basis: Basis,
    bands: z.array(z.strictObject({ from: z.number(), coefficient: z.number(), grade: Id })).min(1),
  }),
});

export type IndicatorDefinition = z.infer<typeof IndicatorDefinition>;
export type ScorecardDefinition = z.infer<typeof ScorecardDefinition>;
