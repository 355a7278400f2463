/** Moving running cases to the version of their flow in force: plan, check, dry run, carry out. */
import { z } from '@hono/zod-openapi';
import { MigrationPlan } from '@flowmeter/engine/migration/plan.ts';
import { refuse, problemView } from '../problem-answer.ts';
import { titledFor } from '../show/case-title.ts';
import { migrationPlanView, movedView, verdictView } from '../show/migration.ts';
import { checkMigration } from '../use-cases/check-migration.ts';
import { planMigration } from '../use-cases/plan-migration.ts';
import { runMigration } from '../use-cases/run-migration.ts';
import { tryMigration } from '../use-cases/try-migration.ts';
import { MigrationPlanView, MovedView, VerdictView } from '../views/migrations.ts';
import { pageOf, ProblemView } from '../views/parts.ts';
import {
  body,
  commandHeaders,
  defineRoute,
  json,
  newRoutes,
  pageQuery,
  refusals,
} from './define.ts';

const shared = { method: 'post' as const, tags: ['migration'] };
const params = z.object({ id: z.string().max(64) });
const CaseIds = z.array(z.string().max(64)).min(1).max(200);

const plan = defineRoute('plan_migration', {
  ...shared,
  path: '/api/flows/{id}/migration/plan',
  request: { params, body: body(z.strictObject({ from: z.string().max(64) })) },
  responses: { 200: json(MigrationPlanView, 'A plan to begin with.'), ...refusals },
});

const check = defineRoute('check_migration', {
  ...shared,
  path: '/api/flows/{id}/migration/check',
  request: { params, body: body(z.strictObject({ plan: MigrationPlan })) },
  responses: {
    200: json(z.object({ problems: z.array(ProblemView) }), 'What is wrong with the plan.'),
    ...refusals,
  },
});

const attempt = defineRoute('try_migration', {
  ...shared,
  path: '/api/flows/{id}/migration/dry-run',
  request: {
    params,
    query: z.object(pageQuery),
    body: body(z.strictObject({ plan: MigrationPlan, cases: CaseIds.optional() })),
  },
  responses: {
    200: json(pageOf(VerdictView), 'What it would do to each case. Nothing is done.'),
    ...refusals,
  },
});

const run = defineRoute('run_migration', {
  ...shared,
  path: '/api/flows/{id}/migration/run',
  parameters: [commandHeaders[1]],
  request: {
    params,
    body: body(
      z.strictObject({
        plan: MigrationPlan,
        cases: CaseIds,
        reason: z.string().trim().min(1).max(2000),
      }),
    ),
  },
  responses: {
    200: json(z.object({ rows: z.array(MovedView) }), 'Each case: moved, or why not.'),
    ...refusals,
  },
});

export const migrationRoutes = newRoutes()
  .openapi(plan, async (c) => {
    const { deps, actor } = c.var;
    const flow = c.req.valid('param').id;
    const planned = await planMigration(deps, actor, { flow, ...c.req.valid('json') });
    if (!planned.ok) return refuse(c, planned.problems);
    return c.json(migrationPlanView(deps.inForce, planned.value), 200);
  })
  .openapi(check, async (c) => {
    const { deps, actor } = c.var;
    const flow = c.req.valid('param').id;
    const checked = await checkMigration(deps, actor, { flow, ...c.req.valid('json') });
    if (!checked.ok) return refuse(c, checked.problems);
    return c.json({ problems: checked.value.map(problemView) }, 200);
  })
  .openapi(attempt, async (c) => {
    const { deps, actor } = c.var;
    const asked = {
      flow: c.req.valid('param').id,
      ...c.req.valid('json'),
      ...c.req.valid('query'),
    };
    const tried = await tryMigration(deps, actor, asked);
    if (!tried.ok) return refuse(c, tried.problems);
    const { rows, next, versions } = tried.value;
    const titled = titledFor(deps, actor, ['id', 'title']);
    const shown = rows.map((one) =>
      titled(verdictView(deps.inForce, one, versions), versions.from),
    );
    return c.json({ rows: await Promise.all(shown), next }, 200);
  })
  .openapi(run, async (c) => {
    const { deps, actor } = c.var;
    const key = c.req.header('idempotency-key');
    const asked = { flow: c.req.valid('param').id, ...c.req.valid('json'), key };
    const moved = await runMigration(deps, actor, asked);
    if (!moved.ok) return refuse(c, moved.problems);
    return c.json({ rows: moved.value.map(movedView) }, 200);
  });
