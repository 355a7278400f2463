/** Retention: how long what is stored is kept, by sort and on what basis; and who persons are in the data. */
import { z } from 'zod';
import { materialIds } from '../privacy/materials.ts';
import { Basis, header, Id, Localized } from './header.ts';

export const periodUnits = ['day', 'month', 'year'] as const;

export const Period = z.strictObject({
  value: z.int().positive().max(1200),
  unit: z.enum(periodUnits),
});

export const RetentionRow = z.strictObject({
  material: z.enum(materialIds),
  /** Of imported records: the kind that it is about; all others when absent. */
  record: Id.optional(),
  /** Past this it is removed; without it it is kept. */
  keep: Period.optional(),
  /** For so long it must be there: meanwhile it is neither removed nor erased. */
  least: Period.optional(),
  basis: Basis,
});

/** A sort of persons, so that the data of one can be found. */
export const PersonSort = z.strictObject({
  id: Id,
  name: Localized,
  /** The kind of record that has one record a person; its key names the person. */
  record: Id,
  /** Facts of cases that hold the same key. */
  facts: z.array(Id).max(20),
});

export const RetentionDefinition = z.strictObject({
  kind: z.literal('retention'),
  ...header,
  periods: z.array(RetentionRow).min(1).max(100),
  persons: z.array(PersonSort).max(20),
});

export type Period = z.infer<typeof Period>;
export type RetentionRow = z.infer<typeof RetentionRow>;
export type PersonSort = z.infer<typeof PersonSort>;
export type RetentionDefinition = z.infer<typeof RetentionDefinition>;
