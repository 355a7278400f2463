/** Imported records as the API says them. */
import { z } from '@hono/zod-openapi';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { NamedView } from './parts.ts';

const CountsView = z.object({
  /** Rows of the file. */
  rows: z.number(),
  added: z.number(),
  /** Another edition of a row that was known. */
  changed: z.number(),
  /** Known already: left alone. */
  same: z.number(),
  /** Set apart: see `bad`. */
  bad: z.number(),
});

export const BatchView = z
  .object({
    seq: z.number(),
    id: z.string(),
    file: z.string(),
    sha256: z.string(),
    form: z.enum(['csv', 'parquet']),
    encoding: z.string().nullable(),
    at: z.string(),
    by: NamedView,
    /** Since when its rows count as known. */
    known_at: z.string(),
    /** The records were made up: say so wherever they are shown. */
    synthetic: z.boolean(),
    /** Columns of the file that are no field. */
    left_out: z.array(z.string()),
    counts: CountsView,
    /** The first rows that were set apart; all are in the file of bad rows. */
    bad: z.array(
      z.object({ line: z.number(), column: z.string(), code: z.string(), reason: Localized }),
    ),
  })
  .openapi('RecordBatch');

export const RecordKindView = z
  .object({
    kind: NamedView,
    /** Current rows. */
    rows: z.number(),
    batches: z.number(),
    /** Some were made up: say so wherever they are shown. */
    synthetic: z.boolean(),
    /** When records were last imported. */
    last_at: z.string().nullable(),
  })
  .openapi('RecordKind');

const ValueView = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number(), z.boolean()])),
]);

export const RecordView = z
  .object({
    kind: NamedView,
    /** It was made up: say so wherever it is shown. */
    synthetic: z.boolean(),
    fields: z.array(
      z.object({
        id: z.string(),
        name: Localized,
        unit: z.string().nullable(),
        value: ValueView,
        /** The value is not there: that is not the same as none. */
        missing: z.boolean(),
        /** Personal data that is shown in part. */
        masked: z.boolean(),
        /** Personal data that was erased. */
        erased: z.boolean(),
      }),
    ),
    editions: z.array(
      z.object({
        batch: z.number(),
        known_at: z.string(),
        until: z.string().nullable(),
        /** Fields that are not as in the edition before. */
        changed: z.array(z.string()),
      }),
    ),
  })
  .openapi('Record');
