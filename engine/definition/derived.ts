/** Derived facts: what is worked out about a record from its own fields, its links and other records. */
import { z } from 'zod';
import { Scalar } from './condition.ts';
import { Expression } from './expression.ts';
import { FactOption } from './facts.ts';
import { header, Id, Localized } from './header.ts';

/** What a derived fact may be: anything but a list. */
export const derivedTypes = [
  'string',
  'text',
  'number',
  'integer',
  'boolean',
  'date',
  'datetime',
  'enum',
] as const;

/** A figure that whoever asks may set, e.g. a rule's threshold; else its `default`. */
export const DerivedParam = z.strictObject({
  name: Localized,
  type: z.enum(derivedTypes),
  unit: z.string().max(16).optional(),
  default: Scalar,
});

export const DerivedFact = z.strictObject({
  name: Localized,
  help: Localized.optional(),
  type: z.enum(derivedTypes),
  unit: z.string().max(16).optional(),
  options: z.array(FactOption).min(1).max(200).optional(),
  /** The answer may be null: what it speaks of need not have happened. */
  nullable: z.boolean().optional(),
  personal: z.boolean().optional(),
  params: z.record(Id, DerivedParam).optional(),
  value: Expression,
});

export const DerivedDefinition = z.strictObject({
  kind: z.literal('derived'),
  ...header,
  /** The kind of record that the facts are about. */
  record: Id,
  facts: z.record(Id, DerivedFact),
});

export type DerivedParam = z.infer<typeof DerivedParam>;
export type DerivedFact = z.infer<typeof DerivedFact>;
export type DerivedDefinition = z.infer<typeof DerivedDefinition>;
