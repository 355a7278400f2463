/**
 * Plans of synthetic records: which records there are, how their values come about, how they hang
 * together, and how what rules look for is planted among them. All trade knowledge stands in the plan.
 */
import { z } from 'zod';
import { Scalar } from '../definition/condition.ts';
import { Day, header, Id, Localized } from '../definition/header.ts';

/** How a value comes about. */
export type Source =
  | Scalar
  /** A value made before: `part.name`; within its own source what it was for the part before. */
  | { of: string }
  /** One of these, by weight. */
  | { pick: [Scalar, number][] }
  /** Evenly between two numbers, both included. */
  | { between: [Source, Source]; decimals?: number | undefined }
  /** True with this probability. */
  | { chance: number }
  /** A code: a prefix and a number of so many digits. */
  | { code: string; of: Source; digits: number }
  | { function: string; of: Source[] }
  | { if: Source; then: Source; else: Source }
  | { case: Source; of: Record<string, Source>; else: Source }
  | { compare: [Source, string, Source] }
  | { table: string; inputs: Record<string, Source>; output: string };

export const Source: z.ZodType<Source> = z.lazy(() =>
  z.union([
    Scalar,
    z.strictObject({ of: Reference }),
    z.strictObject({ pick: z.array(z.tuple([Scalar, z.number().positive()])).min(1) }),
    z.strictObject({
      between: z.tuple([Source, Source]),
      decimals: z.int().min(0).max(6).optional(),
    }),
    z.strictObject({ chance: z.number().min(0).max(1) }),
    z.strictObject({ code: z.string().max(32), of: Source, digits: z.int().min(0).max(12) }),
    z.strictObject({ function: Id, of: z.array(Source).max(20) }),
    z.strictObject({ if: Source, then: Source, else: Source }),
    z.strictObject({ case: Source, of: z.record(z.string(), Source), else: Source }),
    z.strictObject({ compare: z.tuple([Source, Id, Source]) }),
    z.strictObject({ table: Id, inputs: z.record(Id, Source), output: Id }),
  ]),
);

/** `part.name`; also `part.n`, which of its kind it is, and `plan.size`, `plan.months`, `plan.until`. */
const Reference = z.string().regex(/^[A-Za-z]\w*\.[A-Za-z]\w*$/, 'part.name');

/** A record, or only a place for values; so many of them, each with what hangs on it. */
export interface Part {
  id: string;
  /** How many; one when absent. */
  repeat?: Source | undefined;
  /** Values that are needed and belong to no record, before the fields. */
  let?: Record<string, Source> | undefined;
  record?: string | undefined;
  fields?: Record<string, Source> | undefined;
  parts?: Part[] | undefined;
}

export const Part: z.ZodType<Part> = z.lazy(() =>
  z.strictObject({
    id: Id,
    repeat: Source.optional(),
    let: z.record(Id, Source).optional(),
    record: Id.optional(),
    fields: z.record(Id, Source).optional(),
    parts: z.array(Part).optional(),
  }),
);

/** What is made again and again, each time by itself. */
const Group = z.strictObject({
  name: Localized,
  /** How many there are for each one of the size asked for, and at least. */
  per: z.number().positive(),
  least: z.int().positive(),
  part: Part,
});

/** How something that a rule looks for is planted in one of a group. */
const Anomaly = z.strictObject({
  rule: Id,
  group: Id,
  /** Of so many of the group; that of the plan when absent. */
  rate: z.number().min(0).max(1).optional(),
  /** In which of a part that is repeated, and in how many before and with it. */
  at: z.strictObject({ part: Id, n: Source, last: z.int().positive().optional() }).optional(),
  /** `part.name` -> its source instead; what would have been is its own value. */
  set: z.record(Reference, Source).optional(),
  /** Part -> how many instead. */
  repeat: z.record(Id, Source).optional(),
  /** Parts whose records the rule is to find; the last of a window, or each. */
  mark: z.array(Id).min(1),
  each: z.boolean().optional(),
  /** Rules that find something too, and rightly so. */
  also: z.array(Id).optional(),
});

export const SyntheticPlan = z.strictObject({
  kind: z.literal('synthetic'),
  ...header,
  /** What is shown wherever the records are. */
  label: Localized,
  /** The last day there is something about, unless told otherwise. */
  until: Day,
  /** How often each anomaly is planted. */
  rate: z.number().min(0).max(1),
  groups: z.record(Id, Group),
  anomalies: z.array(Anomaly),
});

export type SyntheticPlan = z.infer<typeof SyntheticPlan>;
export type Anomaly = z.infer<typeof Anomaly>;
