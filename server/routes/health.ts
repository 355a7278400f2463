/** For the machine that runs us: is the process alive, and can it serve? */
import { z } from '@hono/zod-openapi';
import { problem } from '@flowmeter/engine/problem.ts';
import { problemView, refuse } from '../problem-answer.ts';
import { ProblemView } from '../views/parts.ts';
import { defineRoute, json, newRoutes, refusals } from './define.ts';

const HealthView = z.object({ status: z.literal('ok') }).openapi('Health');

/** What stands in force and is not run, because no signed release covers it. */
const ReadyView = HealthView.extend({ refused: z.array(ProblemView) }).openapi('Ready');

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
  responses: { 200: json(ReadyView, 'The store can be read and written.'), ...refusals },
});

export const healthRoutes = newRoutes()
  .openapi(live, (c) => c.json({ status: 'ok' as const }, 200))
  .openapi(ready, async (c) => {
    const { store, inForce } = c.var.deps;
    if (!(await store.healthy())) return refuse(c, [problem('busy')]);
    const refused = inForce.refusals().map((one) => one.problem);
    // Nobody could sign in.
    const isClosed = inForce.organisation() === undefined && refused.length > 0;
    if (isClosed) return refuse(c, [problem('nothing_runs'), ...refused]);
    return c.json({ status: 'ok' as const, refused: refused.map(problemView) }, 200);
  });
