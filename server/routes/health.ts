/** For the machine that runs us: is the process alive, and can it serve? */
import { z } from '@hono/zod-openapi';
import { problem } from '@flowmeter/engine/problem.ts';
import { refuse } from '../problem-answer.ts';
import { defineRoute, json, newRoutes, refusals } from './define.ts';

const HealthView = z.object({ status: z.literal('ok') }).openapi('Health');

const live = defineRoute('health_live', {
  method: 'get',
  path: '/health/live',
  tags: ['health'],
  responses: { 200: json(HealthView, 'The process answers.'), ...refusals },
});

const ready = defineRoute('health_ready', {
  method: 'get',
  path: '/health/ready',
  tags: ['health'],
  responses: { 200: json(HealthView, 'The store can be read and written.'), ...refusals },
});

export const healthRoutes = newRoutes()
  .openapi(live, (c) => c.json({ status: 'ok' as const }, 200))
  .openapi(ready, async (c) =>
    (await c.var.deps.store.healthy())
      ? c.json({ status: 'ok' as const }, 200)
      : refuse(c, [problem('busy')]),
  );
