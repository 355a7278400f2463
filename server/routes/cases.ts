/** Cases: what may be opened, opening, lists, one case and what happened in it. */
import { z } from '@hono/zod-openapi';
import { CancelBody } from '@flowmeter/engine/case/cancel-commands.ts';
import { OpenBody } from '@flowmeter/engine/case/commands.ts';
import { startStepOf } from '@flowmeter/engine/flow/structure.ts';
import { problem } from '@flowmeter/engine/problem.ts';
import { instantOf } from '../clock.ts';
import { refuse } from '../problem-answer.ts';
import { listCases } from '../use-cases/list-cases.ts';
import { titledFor } from '../show/case-title.ts';
import { caseRowView, caseView } from '../show/case.ts';
import { eventsInPart, worksOn } from '../show/case-personal.ts';
import { entryView } from '../show/entry.ts';
import { named } from '../names.ts';
import { fieldViews } from '../show/task.ts';
import { cancelCase, mayCancel } from '../use-cases/cancel-case.ts';
import { findCase } from '../use-cases/find-case.ts';
import { mayOpen, openCase } from '../use-cases/open-case.ts';
import { unmaskCase } from '../use-cases/unmask-case.ts';
import {
  CaseRowView,
  CaseView,
  CommandAnswerView,
  EntryView,
  FactValueView,
  FieldView,
} from '../views/cases.ts';
import { NamedView, pageOf } from '../views/parts.ts';
import {
  body,
  commandHeaders,
  defineRoute,
  json,
  newRoutes,
  pageQuery,
  refusals,
} from './define.ts';
import { versionIn } from './if-match.ts';

const OpenableView = z.object({ flow: NamedView, fields: z.array(FieldView) }).openapi('Openable');

const params = z.object({ id: z.string().max(64) });

const openable = defineRoute('openable', {
  method: 'get',
  path: '/api/openable',
  tags: ['cases'],
  responses: {
    200: json(z.object({ rows: z.array(OpenableView) }), 'Flows that the person may open.'),
    ...refusals,
  },
});

const open = defineRoute('open_case', {
  method: 'post',
  path: '/api/cases',
  tags: ['cases'],
  parameters: [commandHeaders[1]],
  request: { body: body(OpenBody) },
  responses: { 201: json(CommandAnswerView, 'Opened.'), ...refusals },
});

const list = defineRoute('list_cases', {
  method: 'get',
  path: '/api/cases',
  tags: ['cases'],
  request: {
    query: z.object({
      ...pageQuery,
      q: z.string().max(100).optional(),
      flow: z.string().max(64).optional(),
      status: z.enum(['open', 'ended']).optional(),
      log: z.string().max(64).optional(),
    }),
  },
  responses: { 200: json(pageOf(CaseRowView), 'Newest first.'), ...refusals },
});

const one = defineRoute('case', {
  method: 'get',
  path: '/api/cases/{id}',
  tags: ['cases'],
  request: { params },
  responses: { 200: json(CaseView, 'The case.'), ...refusals },
});

const unmask = defineRoute('unmask_case', {
  method: 'post',
  path: '/api/cases/{id}/personal',
  tags: ['cases'],
  description:
    'The personal facts of a case whole, for who does not work it; that they asked is logged.',
  request: { params, body: body(z.strictObject({ reason: z.string().trim().min(1).max(2000) })) },
  responses: {
    200: json(z.object({ data: z.record(z.string(), FactValueView) }), 'The values by fact.'),
    ...refusals,
  },
});

const entries = defineRoute('case_entries', {
  method: 'get',
  path: '/api/cases/{id}/entries',
  tags: ['cases'],
  request: { params, query: z.object(pageQuery) },
  responses: { 200: json(pageOf(EntryView), 'What happened, newest first.'), ...refusals },
});

const cancel = defineRoute('cancel_case', {
  method: 'post',
  path: '/api/cases/{id}/cancel',
  tags: ['cases'],
  parameters: commandHeaders,
  request: { params, body: body(CancelBody) },
  responses: {
    200: json(CommandAnswerView, 'Cancelled; the new version of the case.'),
    ...refusals,
  },
});

export const caseRoutes = newRoutes()
  .openapi(openable, (c) => {
    const { inForce } = c.var.deps;
    const rows = inForce.flows().flatMap((flow) => {
      const start = startStepOf(flow.flow);
      if (start === undefined || !mayOpen(flow, c.var.actor)) return [];
      const fields = fieldViews(start.form, flow.facts, {});
      return { flow: named(flow.flow.id, flow.flow.name), fields };
    });
    return c.json({ rows }, 200);
  })
  .openapi(open, async (c) => {
    const key = c.req.header('idempotency-key');
    const done = await openCase(c.var.deps, c.var.actor, c.req.valid('json'), key);
    return done.ok ? c.json(done.value, 201) : refuse(c, done.problems);
  })
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const page = await listCases(deps, actor, c.req.valid('query'));
    const rows = page.rows.map(({ row, flow }) => caseRowView(deps.inForce, row, flow));
    return c.json({ rows, next: page.next }, 200);
  })
  .openapi(one, async (c) => {
    const { deps, actor } = c.var;
    const found = await findCase(deps, actor, c.req.valid('param').id);
    if (!found.ok) return refuse(c, found.problems);
    const { state, flow } = found.value;
    const row = await titledFor(deps, actor, ['id', 'title'])(found.value.row, flow);
    const shown = caseView(deps.inForce, { ...found.value, row }, instantOf(deps.clock), actor);
    const can = mayCancel(deps.inForce, actor, state, flow?.flow) ? (['cancel'] as const) : [];
    return c.json({ ...shown, can: [...can] }, 200);
  })
  .openapi(cancel, async (c) => {
    const expected = versionIn(c.req.header('if-match'));
    if (expected === undefined) return refuse(c, [problem('version_required')]);
    const { reason } = c.req.valid('json');
    const { id } = c.req.valid('param');
    const key = c.req.header('idempotency-key');
    const done = await cancelCase(c.var.deps, c.var.actor, { id, reason, expected, key });
    return done.ok ? c.json(done.value, 200) : refuse(c, done.problems);
  })
  .openapi(unmask, async (c) => {
    const { id } = c.req.valid('param');
    const done = await unmaskCase(c.var.deps, c.var.actor, { id, ...c.req.valid('json') });
    return done.ok ? c.json({ data: done.value }, 200) : refuse(c, done.problems);
  })
  .openapi(entries, async (c) => {
    const { deps, actor } = c.var;
    const { id } = c.req.valid('param');
    const { limit, cursor } = c.req.valid('query');
    const found = await findCase(deps, actor, id);
    if (!found.ok) return refuse(c, found.problems);
    const { state, history } = found.value;
    const from = cursor === undefined ? undefined : Number(cursor);
    const page = await deps.store.cases.entriesPage(id, { cursor: from, limit });
    if (page === undefined) return refuse(c, [problem('schema', { reason: 'cursor' }, '/cursor')]);
    const isWhole = worksOn(deps.inForce, actor, state, history);
    const rows = page.rows.map((entry) => {
      const events = isWhole ? entry.events : eventsInPart(entry.events, history);
      return entryView(deps.inForce, { ...entry, events }, state, history);
    });
    return c.json({ rows, next: page.next === null ? null : String(page.next) }, 200);
  });
