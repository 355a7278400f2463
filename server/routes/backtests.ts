/** Backtests: rules tried on what is past, before anybody approves them. */
import { z } from '@hono/zod-openapi';
import { rowOf } from '../backtests/report.ts';
import { refuse } from '../problem-answer.ts';
import { backtestRowView, backtestView, flipView } from '../show/backtest.ts';
import { explainFlips } from '../use-cases/explain-flips.ts';
import { findBacktest, listBacktests, tryCandidate } from '../use-cases/try-candidate.ts';
import { BacktestRowView, BacktestView, FlipView } from '../views/backtests.ts';
import { body, defineRoute, json, newRoutes, refusals } from './define.ts';

const id = z.string().max(64);
const rules = z.array(id).min(1).max(1000).optional();

const run = defineRoute('run_backtest', {
  method: 'post',
  path: '/api/backtests',
  tags: ['backtests'],
  description:
    'Asks the candidate’s rules and those in force of all ended cases and imported records, and tells ' +
    'what one finds and the other does not. It goes on after the answer: read it until it has ended.',
  request: {
    body: body(
      z.union([z.strictObject({ draft: id, rules }), z.strictObject({ change: id, rules })]),
    ),
  },
  responses: { 202: json(BacktestRowView, 'Begun.'), ...refusals },
});

const list = defineRoute('list_backtests', {
  method: 'get',
  path: '/api/backtests',
  tags: ['backtests'],
  request: { query: z.object({ candidate: id.optional() }) },
  responses: {
    200: json(z.object({ rows: z.array(BacktestRowView) }), 'Newest first.'),
    ...refusals,
  },
});

const one = defineRoute('backtest', {
  method: 'get',
  path: '/api/backtests/{id}',
  tags: ['backtests'],
  request: { params: z.object({ id }) },
  responses: { 200: json(BacktestView, 'What came of it so far.'), ...refusals },
});

const flips = defineRoute('backtest_flips', {
  method: 'get',
  path: '/api/backtests/{id}/flips',
  tags: ['backtests'],
  request: {
    params: z.object({ id }),
    query: z.object({
      rule: id.optional(),
      side: z.enum(['gained', 'lost']).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      cursor: z.coerce.number().int().min(0).default(0),
    }),
  },
  responses: {
    200: json(
      z.object({ rows: z.array(FlipView), next: z.number().nullable() }),
      'Hits gained and lost, each with why; within the own unit and below.',
    ),
    ...refusals,
  },
});

export const backtestRoutes = newRoutes()
  .openapi(run, async (c) => {
    const { deps, actor } = c.var;
    const begun = await tryCandidate(deps, actor, c.req.valid('json'));
    return begun.ok
      ? c.json(backtestRowView(deps.inForce, rowOf(begun.value), actor), 202)
      : refuse(c, begun.problems);
  })
  .openapi(list, (c) => {
    const { deps, actor } = c.var;
    const found = listBacktests(deps, actor, c.req.valid('query').candidate);
    return c.json({ rows: found.map((each) => backtestRowView(deps.inForce, each, actor)) }, 200);
  })
  .openapi(one, (c) => {
    const { deps, actor } = c.var;
    const found = findBacktest(deps, actor, c.req.valid('param').id);
    if (!found.ok) return refuse(c, found.problems);
    const packs = deps.backtests.packs(found.value.id);
    return c.json(backtestView(deps.inForce, found.value, packs, actor), 200);
  })
  .openapi(flips, async (c) => {
    const { deps, actor } = c.var;
    const { id: backtest } = c.req.valid('param');
    const page = await explainFlips(deps, actor, { id: backtest, ...c.req.valid('query') });
    if (!page.ok) return refuse(c, page.problems);
    const show = flipView(deps.inForce, deps.backtests.packs(backtest), actor);
    return c.json({ rows: page.value.rows.map(show), next: page.value.next }, 200);
  });
