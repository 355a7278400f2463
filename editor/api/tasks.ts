/** Tasks: the inbox, one task, and what may be done to it. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { RouteChoiceView, TaskRowView, TaskView } from '@flowmeter/server/views/cases.ts';
import type { CommandAnswer } from './cases.ts';
import { answer, api, intent, until } from './client.ts';
import { pages } from './page.ts';

export type TaskRow = z.infer<typeof TaskRowView>;
export type Task = z.infer<typeof TaskView>;
export type RouteChoice = z.infer<typeof RouteChoiceView>;
export type Box = 'mine' | 'pool' | 'unit';

export const taskList = (box: Box) =>
  pages<TaskRow>(['tasks', 'list', box], (cursor, signal) =>
    answer(api.tasks.$get({ query: { box, cursor } }, until(signal))),
  );

export const taskOf = (id: string) =>
  queryOptions({
    queryKey: ['tasks', id],
    queryFn: ({ signal }) => answer(api.tasks[':id'].$get({ param: { id } }, until(signal))),
  });

/** What is sent with each verb; the version is the one the person was looking at. */
export type TaskCommand = { id: string; version: number } & (
  | { verb: 'claim' | 'release' | 'resume' }
  | { verb: 'pause'; reason: string; evidence: string }
  | {
      verb: 'complete';
      route?: string | undefined;
      data: FactValues;
      comment?: string | undefined;
      overrides?: Record<string, string> | undefined;
    }
);

export function command(asked: TaskCommand, key: string): Promise<CommandAnswer> {
  const param = { id: asked.id };
  const headers = intent({ version: asked.version, key });
  const task = api.tasks[':id'];
  switch (asked.verb) {
    case 'complete': {
      const { route, data, comment, overrides } = asked;
      const json = { route, data, comment, overrides };
      return answer(task.complete.$post({ param, json }, headers));
    }
    case 'pause': {
      const { reason, evidence } = asked;
      return answer(task.pause.$post({ param, json: { reason, evidence } }, headers));
    }
    case 'claim':
    case 'release':
    case 'resume':
      return answer(task[asked.verb].$post({ param }, headers));
    default:
      return asked satisfies never;
  }
}

/** Claims from a list, where the version of the case is not known yet. */
export async function claim(id: string, key: string): Promise<CommandAnswer> {
  const { version } = await answer(api.tasks[':id'].$get({ param: { id } }));
  return command({ id, version, verb: 'claim' }, key);
}
