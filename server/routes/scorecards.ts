/** Scorecards, figures over a log or a flow, and the records behind a figure. */
import { z } from '@hono/zod-openapi';
import { refuse } from '../problem-answer.ts';
import { titledFor } from '../show/case-title.ts';
import { countedRecordView, figureView, scorecardRowView, scorecardView } from '../show/score.ts';
import { recordsBehind } from '../use-cases/indicator-records.ts';
import { shownPeriod } from '../use-cases/closings.ts';
import { figuresAbout, scorecardsFor } from '../use-cases/score.ts';
import { pageOf } from '../views/parts.ts';
import {
  CountedRecordView,
  FigureView,
  ScorecardRowView,
  ScorecardView,
} from '../views/results.ts';
import { defineRoute, json, newRoutes, pageQuery, refusals } from './define.ts';

const params = z.object({ id: z.string().max(64) });
const period = z.string().max(10).optional();

const list = defineRoute('list_scorecards', {
  method: 'get',
  path: '/api/scorecards',
  tags: ['scores'],
  responses: {
    200: json(pageOf(ScorecardRowView), 'Those of the own unit and below.'),
    ...refusals,
  },
});

const one = defineRoute('scorecard', {
  method: 'get',
  path: '/api/scorecards/{id}',
  tags: ['scores'],
  request: { params, query: z.object({ period }) },
  responses: { 200: json(ScorecardView, 'Of a period: 2026-11, 2026-Q4, 2026.'), ...refusals },
});

const figures = defineRoute('list_indicators', {
  method: 'get',
  path: '/api/indicators',
  tags: ['scores'],
  request: { query: z.object({ log: z.string().max(64) }) },
  responses: { 200: json(pageOf(FigureView), 'Figures over one log, or one flow.'), ...refusals },
});

const records = defineRoute('indicator_records', {
  method: 'get',
  path: '/api/indicators/{id}/records',
  tags: ['scores'],
  request: {
    params,
    query: z.object({
      ...pageQuery,
      period,
      unit: z.string().max(64).optional(),
      log: z.string().max(64).optional(),
      counted: z.enum(['true', 'false']).optional(),
    }),
  },
  responses: {
    200: json(
      pageOf(CountedRecordView).extend({
        value: z.number().nullable(),
        n: z.number(),
        unknown: z.number(),
      }),
      'The figure and the records behind it.',
    ),
    ...refusals,
  },
});

export const scorecardRoutes = newRoutes()
  .openapi(list, (c) => {
    const { deps, actor } = c.var;
    const rows = scorecardsFor(deps, actor).map((each) => scorecardRowView(deps.inForce, each));
    return c.json({ rows, next: null }, 200);
  })
  .openapi(one, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const shown = await shownPeriod(deps, actor, id, c.req.valid('query').period);
    return shown.ok ? c.json(scorecardView(deps, shown.value), 200) : refuse(c, shown.problems);
  })
  .openapi(figures, async (c) => {
    const { deps, actor } = c.var;
    const found = await figuresAbout(deps, actor, c.req.valid('query').log);
    return c.json({ rows: found.map(figureView), next: null }, 200);
  })
  .openapi(records, async (c) => {
    const { deps, actor } = c.var;
    const { counted, ...query } = c.req.valid('query');
    const page = await recordsBehind(deps, actor, {
      ...query,
      indicator: c.req.valid('param').id,
      counted: counted === undefined ? undefined : counted === 'true',
    });
    if (!page.ok) return refuse(c, page.problems);
    const titled = titledFor(deps, actor, ['case_id', 'case_title']);
    const rows = page.value.rows.map((row) =>
      titled(countedRecordView(deps.inForce, row, actor.roles)),
    );
    return c.json({ ...page.value, rows: await Promise.all(rows) }, 200);
  });
