/** Changes: proposed, read, decided on, reviewed; the schedule; the way back to an earlier version. */
import { z } from '@hono/zod-openapi';
import { changeStates } from '@flowmeter/engine/changes/change.ts';
import { Id } from '@flowmeter/engine/definition/header.ts';
import { problem } from '@flowmeter/engine/problem.ts';
import type { Context } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { zoneOf } from '../names.ts';
import { refuse } from '../problem-answer.ts';
import { changeRowView, changeView } from '../show/change.ts';
import { decideOnChange, type Decision } from '../use-cases/decide-change.ts';
import { findChange } from '../use-cases/find-change.ts';
import { listChanges } from '../use-cases/list-changes.ts';
import { proposeDrafts } from '../use-cases/propose-drafts.ts';
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
const Comment = z.string().trim().max(4000);
const CommentBody = z.strictObject({ comment: Comment });
const ApproveBody = CommentBody.extend({
  /** The evidence that was looked at. */
  evidence_hash: z.string().max(64),
});
const ReviewBody = CommentBody.extend({ verdict: z.enum(['upheld', 'objected']) });
const ProposeBody = WordsBody.extend({
  /** Ids of drafts of the person asking. */
  drafts: z.array(z.string().max(64)).min(1).max(50),
});
const listQuery = {
  ...pageQuery,
  state: z.enum(changeStates).optional(),
  /** What is proposed, waits for a second approval, is on the schedule; or one state. */
  kind: Kind.optional(),
  /** In which the person asking had a hand; that wait for them; that they are to review afterwards. */
  show: z.enum(['mine', 'waiting', 'reviews']).optional(),
};
const RollbackBody = WordsBody.extend({
  kind: Kind.exclude(['layout']),
  id: Id,
  hash: z.string().max(64),
});

const list = defineRoute('list_changes', {
  method: 'get',
  path: '/api/changes',
  tags: ['changes'],
  request: { query: z.object(listQuery) },
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
  request: { params, body: body(ApproveBody) },
  responses: decided,
});

const propose = defineRoute('propose_change', {
  method: 'post',
  path: '/api/changes',
  tags: ['changes'],
  parameters: [commandHeaders[1]],
  request: { body: body(ProposeBody) },
  responses: {
    201: json(ChangeView, 'Proposed as one change; the drafts have ended.'),
    ...refusals,
  },
});

/** `zone`: where days begin for those who read here. */
const ScheduleView = pageOf(ChangeRowView).extend({ zone: z.string() });

const schedule = defineRoute('list_schedule', {
  method: 'get',
  path: '/api/schedule',
  tags: ['changes'],
  responses: {
    200: json(ScheduleView, 'What takes effect when, the next first.'),
    ...refusals,
  },
});

const reject = defineRoute('reject_change', {
  method: 'post',
  path: '/api/changes/{id}/reject',
  tags: ['changes'],
  parameters: [commandHeaders[1]],
  request: { params, body: body(CommentBody) },
  responses: decided,
});

const review = defineRoute('review_change', {
  method: 'post',
  path: '/api/changes/{id}/review',
  tags: ['changes'],
  parameters: [commandHeaders[1]],
  request: { params, body: body(ReviewBody) },
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
    const { deps, actor } = c.var;
    const page = await listChanges(deps, actor, c.req.valid('query'));
    const rows = page.rows.map((head) => changeRowView(deps.inForce, head));
    return c.json({ rows, next: page.next }, 200);
  })
  .openapi(schedule, async (c) => {
    const { store, inForce } = c.var.deps;
    const heads = await store.changes.scheduled();
    const rows = heads.map((head) => changeRowView(inForce, head));
    return c.json({ rows, next: null, zone: zoneOf(inForce) }, 200);
  })
  .openapi(propose, async (c) => {
    const { deps, actor } = c.var;
    const { drafts: ids, ...words } = c.req.valid('json');
    const key = c.req.header('idempotency-key');
    const proposed = await proposeDrafts(deps, actor, { ids, key, words });
    return proposed.ok ? shown(c, proposed.value, 201) : refuse(c, proposed.problems);
  })
  .openapi(one, (c) => shown(c, c.req.valid('param').id, 200))
  .openapi(approve, (c) => {
    const { comment, evidence_hash: seenEvidence } = c.req.valid('json');
    return decideConfirmed(c, c.req.valid('param').id, { type: 'approve', comment, seenEvidence });
  })
  .openapi(giveBack, (c) =>
    decide(c, c.req.valid('param').id, { type: 'return', ...c.req.valid('json') }),
  )
  .openapi(reject, (c) =>
    decide(c, c.req.valid('param').id, { type: 'reject', ...c.req.valid('json') }),
  )
  .openapi(review, (c) =>
    decideConfirmed(c, c.req.valid('param').id, { type: 'review', ...c.req.valid('json') }),
  )
  .openapi(withdraw, (c) => decide(c, c.req.valid('param').id, { type: 'withdraw' }))
  .openapi(rollBack, async (c) => {
    const { deps, actor } = c.var;
    const key = c.req.header('idempotency-key');
    const proposed = await proposeRollback(deps, actor, c.req.valid('json'), key);
    return proposed.ok ? shown(c, proposed.value, 201) : refuse(c, proposed.problems);
  });

/** What puts something in force, or upholds it, is asked of whoever has just proved who they are. */
async function decideConfirmed(c: Context<AppEnv>, id: string, decision: Decision) {
  const { deps, token } = c.var;
  if (await deps.accounts.confirmed(token)) return decide(c, id, decision);
  return refuse(c, [problem('confirmation_needed')]);
}

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
