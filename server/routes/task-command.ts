/** What the routes that command a task share. */
import { z } from '@hono/zod-openapi';
import { problem } from '@flowmeter/engine/problem.ts';
import type { Context } from 'hono';
import type { AppEnv } from '../app-env.ts';
import { refuse } from '../problem-answer.ts';
import { actOnTask, type TaskAction } from '../use-cases/act-on-task.ts';
import { CommandAnswerView } from '../views/cases.ts';
import { commandHeaders, json, refusals } from './define.ts';
import { versionIn } from './if-match.ts';

export const params = z.object({ id: z.string().max(80) });

export const command = {
  method: 'post' as const,
  tags: ['tasks'],
  parameters: commandHeaders,
  responses: { 200: json(CommandAnswerView, 'Done; the new version of the case.'), ...refusals },
};

export async function act(c: Context<AppEnv>, id: string, action: TaskAction) {
  const expected = versionIn(c.req.header('if-match'));
  if (expected === undefined) return refuse(c, [problem('version_required')]);
  const key = c.req.header('idempotency-key');
  const sent = c.get('sent') ?? '';
  const request = { id, action, sent, expected, key };
  const answer = await actOnTask(c.get('deps'), c.get('actor'), request);
  return answer.ok ? c.json(answer.value, 200) : refuse(c, answer.problems);
}
