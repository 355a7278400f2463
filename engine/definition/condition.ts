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

/**
 * The name of a fact. A dotted one leads elsewhere: through a link of the record (`account.status`), to an
 * output of a decision table (`plan_limit.days`), or, within an aggregate's condition, to the record that
 * asks (`this.account_no`).
 */
export const FactName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}(\.[A-Za-z][A-Za-z0-9_-]{0,63}){0,7}$/, 'ids joined by .')
  .refine(
    (name) => name.split('.').every((part) => !(part in Object.prototype)),
    'a name that every object has',
  );

const Argument = z.union([Scalar, z.array(Scalar).max(100)]);

/**
 * Arguments of a computed or derived fact, e.g. `{ step: 'survey' }` or `{ from: 'accepted_at', to: 'now' }`;
 * `{ param: id }` hands on a parameter of the rule.
 */
export const FactParams = z.record(Id, z.union([Argument, z.strictObject({ param: Id })]));

export const Operand = z.union([
  Scalar,
  z.array(Scalar).min(1).max(1000),
  z.strictObject({ fact: FactName, params: FactParams.optional() }),
  z.strictObject({ param: Id }),
]);

export const Comparison = z.strictObject({
  fact: FactName,
  params: FactParams.optional(),
  operator: z.string().min(1).max(64),
  value: Operand,
});

export type Scalar = z.infer<typeof Scalar>;
export type FactParams = z.infer<typeof FactParams>;
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
