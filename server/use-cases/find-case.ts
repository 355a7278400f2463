/** A case as the person asking may see it; a case of another unit does not exist for them. */
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { CaseListRow } from '../store/case-list.ts';
import { maySee } from './case-access.ts';
import { selvesOf } from './task-access.ts';

export interface FoundCase {
  row: CaseListRow;
  state: CaseState;
  /** Undefined for cases of imported logs. */
  flow: CompiledFlow | undefined;
  /** The same, with the steps that it passed in versions it was moved from. */
  history: CompiledFlow | undefined;
}

export async function findCase(deps: Deps, actor: Actor, id: string): Promise<Result<FoundCase>> {
  const [state, row] = await Promise.all([deps.store.cases.state(id), deps.store.cases.row(id)]);
  if (state === undefined || row === undefined) return failed(problem('case_not_found'));
  const flow = await deps.inForce.version(state.flow.hash);
  const selves = selvesOf(deps.inForce, actor, instantOf(deps.clock));
  if (!maySee(deps.inForce, actor, state, flow?.flow, selves)) {
    return failed(problem('case_not_found'));
  }
  return ok({ row, state, flow, history: await historyOf(deps, state, flow) });
}

/** Steps with the same id are those of the latest version that has them. */
async function historyOf({ inForce }: Deps, { moves = [] }: CaseState, flow?: CompiledFlow) {
  if (flow === undefined || moves.length === 0) return flow;
  const earlier = await Promise.all(moves.map(({ from }) => inForce.version(from)));
  const known = [...earlier, flow].map((one) => one?.flow.steps ?? {});
  const steps: CompiledFlow['flow']['steps'] = Object.assign({}, ...known);
  return { ...flow, flow: { ...flow.flow, steps } };
}
