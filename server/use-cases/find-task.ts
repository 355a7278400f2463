/** A task as the person asking may see it: of their post, in a unit they serve, or escalated to them. */
import { parseTaskId, type CaseState, type Visit } from '@flowmeter/engine/case/state.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import { knowsByEscalation, mayDo } from './case-access.ts';

export interface FoundTask {
  state: CaseState;
  visit: Visit;
  flow: CompiledFlow;
}

export async function findTask(deps: Deps, actor: Actor, id: string): Promise<Result<FoundTask>> {
  const named = parseTaskId(id);
  const state = named && (await deps.store.cases.state(named.caseId));
  const visit = named && state?.visits[named.seq - 1];
  const flow = state && (await deps.inForce.version(state.flow.hash));
  const mayKnow =
    visit &&
    flow !== undefined &&
    (mayDo(deps.inForce, actor, state, visit, flow.flow) ||
      knowsByEscalation(deps.inForce, actor, state, visit));
  if (!mayKnow || flow === undefined) return failed(problem('task_not_found'));
  return ok({ state, visit, flow });
}
