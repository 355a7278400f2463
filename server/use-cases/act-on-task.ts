/** What a person does to a task: claim, release, complete, pause, resume. */
import type { z } from 'zod';
import type { Command, CompleteBody, PauseBody } from '@flowmeter/engine/case/commands.ts';
import { parseTaskId } from '@flowmeter/engine/case/state.ts';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { mayDo } from './case-access.ts';
import { commandCase, type CommandAnswer } from './command-case.ts';
import { once } from './once.ts';

export type TaskAction =
  | { type: 'claim' | 'release' | 'resume' }
  | ({ type: 'pause' } & z.infer<typeof PauseBody>)
  | ({ type: 'complete' } & z.infer<typeof CompleteBody>);

export interface TaskRequest {
  id: string;
  action: TaskAction;
  /** The version seen, or `any`. */
  expected: number | 'any';
  key: string | undefined;
}

export function actOnTask(
  deps: Deps,
  actor: Actor,
  { id, action, expected, key }: TaskRequest,
): Promise<Result<CommandAnswer>> {
  const task = parseTaskId(id);
  if (task === undefined) return Promise.resolve(failed(problem('task_not_found')));
  const { caseId, seq } = task;
  const asked = {
    actor: actor.id,
    key,
    action: `${action.type} ${id}`,
    body: action,
    isPure: true,
  };
  return once(deps, asked, async (keep) => {
    const done = await commandCase(deps, {
      caseId,
      command: (at) => ({ ...action, seq, actor: actor.id, at }) as Command,
      forbids: (state, { flow }) => {
        const visit = state.visits[seq - 1];
        const may = visit !== undefined && mayDo(deps.inForce, actor, state, visit, flow);
        return may ? undefined : problem('task_not_found');
      },
      ...(expected === 'any' ? {} : { expected }),
      ...(keep === undefined ? {} : { keep }),
    });
    const hidden = !done.ok && done.problems[0]?.code === 'case_not_found';
    return hidden ? failed(problem('task_not_found')) : done;
  });
}
