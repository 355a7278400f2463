/**
 * Expressions: how a derived fact is worked out. Three-valued as conditions are: what is missing leaves
 * the answer unknown, what has not happened (null) makes it null, and nothing divides by zero.
 */
import { z } from 'zod';
import { FactParams, Condition, FactName, Scalar } from './condition.ts';
import { Id } from './header.ts';

/** What an aggregate makes of the records it looks at; see engine/records/aggregates.ts. */
export const aggregates = [
  'count',
  'count_distinct',
  'exists',
  'share',
  'sum',
  'mean',
  'least',
  'greatest',
  'first',
  'last',
] as const;

export type Expression =
  | Scalar
  | { fact: string; params?: FactParams | undefined }
  | { param: string }
  | { function: string; of: Expression[] }
  | { if: Condition; then: Expression; else: Expression }
  | { table: string; inputs?: Record<string, Expression> | undefined; output: string }
  | Aggregate;

/** How many: a figure, or a parameter of the derived fact. */
type Count = number | { param: string };

export interface Aggregate {
  aggregate: (typeof aggregates)[number];
  /** The kind of record that is looked at. */
  over: string;
  /** Their field -> what it has to equal; worked out from the record that asks. */
  match?: Record<string, Expression> | undefined;
  /** Asked of each of theirs; `this.x` is the fact `x` of the record that asks. */
  where?: Condition | undefined;
  /** Worked out for each of theirs; what is counted distinct, summed, compared, taken. */
  value?: Expression | undefined;
  window?: Window | undefined;
  /** The record that asks is left out, where it is one of theirs. */
  others?: boolean | undefined;
  /** Fewer than so many records: the answer is null (`exists`, `count`: as it is). */
  at_least?: Count | undefined;
}

export type Window =
  | {
      /** The last so many in their order, `skip` of them left out; `this` included unless told. */
      last: Count;
      skip?: Count | undefined;
      including?: boolean | undefined;
      /** Their order up to here; up to the record that asks where it is one of theirs. */
      upto?: Expression | undefined;
    }
  | {
      within: {
        /** Their date or date-time; the kind's business date when absent. */
        field?: string | undefined;
        /** Both ends included. */
        from?: Expression | undefined;
        to?: Expression | undefined;
      };
    };

const Count = z.union([z.int().min(0).max(10_000), z.strictObject({ param: Id })]);

const Window: z.ZodType<Window> = z.lazy(() =>
  z.union([
    z.strictObject({
      last: Count,
      skip: Count.optional(),
      including: z.boolean().optional(),
      upto: Expression.optional(),
    }),
    z.strictObject({
      within: z.strictObject({
        field: Id.optional(),
        from: Expression.optional(),
        to: Expression.optional(),
      }),
    }),
  ]),
);

export const Expression: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    Scalar,
    z.strictObject({ fact: FactName, params: FactParams.optional() }),
    z.strictObject({ param: Id }),
    z.strictObject({ function: Id, of: z.array(Expression).max(50) }),
    z.strictObject({ if: Condition, then: Expression, else: Expression }),
    z.strictObject({
      table: Id,
      inputs: z.record(Id, Expression).optional(),
      output: Id,
    }),
    z.strictObject({
      aggregate: z.enum(aggregates),
      over: Id,
      match: z.record(Id, Expression).optional(),
      where: Condition.optional(),
      value: Expression.optional(),
      window: Window.optional(),
      others: z.boolean().optional(),
      at_least: Count.optional(),
    }),
  ]),
);
