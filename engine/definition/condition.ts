/**
 * Conditions in json-rules-engine's JSON, narrowed to what has one meaning.
 *
 * A group is exactly one of `all`, `any`, `not`; `all` and `any` may not be empty (the library lets
 * an empty group pass). `path` is refused (jsonpath-plus can run code: CVE-2024-21534). A value is a
 * literal, another fact, or a parameter of the rule.
 */
import { z } from 'zod';
import { Id } from './header.ts';

export const Scalar = z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]);

/** Arguments of a computed fact, e.g. `{ step: 'survey' }` or `{ from: 'accepted_at', to: 'now' }`. */
export const FactParams = z.record(Id, z.union([Scalar, z.array(Scalar).max(100)]));

export const Operand = z.union([
  Scalar,
  z.array(Scalar).min(1).max(1000),
  z.strictObject({ fact: Id, params: FactParams.optional() }),
  z.strictObject({ param: Id }),
]);

export const Comparison = z.strictObject({
  fact: Id,
  params: FactParams.optional(),
  operator: z.string().min(1).max(64),
  value: Operand,
});

export type Comparison = z.infer<typeof Comparison>;
export type Operand = z.infer<typeof Operand>;
export type Condition =
  | Comparison
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).min(1).max(200) }),
    z.strictObject({ any: z.array(Condition).min(1).max(200) }),
    z.strictObject({ not: Condition }),
    Comparison,
  ]),
);
