/** What a person does to a task: the work on it, and sharing it with others. */
import type { z } from 'zod';
import type { Command, CompleteBody, PauseBody } from '@flowmeter/engine/case/commands.ts';
import type {
  AddSignersBody,
  CopyBody,
  HandBackBody,
  ReassignBody,
  SignBody,
  TransferBody,
  UrgeBody,
  WithdrawBody,
} from '@flowmeter/engine/case/people-commands.ts';
import { parseTaskId, type CaseState } from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { taskRows } from '../store/case-rows.ts';
import type { News } from '../store/case-writes.ts';
import { poolKey } from '../store/tasks.ts';
import { commandCase, type CommandAnswer } from './command-case.ts';
import { once } from './once.ts';
import { mayAsk } from './task-access.ts';

export type TaskAction =
  | { type: 'claim' | 'release' | 'resume' }
  | ({ type: 'pause' } & z.infer<typeof PauseBody>)
  | ({ type: 'complete' } & z.infer<typeof CompleteBody>)
  | ({ type: 'withdraw' } & z.infer<typeof WithdrawBody>)
  | ({ type: 'transfer' | 'delegate' } & z.infer<typeof TransferBody>)
  | ({ type: 'hand_back' } & z.infer<typeof HandBackBody>)
  | ({ type: 'add_signer' } & z.infer<typeof AddSignersBody>)
  | ({ type: 'copy' } & z.infer<typeof CopyBody>)
  | ({ type: 'urge' } & z.infer<typeof UrgeBody>)
  | ({ type: 'reassign' } & z.infer<typeof ReassignBody>)
  | ({ type: 'sign' } & z.infer<typeof SignBody>);

export interface TaskRequest {
  id: string;
  action: TaskAction;
  /** The body that asked for it, as it came: what its key stands for. */
  sent: string;
  /** The version seen, or `any`. */
  expected: number | 'any';
  key: string | undefined;
}

export function actOnTask(
  deps: Deps,
  actor: Actor,
  { id, action, sent, expected, key }: TaskRequest,
): Promise<Result<CommandAnswer>> {
  const task = parseTaskId(id);
  if (task === undefined) return Promise.resolve(failed(problem('task_not_found')));
  const { caseId, seq } = task;
  const asked = {
    actor: actor.id,
    key,
    action: `${action.type} ${id}`,
    body: sent,
    isPure: true,
  };
  return once(deps, asked, async (keep) => {
    const done = await commandCase(deps, {
      caseId,
      command: (at) => ({ ...action, seq, actor: actor.id, at }) as Command,
      forbids: (state, flow) => {
        const visit = state.visits[seq - 1];
        const about = visit && { state, visit, flow, at: instantOf(deps.clock) };
        const may = about && mayAsk(deps.inForce, actor, about, action.type);
        return may ? undefined : problem('task_not_found');
      },
      tells: (state, { flow }) => newsOf(state, flow, seq, action),
      ...(expected === 'any' ? {} : { expected }),
      ...(keep === undefined ? {} : { keep }),
    });
    const hidden = !done.ok && done.problems[0]?.code === 'case_not_found';
    return hidden ? failed(problem('task_not_found')) : done;
  });
}

/** Who is urged, and who is sent a copy, hears of it although no row of a list changes. */
function newsOf(state: CaseState, flow: FlowDefinition, seq: number, action: TaskAction): News[] {
  const { id, unit } = state;
  if (action.type === 'copy') return [{ topic: 'cases', id, unit, people: action.persons }];
  if (action.type !== 'urge') return [];
  return taskRows(state, flow)
    .filter((row) => row.seq === seq)
    .map((row) => ({ topic: 'tasks', id: row.id, unit, pool: poolKey(row), people: [row.holder] }));
}
