/** Tasks: the inbox, one task, and what is done to it. */
import { z } from '@hono/zod-openapi';
import { CompleteBody, PauseBody } from '@flowmeter/engine/case/commands.ts';
import type { Context } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import { problem } from '@flowmeter/engine/problem.ts';
import { refuse } from '../problem-answer.ts';
import { taskRowView, taskView } from '../show/task.ts';
import { actOnTask, type TaskAction } from '../use-cases/act-on-task.ts';
import { poolsOf } from '../use-cases/case-access.ts';
import { findTask } from '../use-cases/find-task.ts';
import { CommandAnswerView, TaskRowView, TaskView } from '../views/cases.ts';
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

const list = defineRoute('list_tasks', {
  method: 'get',
  path: '/api/tasks',
  tags: ['tasks'],
  request: {
    query: z.object({ ...pageQuery, box: z.enum(['mine', 'pool']).default('mine') }),
  },
  responses: { 200: json(pageOf(TaskRowView), 'The most urgent first.'), ...refusals },
});

const one = defineRoute('task', {
  method: 'get',
  path: '/api/tasks/{id}',
  tags: ['tasks'],
  request: { params },
  responses: { 200: json(TaskView, 'The task with its form.'), ...refusals },
});

const done = { 200: json(CommandAnswerView, 'Done; the new version of the case.'), ...refusals };
const command = {
  method: 'post' as const,
  tags: ['tasks'],
  parameters: commandHeaders,
  responses: done,
};

const claim = defineRoute('claim_task', {
  ...command,
  path: '/api/tasks/{id}/claim',
  request: { params },
});
const release = defineRoute('release_task', {
  ...command,
  path: '/api/tasks/{id}/release',
  request: { params },
});
const resume = defineRoute('resume_task', {
  ...command,
  path: '/api/tasks/{id}/resume',
  request: { params },
});
const pause = defineRoute('pause_task', {
  ...command,
  path: '/api/tasks/{id}/pause',
  request: { params, body: body(PauseBody) },
});
const complete = defineRoute('complete_task', {
  ...command,
  path: '/api/tasks/{id}/complete',
  request: { params, body: body(CompleteBody) },
});

export const taskRoutes = newRoutes()
  .openapi(list, async (c) => {
    const { inForce, store } = c.var.deps;
    const { box, ...page } = c.req.valid('query');
    const found =
      box === 'mine'
        ? await store.tasks.held(c.var.actor.id, page)
        : await store.tasks.pool(poolsOf(inForce, c.var.actor), page);
    const rows = found.rows.map(async (row) =>
      taskRowView(inForce, row, await inForce.version(row.flow_hash)),
    );
    return c.json({ rows: await Promise.all(rows), next: found.next }, 200);
  })
  .openapi(one, async (c) => {
    const { deps, actor } = c.var;
    const found = await findTask(deps, actor, c.req.valid('param').id);
    if (!found.ok) return refuse(c, found.problems);
    const view = taskView(deps.inForce, actor, found.value, instantOf(deps.clock));
    return view === undefined ? refuse(c, [problem('task_not_open')]) : c.json(view, 200);
  })
  .openapi(claim, (c) => act(c, c.req.valid('param').id, { type: 'claim' }))
  .openapi(release, (c) => act(c, c.req.valid('param').id, { type: 'release' }))
  .openapi(resume, (c) => act(c, c.req.valid('param').id, { type: 'resume' }))
  .openapi(pause, (c) => act(c, c.req.valid('param').id, { type: 'pause', ...c.req.valid('json') }))
  .openapi(complete, (c) =>
    act(c, c.req.valid('param').id, { type: 'complete', ...c.req.valid('json') }),
  );

async function act(c: Context<AppEnv>, id: string, action: TaskAction) {
  const expected = versionIn(c.req.header('if-match'));
  if (expected === undefined) return refuse(c, [problem('version_required')]);
  const key = c.req.header('idempotency-key');
  const answer = await actOnTask(c.get('deps'), c.get('actor'), { id, action, expected, key });
  return answer.ok ? c.json(answer.value, 200) : refuse(c, answer.problems);
}
