/** Decision tables in other tools' files: looked at, brought in as drafts, given out. */
import { z } from '@hono/zod-openapi';
import { all } from '@flowmeter/engine/definition/pack.ts';
import { Id } from '@flowmeter/engine/definition/header.ts';
import { Mapping } from '@flowmeter/engine/exchange/mapping.ts';
import { markText, markXml } from '@flowmeter/engine/privacy/watermark.ts';
import { problem } from '@flowmeter/engine/problem.ts';
import { tableFormats, tableText, type TableFormat } from '../exchange/table-text.ts';
import type { TableReading, TableSource } from '../exchange/read-tables.ts';
import { problemView, refuse } from '../problem-answer.ts';
import { draftView } from '../show/definition.ts';
import { registerExport } from '../use-cases/register-export.ts';
import { importTables, previewTables } from '../use-cases/import-tables.ts';
import { ImportedTablesView, SHOWN_ROWS, TableReadingView } from '../views/exchange.ts';
import { body, defineRoute, json, newRoutes, refusals } from './define.ts';

const source = {
  /** What the file is called. */
  name: z.string().min(1).max(200),
  /** The bytes of a file in base64: DMN, XLSX, CSV or TSV; with the body's own limit some 1.5 MB. */
  base64: z.base64().optional(),
  /** Instead: text as it was pasted from a spreadsheet. */
  text: z.string().optional(),
  mappings: z
    .array(z.strictObject({ sheet: z.string().max(200), mapping: Mapping }))
    .max(50)
    .optional(),
};

const PreviewBody = z.strictObject(source).refine(hasOne, 'base64 or text');
const ImportBody = z
  .strictObject({ ...source, tables: z.array(Id).min(1).max(200).optional() })
  .refine(hasOne, 'base64 or text');

const preview = defineRoute('read_tables', {
  method: 'post',
  path: '/api/imports/tables/read',
  tags: ['exchange'],
  description: 'What tables are in a file, and how its sheets are read. Nothing is kept.',
  request: { body: body(PreviewBody) },
  responses: {
    200: json(TableReadingView, 'Tables, mappings, and what was not kept.'),
    ...refusals,
  },
});

const bring = defineRoute('import_tables', {
  method: 'post',
  path: '/api/imports/tables',
  tags: ['exchange'],
  description: 'Begins a draft for each table of a file. Importing the same again changes nothing.',
  request: { body: body(ImportBody) },
  responses: { 201: json(ImportedTablesView, 'The drafts.'), ...refusals },
});

const formats = Object.keys(tableFormats) as [TableFormat, ...TableFormat[]];

const give = defineRoute('export_table', {
  method: 'get',
  path: '/api/exports/tables/{id}',
  tags: ['exchange'],
  description:
    'The version in force, as DMN 1.3 with the tables it asks, or as text for spreadsheets.',
  request: {
    params: z.object({ id: z.string().max(64) }),
    query: z.object({
      as: z.enum(formats).default('dmn'),
      language: z.enum(['zh', 'en']).default('zh'),
      /** What it is taken for: stands in the file and in the register of exports. */
      purpose: z.string().trim().max(200).optional(),
    }),
  },
  responses: {
    200: {
      description: 'The file, with the mark of who took it, when and for what.',
      content: {
        'application/xml': { schema: z.string() },
        'text/tab-separated-values': { schema: z.string() },
        'text/csv': { schema: z.string() },
      },
    },
    ...refusals,
  },
});

export const exchangeRoutes = newRoutes()
  .openapi(preview, async (c) => {
    const read = await previewTables(c.var.deps, sourceOf(c.req.valid('json')));
    return read.ok ? c.json(readingView(read.value), 200) : refuse(c, read.problems);
  })
  .openapi(bring, async (c) => {
    const { tables, ...asked } = c.req.valid('json');
    const done = await importTables(c.var.deps, c.var.actor, sourceOf(asked), tables);
    if (!done.ok) return refuse(c, done.problems);
    const { drafts, problems } = done.value;
    return c.json({ drafts: drafts.map(draftView), problems: problems.map(problemView) }, 201);
  })
  .openapi(give, async (c) => {
    const { id } = c.req.valid('param');
    const { as: format, language, purpose } = c.req.valid('query');
    const { deps, actor } = c.var;
    const pack = deps.inForce.pack();
    const table = all(pack, 'table').find((one) => one.id === id);
    if (table === undefined) return refuse(c, [problem('definition_not_found')]);
    const written = tableText(table, pack, { format, language });
    if (!written.ok) return refuse(c, written.problems);
    const mark = await registerExport(deps, actor, { what: 'table', object: id, purpose });
    if (!mark.ok) return refuse(c, mark.problems);
    const marked = (format === 'dmn' ? markXml : markText)(written.value, mark.value);
    c.header('Content-Disposition', `attachment; filename="${table.id}.${format}"`);
    return c.body(marked, 200, { 'Content-Type': tableFormats[format].type });
  });

type SourceBody = z.infer<typeof PreviewBody>;

function hasOne({
  base64,
  text,
}: {
  base64?: string | undefined;
  text?: string | undefined;
}): boolean {
  return (base64 === undefined) !== (text === undefined);
}

function sourceOf({ name, base64, text, mappings }: SourceBody): TableSource {
  const content = text ?? Buffer.from(base64 ?? '', 'base64');
  return { name, content, ...(mappings === undefined ? {} : { mappings }) };
}

function readingView({
  format,
  tables,
  sheets,
  problems,
}: TableReading): z.infer<typeof TableReadingView> {
  return {
    format,
    tables,
    sheets: sheets.map(({ name, rows, mapping }) => ({
      name,
      rows: rows.slice(0, SHOWN_ROWS).map((row) => [...row]),
      row_count: rows.length,
      mapping,
    })),
    problems: problems.map(problemView),
  };
}
