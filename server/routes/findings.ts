/** Findings of the own unit and below, and what is typical of them. */
import { z } from '@hono/zod-openapi';
import { problem } from '@flowmeter/engine/problem.ts';
import { instantIn } from '../clock.ts';
import { refuse } from '../problem-answer.ts';
import { syntheticKinds } from '../records/record-store.ts';
import { titledFor } from '../show/case-title.ts';
import { hidingFor } from '../show/finding-personal.ts';
import { findingRowView, findingView } from '../show/finding.ts';
import { MOST_MONTHS, problemGroups } from '../store/finding-figures.ts';
import type { FindingListRow } from '../store/findings.ts';
import { exemptionKey } from '../audits/running.ts';
import { todayOf } from '../use-cases/exempt-finding.ts';
import { typicalProblems } from '../use-cases/typical-problems.ts';
import { TypicalProblemsView } from '../views/audits.ts';
import { pageOf } from '../views/parts.ts';
import { FindingRowView, FindingView } from '../views/results.ts';
import { defineRoute, json, newRoutes, pageQuery, refusals } from './define.ts';

const list = defineRoute('list_findings', {
  method: 'get',
  path: '/api/findings',
  tags: ['findings'],
  request: {
    query: z.object({
      ...pageQuery,
      status: FindingRowView.shape.status.optional(),
      rule: z.string().max(64).optional(),
      /** What they are about: `case`, `finding`, a kind of record, or `record` for all of those. */
      subject: z.string().max(64).optional(),
      unit: z.string().max(64).optional(),
      /** `none`: not established. */
      cause: z.string().max(64).optional(),
      /** Found at or after, and before, these instants. */
      from: z.iso.datetime({ offset: true }).optional(),
      to: z.iso.datetime({ offset: true }).optional(),
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

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month, e.g. 2026-03');

const problems = defineRoute('typical_problems', {
  method: 'get',
  path: '/api/typical-problems',
  tags: ['findings'],
  request: {
    query: z.object({
      by: z.enum(problemGroups).default('rule'),
      subject: z.string().max(64).optional(),
      /** The last month; this one when absent. */
      until: month.optional(),
      months: z.coerce.number().int().min(1).max(MOST_MONTHS).optional(),
    }),
  },
  responses: {
    200: json(TypicalProblemsView, 'Findings of the own unit and below, most frequent first.'),
    ...refusals,
  },
});

export const findingRoutes = newRoutes()
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const { store, inForce, records } = deps;
    const titled = titledFor(deps, actor, ['case_id', 'case_title']);
    const synthetic = syntheticKinds(records);
    const { log, from, to, ...filter } = c.req.valid('query');
    const flows = log === undefined ? undefined : [log];
    const units = [...actor.sees];
    const between = { from: instantIn(from), to: instantIn(to) };
    const page = await store.findings.list({ ...filter, ...between, flows, units });
    const rows = page.rows.map(async (row) => {
      const flow = await inForce.version(row.flow_hash);
      const hiding = await hidingFor(deps, actor, row, flow);
      const about = { flow, synthetic, roles: actor.roles, hiding };
      return titled(findingRowView(inForce, row, about), flow);
    });
    return c.json({ rows: await Promise.all(rows), next: page.next }, 200);
  })
  .openapi(one, async (c) => {
    const { deps, actor } = c.var;
    const { store, inForce, records } = deps;
    const titled = titledFor(deps, actor, ['case_id', 'case_title']);
    const row = await store.findings.byId(c.req.valid('param').id);
    if (row === undefined || !actor.sees.has(row.unit)) {
      return refuse(c, [problem('finding_not_found')]);
    }
    const flow = await inForce.version(row.flow_hash);
    const day = todayOf(c.var.deps);
    const lasting = await store.exemptions.lasting(day);
    const exemption = lasting.find((entry) => exemptionKey(entry) === keyOf(row));
    const { roles } = actor;
    const hiding = await hidingFor(deps, actor, row, flow);
    const around = { flow, exemption, day, synthetic: syntheticKinds(records), roles, hiding };
    return c.json(await titled(findingView(inForce, row, around), flow), 200);
  })
  .openapi(problems, async (c) => {
    const { deps, actor } = c.var;
    const asked = { ...c.req.valid('query'), units: [...actor.sees] };
    return c.json(await typicalProblems(deps, asked), 200);
  });

function keyOf({ rule, subject, object, unit }: FindingListRow): string {
  return exemptionKey({ rule, subject, object: object ?? '', unit });
}
