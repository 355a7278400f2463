/** What went wrong with other systems, for those who settle it: incidents of cases, undelivered events. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { RerouteBody, SkipBody } from '@flowmeter/engine/case/auto-commands.ts';
import { problem } from '@flowmeter/engine/problem.ts';
import type { AppEnv } from '../app-env.ts';
import { refuse } from '../problem-answer.ts';
import { titledFor } from '../show/case-title.ts';
import { deadLetterView, eventAnswerView, incidentView } from '../show/outside.ts';
import { dropEvent, resendEvent } from '../use-cases/settle-dead-letter.ts';
import { settleIncident, type IncidentAction } from '../use-cases/settle-incident.ts';
import { CommandAnswerView } from '../views/cases.ts';
import { DeadLetterView, EventAnswerView, IncidentView } from '../views/outside.ts';
import { pageOf } from '../views/parts.ts';
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

const params = z.object({ id: z.string().max(80) });
const tags = ['other systems'];

const list = defineRoute('list_incidents', {
  method: 'get',
  path: '/api/incidents',
  tags,
  request: { query: z.object(pageQuery) },
  responses: { 200: json(pageOf(IncidentView), 'What has stood longest first.'), ...refusals },
});

const command = {
  method: 'post' as const,
  tags,
  parameters: commandHeaders,
  responses: {
    200: json(CommandAnswerView, 'Done; the new version of the case.'),
    ...refusals,
  },
};

const retry = defineRoute('retry_incident', {
  ...command,
  path: '/api/incidents/{id}/retry',
  request: { params },
});
const skip = defineRoute('skip_incident', {
  ...command,
  path: '/api/incidents/{id}/skip',
  request: { params, body: body(SkipBody) },
});
const reroute = defineRoute('reroute_incident', {
  ...command,
  path: '/api/incidents/{id}/reroute',
  request: { params, body: body(RerouteBody) },
});

const letters = defineRoute('list_dead_letters', {
  method: 'get',
  path: '/api/dead-letters',
  tags,
  request: { query: z.object(pageQuery) },
  responses: { 200: json(pageOf(DeadLetterView), 'Oldest first.'), ...refusals },
});

const resend = defineRoute('resend_dead_letter', {
  method: 'post',
  path: '/api/dead-letters/{id}/resend',
  tags,
  request: { params },
  responses: { 200: json(EventAnswerView, 'A case has it now.'), ...refusals },
});

const drop = defineRoute('drop_dead_letter', {
  method: 'post',
  path: '/api/dead-letters/{id}/drop',
  tags,
  request: { params, body: body(SkipBody) },
  responses: { 204: { description: 'It is gone; the audit log says why.' }, ...refusals },
});

export const incidentRoutes = newRoutes()
  .openapi(list, async (c) => {
    const { deps, actor } = c.var;
    const { store, inForce } = deps;
    const units = [...actor.sees];
    const titled = titledFor(deps, actor, ['case_id', 'title']);
    const page = await store.incidents.list({ ...c.req.valid('query'), units });
    const rows = page.rows.map(async (row) => {
      const flow = await inForce.version(row.flow_hash);
      return incidentView(inForce, await titled(row, flow), flow);
    });
    return c.json({ rows: await Promise.all(rows), next: page.next }, 200);
  })
  .openapi(retry, (c) => settle(c, c.req.valid('param').id, { type: 'retry' }))
  .openapi(skip, (c) =>
    settle(c, c.req.valid('param').id, { type: 'skip', ...c.req.valid('json') }),
  )
  .openapi(reroute, (c) =>
    settle(c, c.req.valid('param').id, { type: 'reroute', ...c.req.valid('json') }),
  )
  .openapi(letters, async (c) => {
    const { store, inForce } = c.var.deps;
    const units = [...c.var.actor.sees];
    const { rows, next } = await store.deadLetters.list({ ...c.req.valid('query'), units });
    return c.json({ rows: rows.map((row) => deadLetterView(inForce, row)), next }, 200);
  })
  .openapi(resend, async (c) => {
    const sent = await resendEvent(c.var.deps, c.var.actor, c.req.valid('param').id);
    return sent.ok ? c.json(eventAnswerView(sent.value), 200) : refuse(c, sent.problems);
  })
  .openapi(drop, async (c) => {
    const { reason } = c.req.valid('json');
    const dropped = await dropEvent(c.var.deps, c.var.actor, c.req.valid('param').id, reason);
    return dropped.ok ? c.body(null, 204) : refuse(c, dropped.problems);
  });

async function settle(c: Context<AppEnv>, id: string, action: IncidentAction) {
  const expected = versionIn(c.req.header('if-match'));
  if (expected === undefined) return refuse(c, [problem('version_required')]);
  const key = c.req.header('idempotency-key');
  const done = await settleIncident(c.get('deps'), c.get('actor'), { id, action, expected, key });
  return done.ok ? c.json(done.value, 200) : refuse(c, done.problems);
}
