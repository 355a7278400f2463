/** Findings of the own unit and below, and audits on demand. */
import { z } from '@hono/zod-openapi';
import { problem } from '@flowmeter/engine/problem.ts';
import { refuse } from '../problem-answer.ts';
import { findingRowView, findingView } from '../show/finding.ts';
import { runAudits } from '../use-cases/run-audits.ts';
import { pageOf } from '../views/parts.ts';
import { FindingRowView, FindingView } from '../views/results.ts';
import { body, defineRoute, json, newRoutes, pageQuery, refusals } from './define.ts';

const AuditBody = z.strictObject({
  stage: z.enum(['during', 'after']),
  flow: z.string().max(64).optional(),
  log: z.string().max(64).optional(),
});

const AuditAnswerView = z
  .object({
    /** Cases asked about. */
    checked: z.number(),
    /** Rules that hit; what was found before is not found again. */
    hits: z.number(),
    /** Rules that could not be answered because facts are missing. */
    unknown: z.number(),
  })
  .openapi('AuditAnswer');

const list = defineRoute('list_findings', {
  method: 'get',
  path: '/api/findings',
  tags: ['findings'],
  request: {
    query: z.object({
      ...pageQuery,
      status: FindingRowView.shape.status.optional(),
      rule: z.string().max(64).optional(),
      case: z.string().max(64).optional(),
      /** An imported log: findings about its cases. */
      log: z.string().max(64).optional(),
    }),
  },
  responses: { 200: json(pageOf(FindingRowView), 'Newest first.'), ...refusals },
});

const one = defineRoute('finding', {
  method: 'get',
  path: '/api/findings/{id}',
  tags: ['findings'],
  request: { params: z.object({ id: z.string().max(64) }) },
  responses: { 200: json(FindingView, 'The finding, with why the rule held.'), ...refusals },
});

const audit = defineRoute('run_audit', {
  method: 'post',
  path: '/api/audits',
  tags: ['findings'],
  request: { body: body(AuditBody) },
  responses: { 200: json(AuditAnswerView, 'What was asked and found.'), ...refusals },
});

export const findingRoutes = newRoutes()
  .openapi(list, async (c) => {
    const { store, inForce } = c.var.deps;
    const { log, ...filter } = c.req.valid('query');
    const flows = log === undefined ? undefined : [log];
    const page = await store.findings.list({ ...filter, flows, units: [...c.var.actor.sees] });
    const rows = page.rows.map(async (row) =>
      findingRowView(inForce, row, await inForce.version(row.flow_hash)),
    );
    return c.json({ rows: await Promise.all(rows), next: page.next }, 200);
  })
  .openapi(one, async (c) => {
    const { store, inForce } = c.var.deps;
    const row = await store.findings.byId(c.req.valid('param').id);
    if (row === undefined || !c.var.actor.sees.has(row.unit)) {
      return refuse(c, [problem('finding_not_found')]);
    }
    return c.json(findingView(inForce, row, await inForce.version(row.flow_hash)), 200);
  })
  .openapi(audit, async (c) => {
    const done = await runAudits(c.var.deps, c.var.actor, c.req.valid('json'));
    return done.ok ? c.json(done.value, 200) : refuse(c, done.problems);
  });
