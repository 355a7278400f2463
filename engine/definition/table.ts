/**
 * Decision tables: rows of conditions (`when`, one cell an input) and of results (`then`, one value an
 * output), read by a hit policy of DMN. Each output is a fact, `<table>.<output>`.
 *
 * A **Cell** is a list of alternatives; it takes a value that one of them takes. `[]` takes every value,
 * null too. An alternative (**Test**) is
 * - a value of the input's type: `5`, `"urban"`, `true`, `"2026-02-12"`; `null` takes what has not happened;
 * - an interval of an ordered type (numbers, dates, date-times), with one bound or two:
 *   `{ "from": 10, "below": 35 }` is 10 ≤ x < 35, `{ "above": 0, "to": 100 }` is 0 < x ≤ 100;
 * - `{ "not": [Test…] }`: every value that none of those takes.
 * Null is taken only by `[]` and by `null`, as in rules: `{ "not": ["a"] }` does not take it, and
 * `{ "not": [null] }` is "has a value".
 */
import { z } from 'zod';
import { FactName, FactParams, Scalar } from './condition.ts';
import { factTypes, FactOption } from './facts.ts';
import { Basis, Day, header, Id, Localized } from './header.ts';

/** What each hit policy makes of the rows that match, by DMN's letters. */
export const hitPolicies = {
  U: { zh: '唯一', en: 'unique' },
  A: { zh: '任一（结果相同）', en: 'any (equal results)' },
  P: { zh: '优先级最高', en: 'highest priority' },
  F: { zh: '首行', en: 'first row' },
  R: { zh: '全部，按行序', en: 'all, in row order' },
  O: { zh: '全部，按结果次序', en: 'all, in output order' },
  C: { zh: '汇集', en: 'collect' },
  'C+': { zh: '求和', en: 'sum' },
  'C<': { zh: '最小', en: 'least' },
  'C>': { zh: '最大', en: 'greatest' },
  'C#': { zh: '计数', en: 'count' },
} as const satisfies Record<string, z.infer<typeof Localized>>;

export type HitPolicy = keyof typeof hitPolicies;

const Bound = z.union([z.number(), z.string().max(64)]);

/** At least one bound; at most one of each side. */
export const Interval = z
  .strictObject({
    from: Bound.optional(),
    above: Bound.optional(),
    to: Bound.optional(),
    below: Bound.optional(),
  })
  .refine(({ from, above }) => from === undefined || above === undefined, 'from or above, not both')
  .refine(({ to, below }) => to === undefined || below === undefined, 'to or below, not both')
  .refine((interval) => Object.values(interval).some((one) => one !== undefined), 'which bound?');

const Plainly = z.union([Scalar, Interval]);

export const CellTest = z.union([
  Plainly,
  z.strictObject({ not: z.array(Plainly).min(1).max(1000) }),
]);

export const Cell = z.array(CellTest).max(1000);

/** The types of a column; lists are counted elsewhere, never compared. */
const columnTypes = factTypes.filter((type) => type !== 'list');

const column = {
  id: Id,
  name: Localized,
  type: z.enum(columnTypes),
  unit: z.string().max(16).optional(),
  /** Options of an enum; of an input, those of its fact when absent. Of an output, the highest first. */
  options: z.array(FactOption).min(1).max(200).optional(),
};

export const TableInput = z.strictObject({
  ...column,
  /** What is asked; the fact of the input's own id when absent. */
  fact: FactName.optional(),
  params: FactParams.optional(),
  /** The domain, inclusive; that of the fact when absent. Days of a date are written as in cells. */
  min: Bound.optional(),
  max: Bound.optional(),
  nullable: z.boolean().optional(),
});

export const TableOutput = z.strictObject({
  ...column,
  /** Where there are no options: the values there may be, the highest first (for P and O). */
  values: z.array(Scalar).min(1).max(200).optional(),
  /** What holds where no row matches. Either every output has one, or none. */
  default: Scalar.optional(),
  /** `then` may be null, and so is the output where no row matches and there is no default. */
  nullable: z.boolean().optional(),
});

export const TableRow = z.strictObject({
  id: Id.optional(),
  /** One cell an input, in their order. */
  when: z.array(Cell).max(100),
  /** One value an output, in their order. */
  then: z.array(Scalar).min(1).max(100),
  note: Localized.optional(),
  /** The row counts on these business days only, both included. */
  valid_from: Day.optional(),
  valid_to: Day.optional(),
  basis: Basis.optional(),
});

export const TableDefinition = z.strictObject({
  kind: z.literal('table'),
  ...header,
  hit: z.enum(Object.keys(hitPolicies) as [HitPolicy, ...HitPolicy[]]),
  inputs: z.array(TableInput).max(100),
  outputs: z.array(TableOutput).min(1).max(100),
  /** Row order is meaning under F, R and P. */
  rows: z.array(TableRow).min(1).max(20000),
});

export type Interval = z.infer<typeof Interval>;
export type CellTest = z.infer<typeof CellTest>;
export type Cell = z.infer<typeof Cell>;
export type TableInput = z.infer<typeof TableInput>;
export type TableOutput = z.infer<typeof TableOutput>;
export type TableRow = z.infer<typeof TableRow>;
export type TableDefinition = z.infer<typeof TableDefinition>;
