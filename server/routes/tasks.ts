/** Tasks: the inbox, one task, and what is done to it. */
import { z } from '@hono/zod-openapi';
import { CompleteBody, PauseBody } from '@flowmeter/engine/case/commands.ts';
import { problem } from '@flowmeter/engine/problem.ts';
import { refuse } from '../problem-answer.ts';
import { titledFor } from '../show/case-title.ts';
import { taskRowView, taskView } from '../show/task.ts';
import { findTask } from '../use-cases/find-task.ts';
import { boxes } from '../use-cases/list-tasks.ts';
import { TaskRowView, TaskView } from '../views/cases.ts';
import { pageOf } from '../views/parts.ts';
import { body, defineRoute, json, newRoutes, pageQuery, refusals } from './define.ts';
import { act, command, params } from './task-command.ts';

const list = defineRoute('list_tasks', {
  method: 'get',
  path: '/api/tasks',
  tags: ['tasks'],
  request: {
    query: z.object({ ...pageQuery, box: z.enum(['mine', 'pool', 'unit']).default('mine') }),
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
    const { deps, actor } = c.var;
    const { inForce } = deps;
    const { box, ...page } = c.req.valid('query');
    const found = await boxes[box](deps, actor, page);
    const titled = titledFor(deps, actor, ['case_id', 'title']);
    const rows = found.rows.map(async (row) => {
      const flow = await inForce.version(row.flow_hash);
      return taskRowView(inForce, await titled(row, flow), flow);
    });
    return c.json({ rows: await Promise.all(rows), next: found.next }, 200);
  })
  .openapi(one, async (c) => {
    const { deps, actor } = c.var;
    const found = await findTask(deps, actor, c.req.valid('param').id);
    if (!found.ok) return refuse(c, found.problems);
    const view = taskView(deps.inForce, actor, found.value);
    if (view === undefined) return refuse(c, [problem('task_not_open')]);
    const titled = titledFor(deps, actor, ['case_id', 'title']);
    return c.json(await titled(view, found.value.flow), 200);
  })
  .openapi(claim, (c) => act(c, c.req.valid('param').id, { type: 'claim' }))
  .openapi(release, (c) => act(c, c.req.valid('param').id, { type: 'release' }))
  .openapi(resume, (c) => act(c, c.req.valid('param').id, { type: 'resume' }))
  .openapi(pause, (c) => act(c, c.req.valid('param').id, { type: 'pause', ...c.req.valid('json') }))
  .openapi(complete, (c) =>
    act(c, c.req.valid('param').id, { type: 'complete', ...c.req.valid('json') }),
  );
