/**
 * Records: what other systems know, imported as tables. A record is what rules, tables and derived facts
 * are asked about besides cases; its fields are facts.
 */
import { z } from 'zod';
import { FactName } from './condition.ts';
import { Fact } from './facts.ts';
import { header, Id, Localized } from './header.ts';

/** A way from a record to at most one other: `account.status` reads a field through the link `account`. */
export const RecordLink = z.strictObject({
  name: Localized,
  /** The kind of record that it leads to. */
  record: Id,
  /** Their field -> the field of this record that has the same value. */
  by: z.record(Id, Id),
});

export const RecordDefinition = z.strictObject({
  kind: z.literal('record'),
  ...header,
  /** The fields that together tell one record from another. */
  key: z.array(Id).min(1).max(8),
  fields: z.record(Id, Fact),
  links: z.record(Id, RecordLink).optional(),
  /** The field by which the records of one object follow one another, e.g. its month. */
  order: Id.optional(),
  /** Its business date: which rule, threshold and table row are in force for it. */
  date: Id.optional(),
  /** Fields that say whom it is about, so that the same is found once; its key when absent. */
  object: z.array(Id).min(1).max(8).optional(),
  /** The field that says which period it is about. */
  period: Id.optional(),
  /** Facts that say whose it is: unit, person, and the money at stake. */
  unit: FactName.optional(),
  person: FactName.optional(),
  money: FactName.optional(),
});

export type RecordDefinition = z.infer<typeof RecordDefinition>;
export type RecordLink = z.infer<typeof RecordLink>;
