/** A case as the person asking may see it; a case of another unit does not exist for them. */
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import type { Deps } from '../deps.ts';
import type { CaseListRow } from '../store/case-list.ts';
import { maySee } from './case-access.ts';

export interface FoundCase {
  row: CaseListRow;
  state: CaseState;
  /** Undefined for cases of imported logs. */
  flow: CompiledFlow | undefined;
}

export async function findCase(deps: Deps, actor: Actor, id: string): Promise<Result<FoundCase>> {
  const [state, row] = await Promise.all([deps.store.cases.state(id), deps.store.cases.row(id)]);
  if (state === undefined || row === undefined) return failed(problem('case_not_found'));
  const flow = await deps.inForce.version(state.flow.hash);
  if (!maySee(deps.inForce, actor, state, flow?.flow)) return failed(problem('case_not_found'));
  return ok({ row, state, flow });
}
