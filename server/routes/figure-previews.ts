/** Figures of an indicator or scorecard as it is being written, over past periods. Nothing is stored. */
import { z } from '@hono/zod-openapi';
import { Id } from '@flowmeter/engine/definition/header.ts';
import { refuse } from '../problem-answer.ts';
import { titledFor } from '../show/case-title.ts';
import { figurePreviewView, previewRecordsView } from '../show/figure-preview.ts';
import { previewFigures } from '../use-cases/preview-figures.ts';
import { previewRecords, recordsShown } from '../use-cases/preview-records.ts';
import { FigurePreviewView, PreviewRecordsView } from '../views/figure-previews.ts';
import { body, defineRoute, json, newRoutes, refusals } from './define.ts';

/** So many periods at once; each costs no more than a look at its records. */
const MOST_PERIODS = 24;

const FiguresBody = z.strictObject({
  definition: z.looseObject({}),
  kind: z.enum(['month', 'quarter', 'year']).default('month'),
  count: z.int().min(1).max(MOST_PERIODS).default(6),
  unit: Id.optional(),
});

const figures = defineRoute('preview_figures', {
  method: 'post',
  path: '/api/figure-previews',
  tags: ['scores'],
  request: { body: body(FiguresBody) },
  responses: {
    200: json(FigurePreviewView, 'The last periods, beside the version in force.'),
    ...refusals,
  },
});

const RecordsBody = z.strictObject({
  definition: z.looseObject({}),
  period: z.string().max(10),
  unit: Id.optional(),
  show: z.enum(recordsShown).default('all'),
  cursor: z.string().max(200).optional(),
  limit: z.int().min(1).max(200).default(50),
});

const records = defineRoute('preview_records', {
  method: 'post',
  path: '/api/figure-previews/records',
  tags: ['scores'],
  request: { body: body(RecordsBody) },
  responses: { 200: json(PreviewRecordsView, 'The records behind a figure.'), ...refusals },
});

export const figurePreviewRoutes = newRoutes()
  .openapi(figures, async (c) => {
    const { deps, actor } = c.var;
    const { definition: content, ...asked } = c.req.valid('json');
    const preview = await previewFigures(deps, actor, { content, ...asked });
    return preview.ok
      ? c.json(figurePreviewView(deps.inForce, preview.value), 200)
      : refuse(c, preview.problems);
  })
  .openapi(records, async (c) => {
    const { deps, actor } = c.var;
    const { definition: content, ...asked } = c.req.valid('json');
    const page = await previewRecords(deps, actor, { content, ...asked });
    if (!page.ok) return refuse(c, page.problems);
    const titled = titledFor(deps, actor, ['case_id', 'case_title']);
    const shown = previewRecordsView(deps.inForce, page.value, actor.roles);
    const rows = await Promise.all(shown.rows.map((row) => titled(row)));
    return c.json({ ...shown, rows }, 200);
  });
