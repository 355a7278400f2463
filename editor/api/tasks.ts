/** Tasks: the inbox, one task, and what may be done to it. */
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { RouteChoiceView, TaskRowView, TaskView } from '@flowmeter/server/views/cases.ts';
import type { CommandAnswer } from './cases.ts';
import { ask } from './client.ts';
import { pages, type Page } from './page.ts';

export type TaskRow = z.infer<typeof TaskRowView>;
export type Task = z.infer<typeof TaskView>;
export type RouteChoice = z.infer<typeof RouteChoiceView>;
export type Box = 'mine' | 'pool';

export const taskList = (box: Box) =>
  pages<TaskRow>(['tasks', 'list', box], (cursor, signal) =>
    ask<Page<TaskRow>>('GET', '/api/tasks', { query: { box, cursor }, signal }),
  );

export const taskOf = (id: string) =>
  queryOptions({
    queryKey: ['tasks', id],
    queryFn: ({ signal }) => ask<Task>('GET', `/api/tasks/${id}`, { signal }),
  });

/** What is sent with each verb; the version is the one the person was looking at. */
export type TaskCommand = { id: string; version: number } & (
  | { verb: 'claim' | 'release' | 'resume' }
  | { verb: 'pause'; reason: string; evidence: string }
  | {
      verb: 'complete';
      route?: string | undefined;
      data: FactValues;
      overrides?: Record<string, string> | undefined;
    }
);

export function command(
  { id, version, verb, ...body }: TaskCommand,
  key: string,
): Promise<CommandAnswer> {
  return ask('POST', `/api/tasks/${id}/${verb}`, { body, version, key });
}

/** Claims from a list, where the version of the case is not known yet. */
export async function claim(id: string, key: string): Promise<CommandAnswer> {
  const { version } = await ask<Task>('GET', `/api/tasks/${id}`);
  return command({ id, version, verb: 'claim' }, key);
}
