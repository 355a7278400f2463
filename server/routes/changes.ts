/** Changes: read, approved, returned, withdrawn; and the way back to an earlier version. */
import { z } from '@hono/zod-openapi';
import { Id } from '@flowmeter/engine/definition/header.ts';
import type { Context } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { refuse } from '../problem-answer.ts';
import { changeRowView, changeView } from '../show/change.ts';
import { decideOnChange, type Decision } from '../use-cases/decide-change.ts';
import { findChange } from '../use-cases/find-change.ts';
import { proposeRollback } from '../use-cases/propose-rollback.ts';
import { ChangeRowView, ChangeView } from '../views/governance.ts';
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
import { Kind } from './definitions.ts';
import { WordsBody } from './drafts.ts';

const params = z.object({ id: z.string().max(64) });
const CommentBody = z.strictObject({ comment: z.string().trim().max(4000) });
const RollbackBody = WordsBody.extend({
  kind: Kind.exclude(['layout']),
  id: Id,
  hash: z.string().max(64),
});

const list = defineRoute('list_changes', {
  method: 'get',
  path: '/api/changes',
  tags: ['changes'],
  request: { query: z.object(pageQuery) },
  responses: { 200: json(pageOf(ChangeRowView), 'Newest first.'), ...refusals },
});

const one = defineRoute('change', {
  method: 'get',
  path: '/api/changes/{id}',
  tags: ['changes'],
  request: { params },
  responses: { 200: json(ChangeView, 'The change with its evidence.'), ...refusals },
});

const decided = { 200: json(ChangeView, 'Done; the change as it is now.'), ...refusals };

const approve = defineRoute('approve_change', {
  method: 'post',
  path: '/api/changes/{id}/approve',
  tags: ['changes'],
  parameters: [commandHeaders[1]],
  request: { params, body: body(CommentBody) },
  responses: decided,
});

const giveBack = defineRoute('return_change', {
  method: 'post',
  path: '/api/changes/{id}/return',
  tags: ['changes'],
  parameters: [commandHeaders[1]],
  request: { params, body: body(CommentBody) },
  responses: decided,
});

const withdraw = defineRoute('withdraw_change', {
  method: 'post',
  path: '/api/changes/{id}/withdraw',
  tags: ['changes'],
  parameters: [commandHeaders[1]],
  request: { params },
  responses: decided,
});

const rollBack = defineRoute('propose_rollback', {
  method: 'post',
  path: '/api/rollbacks',
  tags: ['changes'],
  parameters: [commandHeaders[1]],
  request: { body: body(RollbackBody) },
  responses: { 201: json(ChangeView, 'Proposed: a change like any other.'), ...refusals },
});

export const changeRoutes = newRoutes()
  .openapi(list, async (c) => {
    const { store, inForce } = c.var.deps;
    const page = await store.changes.list(c.req.valid('query'));
    return c.json(
      { rows: page.rows.map((change) => changeRowView(inForce, change)), next: page.next },
      200,
    );
  })
  .openapi(one, (c) => shown(c, c.req.valid('param').id, 200))
  .openapi(approve, (c) =>
    decide(c, c.req.valid('param').id, { type: 'approve', ...c.req.valid('json') }),
  )
  .openapi(giveBack, (c) =>
    decide(c, c.req.valid('param').id, { type: 'return', ...c.req.valid('json') }),
  )
  .openapi(withdraw, (c) => decide(c, c.req.valid('param').id, { type: 'withdraw' }))
  .openapi(rollBack, async (c) => {
    const { deps, actor } = c.var;
    const key = c.req.header('idempotency-key');
    const proposed = await proposeRollback(deps, actor, c.req.valid('json'), key);
    return proposed.ok ? shown(c, proposed.value, 201) : refuse(c, proposed.problems);
  });

async function decide(c: Context<AppEnv>, id: string, decision: Decision) {
  const key = c.req.header('idempotency-key');
  const done = await decideOnChange(c.var.deps, c.var.actor, { id, key, decision });
  return done.ok ? shown(c, id, 200) : refuse(c, done.problems);
}

async function shown<S extends 200 | 201>(c: Context<AppEnv>, id: string, status: S) {
  const { deps, actor } = c.var;
  const found = await findChange(deps, id);
  if (!found.ok) return refuse(c, found.problems);
  return c.json(await changeView(deps, actor, found.value), status);
}
