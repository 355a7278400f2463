/** What every definition shares: ids, words in both languages, the basis of a figure. */
import { z } from 'zod';

/**
 * Ids are ASCII so that they survive file names, URLs and logs; words live in `name`. What every object
 * of the language has by itself (`constructor`, `toString`, …) is no id: it would be found everywhere.
 */
export const Id = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, 'letters, digits, _ and -, starting with a letter')
  .refine((id) => !(id in Object.prototype), 'a name that every object has');

export const Localized = z.strictObject({
  zh: z.string().min(1).max(2000),
  en: z.string().min(1).max(2000),
});

/** A calendar day, ISO 8601 (`2026-02-12`). */
export const Day = z.iso.date();

/**
 * Where a figure comes from: `law` (a regulation or standard that was read), `promise` (a published
 * service promise), `recalled` (named document, not re-read) or `typical` (practice; configurable and
 * never shown as a regulation). `source` names the document.
 */
export const Basis = z.strictObject({
  kind: z.enum(['law', 'promise', 'recalled', 'typical']),
  source: Localized,
});

/**
 * The fields of every definition file. `$schema` is for editors, `$export` is the mark of a file that was
 * taken out (engine/privacy/watermark.ts): neither is part of the meaning.
 */
export const header = {
  $schema: z.string().optional(),
  $export: z.string().max(1000).optional(),
  id: Id,
  name: Localized,
  description: Localized.optional(),
};
