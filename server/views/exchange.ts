/** What the API says about tables in files. */
import { z } from '@hono/zod-openapi';
import { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { Mapping } from '@flowmeter/engine/exchange/mapping.ts';
import { DraftView } from './governance.ts';
import { ProblemView } from './parts.ts';

/** Rows of a sheet that are shown beside its mapping. */
export const SHOWN_ROWS = 100;

export const TableReadingView = z
  .object({
    format: z.enum(['dmn', 'workbook', 'text']),
    tables: z.array(TableDefinition),
    sheets: z.array(
      z.object({
        name: z.string(),
        /** The first hundred. */
        rows: z.array(z.array(z.string())),
        row_count: z.number(),
        mapping: Mapping,
      }),
    ),
    /** Errors name what was left out, warnings what was guessed or passed over. */
    problems: z.array(ProblemView),
  })
  .openapi('TableReading');

export const ImportedTablesView = z
  .object({ drafts: z.array(DraftView), problems: z.array(ProblemView) })
  .openapi('ImportedTables');
