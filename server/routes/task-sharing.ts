/** What people do with a task besides the work itself, whom they may choose, and the copies they got. */
import { z } from '@hono/zod-openapi';
import {
  AddSignersBody,
  CopyBody,
  DelegateBody,
  HandBackBody,
  ReassignBody,
  SignBody,
  TransferBody,
  UrgeBody,
  WithdrawBody,
} from '@flowmeter/engine/case/people-commands.ts';
import { candidatesFor, namingActions } from '@flowmeter/engine/flow/people-candidates.ts';
import { refuse } from '../problem-answer.ts';
import { titledFor } from '../show/case-title.ts';
import { candidateView, copyView } from '../show/sharing.ts';
import { findTask } from '../use-cases/find-task.ts';
import { CandidateView, CopyView } from '../views/sharing.ts';
import { pageOf } from '../views/parts.ts';
import { body, defineRoute, json, newRoutes, pageQuery, refusals } from './define.ts';
import { act, command, params } from './task-command.ts';

const withdraw = defineRoute('withdraw_task', {
  ...command,
  path: '/api/tasks/{id}/withdraw',
  request: { params, body: body(WithdrawBody) },
});
const transfer = defineRoute('transfer_task', {
  ...command,
  path: '/api/tasks/{id}/transfer',
  request: { params, body: body(TransferBody) },
});
const delegate = defineRoute('delegate_task', {
  ...command,
  path: '/api/tasks/{id}/delegate',
  request: { params, body: body(DelegateBody) },
});
const handBack = defineRoute('hand_back_task', {
  ...command,
  path: '/api/tasks/{id}/hand-back',
  request: { params, body: body(HandBackBody) },
});
const addSigners = defineRoute('add_signer_task', {
  ...command,
  path: '/api/tasks/{id}/signers',
  request: { params, body: body(AddSignersBody) },
});
const copy = defineRoute('copy_task', {
  ...command,
  path: '/api/tasks/{id}/copy',
  request: { params, body: body(CopyBody) },
});
const urge = defineRoute('urge_task', {
  ...command,
  path: '/api/tasks/{id}/urge',
  request: { params, body: body(UrgeBody) },
});
const reassign = defineRoute('reassign_task', {
  ...command,
  path: '/api/tasks/{id}/reassign',
  request: { params, body: body(ReassignBody) },
});
const sign = defineRoute('sign_task', {
  ...command,
  path: '/api/tasks/{id}/sign',
  request: { params, body: body(SignBody) },
});

const people = defineRoute('task_people', {
  method: 'get',
  path: '/api/tasks/{id}/people',
  tags: ['tasks'],
  request: {
    params,
    query: z.object({
      for: z.enum(namingActions),
      part: z.coerce.number().int().min(1).max(1000).optional(),
    }),
  },
  responses: {
    200: json(z.object({ rows: z.array(CandidateView) }), 'Who may be chosen for it.'),
    ...refusals,
  },
});

const copies = defineRoute('list_copies', {
  method: 'get',
  path: '/api/copies',
  tags: ['tasks'],
  request: { query: z.object(pageQuery) },
  responses: { 200: json(pageOf(CopyView), 'The newest first.'), ...refusals },
});

export const taskSharingRoutes = newRoutes()
  .openapi(withdraw, (c) =>
    act(c, c.req.valid('param').id, { type: 'withdraw', ...c.req.valid('json') }),
  )
  .openapi(transfer, (c) =>
    act(c, c.req.valid('param').id, { type: 'transfer', ...c.req.valid('json') }),
  )
  .openapi(delegate, (c) =>
    act(c, c.req.valid('param').id, { type: 'delegate', ...c.req.valid('json') }),
  )
  .openapi(handBack, (c) =>
    act(c, c.req.valid('param').id, { type: 'hand_back', ...c.req.valid('json') }),
  )
  .openapi(addSigners, (c) =>
    act(c, c.req.valid('param').id, { type: 'add_signer', ...c.req.valid('json') }),
  )
  .openapi(copy, (c) => act(c, c.req.valid('param').id, { type: 'copy', ...c.req.valid('json') }))
  .openapi(urge, (c) => act(c, c.req.valid('param').id, { type: 'urge', ...c.req.valid('json') }))
  .openapi(reassign, (c) =>
    act(c, c.req.valid('param').id, { type: 'reassign', ...c.req.valid('json') }),
  )
  .openapi(sign, (c) => act(c, c.req.valid('param').id, { type: 'sign', ...c.req.valid('json') }))
  .openapi(people, async (c) => {
    const { deps, actor } = c.var;
    const { for: action, part } = c.req.valid('query');
    const found = await findTask(deps, actor, c.req.valid('param').id);
    if (!found.ok) return refuse(c, found.problems);
    const rows = candidatesFor({ ...found.value, actor: actor.id }, action, part);
    return c.json({ rows: rows.map((one) => candidateView(deps.inForce, one)) }, 200);
  })
  .openapi(copies, async (c) => {
    const { deps, actor } = c.var;
    const page = await deps.store.notices.copiesTo(actor.id, c.req.valid('query'));
    const titled = titledFor(deps, actor, ['case_id', 'title']);
    const rows = await Promise.all(
      page.rows.map(async (row) => {
        const listed = await deps.store.cases.row(row.case_id);
        if (listed === undefined) return [];
        const flow = await deps.inForce.version(listed.flow_hash);
        return [await titled(copyView(deps.inForce, row, listed, flow), flow)];
      }),
    );
    return c.json({ rows: rows.flat(), next: page.next }, 200);
  });
