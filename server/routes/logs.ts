/** Imported logs and what was said about them when they were imported. */
import { z } from '@hono/zod-openapi';
import { problem } from '@flowmeter/engine/problem.ts';
import { refuse } from '../problem-answer.ts';
import type { LogSummary } from '../store/history.ts';
import type { LogRow } from '../store/schema.ts';
import { pageOf } from '../views/parts.ts';
import { LogView } from '../views/results.ts';
import { defineRoute, json, newRoutes, refusals } from './define.ts';

const list = defineRoute('list_logs', {
  method: 'get',
  path: '/api/logs',
  tags: ['logs'],
  responses: { 200: json(pageOf(LogView), 'Oldest import first.'), ...refusals },
});

const one = defineRoute('log', {
  method: 'get',
  path: '/api/logs/{id}',
  tags: ['logs'],
  request: { params: z.object({ id: z.string().max(64) }) },
  responses: { 200: json(LogView, 'The log.'), ...refusals },
});

export const logRoutes = newRoutes()
  .openapi(list, async (c) => {
    const logs = await c.var.deps.store.history.logs();
    return c.json({ rows: logs.map(logView), next: null }, 200);
  })
  .openapi(one, async (c) => {
    const { id } = c.req.valid('param');
    const log = await c.var.deps.store.history.log(id);
    return log === undefined
      ? refuse(c, [problem('log_not_found', { id })])
      : c.json(logView(log), 200);
  });

function logView({ summary, ...row }: LogRow): z.infer<typeof LogView> {
  return { ...row, ...(JSON.parse(summary) as LogSummary) };
}
