/** Closed periods of scorecards: put down by one person, agreed to by another, corrected beside it. */
import { z } from '@hono/zod-openapi';
import { refuse } from '../problem-answer.ts';
import { closingView } from '../show/score.ts';
import { decideClosing, proposeClosing } from '../use-cases/close-period.ts';
import { closingsFor } from '../use-cases/closings.ts';
import { pageOf } from '../views/parts.ts';
import { ClosingView } from '../views/results.ts';
import { body, defineRoute, json, newRoutes, refusals } from './define.ts';

const params = z.object({ id: z.string().max(64) });
const tags = ['scores'];
const period = z.string().max(10);
const words = z.string().trim().min(1).max(2000);

const list = defineRoute('list_closings', {
  method: 'get',
  path: '/api/scorecards/{id}/closings',
  tags,
  request: { params, query: z.object({ period }) },
  responses: { 200: json(pageOf(ClosingView), 'Of a period, newest first.'), ...refusals },
});

const propose = defineRoute('propose_closing', {
  method: 'post',
  path: '/api/scorecards/{id}/closings',
  tags,
  description:
    'Puts down what a period that is over came to; where it was closed before, corrects it: the figures ' +
    'that it was closed with stay. Counts once an auditor has agreed who is not scored by it.',
  request: { params, body: body(z.strictObject({ period, reason: words })) },
  responses: { 201: json(ClosingView, 'It waits to be decided on.'), ...refusals },
});

const decide = defineRoute('decide_closing', {
  method: 'post',
  path: '/api/closings/{id}/decision',
  tags,
  request: {
    params,
    body: body(
      z.strictObject({
        state: z.enum(['closed', 'refused']),
        /** Of the closing as it was seen. */
        hash: z.string().max(64),
        comment: words,
      }),
    ),
  },
  responses: { 200: json(ClosingView, 'Decided.'), ...refusals },
});

export const closingRoutes = newRoutes()
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const found = await closingsFor(deps, actor, id, c.req.valid('query').period);
    if (!found.ok) return refuse(c, found.problems);
    const rows = found.value.map((row) => closingView(deps.inForce, row));
    return c.json({ rows, next: null }, 200);
  })
  .openapi(propose, async (c) => {
    const { deps, actor } = c.var;
    const { id: scorecard } = c.req.valid('param');
    const made = await proposeClosing(deps, actor, { scorecard, ...c.req.valid('json') });
    return made.ok ? c.json(closingView(deps.inForce, made.value), 201) : refuse(c, made.problems);
  })
  .openapi(decide, async (c) => {
    const { deps, actor } = c.var;
    const verdict = { ...c.req.valid('param'), ...c.req.valid('json') };
    const done = await decideClosing(deps, actor, verdict);
    return done.ok ? c.json(closingView(deps.inForce, done.value), 200) : refuse(c, done.problems);
  });
