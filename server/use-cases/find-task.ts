/** A task as the person asking may see it: of their post, in a unit they serve, or part of it theirs. */
import { parseTaskId } from '@flowmeter/engine/case/state.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { mayKnow, type AskedTask } from './task-access.ts';

export async function findTask(deps: Deps, actor: Actor, id: string): Promise<Result<AskedTask>> {
  const named = parseTaskId(id);
  const state = named && (await deps.store.cases.state(named.caseId));
  const visit = named && state?.visits[named.seq - 1];
  const flow = state && (await deps.inForce.version(state.flow.hash));
  if (visit === undefined || state === undefined || flow === undefined) {
    return failed(problem('task_not_found'));
  }
  const asked = { state, visit, flow, at: instantOf(deps.clock) };
  return mayKnow(deps.inForce, actor, asked) ? ok(asked) : failed(problem('task_not_found'));
}
