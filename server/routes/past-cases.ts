/** Past cases gone through in a draft, and what its limits would have meant for them. Nothing is stored. */
import { z } from '@hono/zod-openapi';
import { Id } from '@flowmeter/engine/definition/header.ts';
import { standings } from '@flowmeter/engine/simulation/limit-standing.ts';
import { refuse } from '../problem-answer.ts';
import { titledFor } from '../show/case-title.ts';
import { limitCaseView, limitEffectsView } from '../show/limit-effects.ts';
import { retraceView } from '../show/retrace.ts';
import { limitCases, measureLimits } from '../use-cases/measure-limits.ts';
import { retraceCase } from '../use-cases/retrace-case.ts';
import { pageOf } from '../views/parts.ts';
import { LimitCaseView, LimitEffectsView, RetraceView } from '../views/retraces.ts';
import { body, defineRoute, json, newRoutes, refusals } from './define.ts';
import { TriedBody } from './simulations.ts';

const shared = { method: 'post' as const, tags: ['simulations'] };
const caseId = z.string().max(64);

const retrace = defineRoute('retrace_case', {
  ...shared,
  path: '/api/simulations/past-case',
  description:
    'What people did in a case is done again in another version of its flow; where it goes another way, ' +
    'how limits stand, what rules find, and what could not be done again.',
  request: { body: body(z.strictObject({ flow: TriedBody, case: caseId })) },
  responses: { 200: json(RetraceView, 'Where the two differ.'), ...refusals },
});

const measure = defineRoute('measure_limits', {
  ...shared,
  path: '/api/simulations/limits',
  description:
    'How the limits that differ from those in force would have stood in past cases, within the own unit ' +
    'and below; the newest cases, as many as time allows.',
  request: { body: body(z.strictObject({ flow: TriedBody })) },
  responses: { 200: json(LimitEffectsView, 'How many stood how, then and now.'), ...refusals },
});

const standing = z.enum(standings).optional();

const behind = defineRoute('limit_cases', {
  ...shared,
  path: '/api/simulations/limits/cases',
  request: {
    body: body(
      z.strictObject({
        flow: TriedBody,
        step: Id.optional(),
        limit: Id,
        then: standing,
        now: standing,
        flip: z.enum(['newly_overdue', 'no_longer_overdue']).optional(),
        down_to: caseId,
        cursor: caseId.optional(),
      }),
    ),
  },
  responses: { 200: json(pageOf(LimitCaseView), 'The cases behind a figure.'), ...refusals },
});

export const pastCaseRoutes = newRoutes()
  .openapi(retrace, async (c) => {
    const { deps, actor } = c.var;
    const done = await retraceCase(deps, actor, c.req.valid('json'));
    if (!done.ok) return refuse(c, done.problems);
    const row = await titledFor(deps, actor, ['id', 'title'])(done.value.row);
    return c.json(retraceView(deps.inForce, { ...done.value, row }), 200);
  })
  .openapi(measure, async (c) => {
    const { deps, actor } = c.var;
    const measured = await measureLimits(deps, actor, c.req.valid('json').flow);
    return measured.ok
      ? c.json(limitEffectsView(deps.inForce, measured.value), 200)
      : refuse(c, measured.problems);
  })
  .openapi(behind, async (c) => {
    const { deps, actor } = c.var;
    const found = await limitCases(deps, actor, c.req.valid('json'));
    if (!found.ok) return refuse(c, found.problems);
    const { rows, next } = found.value;
    const titled = titledFor(deps, actor, ['id', 'title']);
    const shown = rows.map((one) => titled(limitCaseView(deps.inForce, one)));
    return c.json({ rows: await Promise.all(shown), next }, 200);
  });
