/** What people say about a change: read, said, answered, settled. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { refuse } from '../problem-answer.ts';
import { discussionView } from '../show/comments.ts';
import { commentOnChange, settleThread, type Settling } from '../use-cases/comment-on-change.ts';
import { findChange } from '../use-cases/find-change.ts';
import { DiscussionView } from '../views/comments.ts';
import { body, commandHeaders, defineRoute, json, newRoutes, refusals } from './define.ts';

const tags = ['changes'];
const id = z.string().max(64);
const params = z.object({ id });
const threadParams = z.object({ id, thread: id });

const said = { 200: json(DiscussionView, 'Everything that is said about it.'), ...refusals };

const CommentBody = z.strictObject({
  text: z.string().trim().min(1).max(4000),
  /** A place in one of the change's definitions; null for the change as a whole. */
  anchor: z.strictObject({ kind: z.string().max(64), id, at: z.string().max(2000) }).nullable(),
  /** Ids of people who are told of it. */
  mentions: z.array(id).max(20).default([]),
});
const AnswerBody = CommentBody.omit({ anchor: true });

const list = defineRoute('list_comments', {
  method: 'get',
  path: '/api/changes/{id}/comments',
  tags,
  request: { params },
  responses: said,
});

const add = defineRoute('add_comment', {
  method: 'post',
  path: '/api/changes/{id}/comments',
  tags,
  parameters: [commandHeaders[1]],
  request: { params, body: body(CommentBody) },
  responses: { 201: json(DiscussionView, 'Said; everything that is said now.'), ...refusals },
});

const answer = defineRoute('answer_comment', {
  method: 'post',
  path: '/api/changes/{id}/comments/{thread}/answers',
  tags,
  parameters: [commandHeaders[1]],
  request: { params: threadParams, body: body(AnswerBody) },
  responses: { 201: json(DiscussionView, 'Said; everything that is said now.'), ...refusals },
});

/** Doing it again changes nothing. */
const resolve = defineRoute('resolve_comment', {
  method: 'post',
  path: '/api/changes/{id}/comments/{thread}/resolve',
  tags,
  request: { params: threadParams },
  responses: said,
});

const reopen = defineRoute('reopen_comment', {
  method: 'post',
  path: '/api/changes/{id}/comments/{thread}/reopen',
  tags,
  request: { params: threadParams },
  responses: said,
});

export const commentRoutes = newRoutes()
  .openapi(list, (c) => shown(c, c.req.valid('param').id, 200))
  .openapi(add, async (c) => {
    const { id: change } = c.req.valid('param');
    const commenting = { change, ...c.req.valid('json') };
    const key = c.req.header('idempotency-key');
    const done = await commentOnChange(c.var.deps, c.var.actor, commenting, key);
    return done.ok ? shown(c, change, 201) : refuse(c, done.problems);
  })
  .openapi(answer, async (c) => {
    const { id: change, thread } = c.req.valid('param');
    const commenting = { change, thread, anchor: null, ...c.req.valid('json') };
    const key = c.req.header('idempotency-key');
    const done = await commentOnChange(c.var.deps, c.var.actor, commenting, key);
    return done.ok ? shown(c, change, 201) : refuse(c, done.problems);
  })
  .openapi(resolve, (c) => settle(c, { ...named(c.req.valid('param')), resolved: true }))
  .openapi(reopen, (c) => settle(c, { ...named(c.req.valid('param')), resolved: false }));

function named({ id: change, thread }: z.infer<typeof threadParams>) {
  return { change, thread };
}

async function settle(c: Context<AppEnv>, settling: Settling) {
  const done = await settleThread(c.var.deps, c.var.actor, settling);
  return done.ok ? shown(c, settling.change, 200) : refuse(c, done.problems);
}

async function shown<S extends 200 | 201>(c: Context<AppEnv>, change: string, status: S) {
  const { deps, actor } = c.var;
  const found = await findChange(deps, change);
  if (!found.ok) return refuse(c, found.problems);
  return c.json(await discussionView(deps, actor, found.value), status);
}
