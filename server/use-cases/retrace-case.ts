/** Goes through a past case in another version of its flow, and in its own, and tells the two apart. Nothing is stored. */
import { setImmediate } from 'node:timers/promises';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { MAX_ACTIONS } from '@flowmeter/engine/simulation/clock.ts';
import { pastOf } from '@flowmeter/engine/simulation/past.ts';
import { retrace, type Note } from '@flowmeter/engine/simulation/retrace.ts';
import {
  differencesOf,
  isSamePath,
  type Differences,
} from '@flowmeter/engine/simulation/retrace-differences.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { CaseListRow } from '../store/case-list.ts';
import { findCase } from './find-case.ts';
import { triedFlow, type Tried } from './simulate.ts';

export interface RetracedCase {
  row: CaseListRow;
  /** The version that the case ran, and the other one. */
  from: FlowDefinition;
  to: CompiledFlow;
  differences: Differences;
  notes: readonly Note[];
  /** Gone through in its own version, does the case go the way it went? */
  asItWas: boolean;
}

/** A case that the person does not see does not exist for them. */
export async function retraceCase(
  deps: Deps,
  actor: Actor,
  asked: { flow: Tried; case: string },
): Promise<Result<RetracedCase>> {
  const found = await findCase(deps, actor, asked.case);
  if (!found.ok) return found;
  const { row, state, flow: own, history } = found.value;
  const tried = await triedFlow(deps, actor, asked.flow);
  if (!tried.ok) return tried;
  const past = pastOf(await deps.store.cases.entries(asked.case));
  if (own === undefined || history === undefined || past === undefined) {
    return failed(problem('case_without_flow'));
  }
  if (tried.value.flow.id !== own.flow.id) {
    return failed(problem('case_of_other_flow', { flow: own.flow.name }));
  }
  if (past.actions.length > MAX_ACTIONS) {
    return failed(problem('simulation_too_long', { limit: MAX_ACTIONS }));
  }
  const until = state.status === 'ended' ? state.endedAt : instantOf(deps.clock);
  const options = { until, between: setImmediate };
  const before = await retrace(own, past, own.flow, options);
  if (!before.ok) return before;
  const after = await retrace(tried.value, past, own.flow, options);
  if (!after.ok) return after;
  return ok({
    row,
    from: history.flow,
    to: tried.value,
    differences: differencesOf(before.value.session, after.value.session),
    notes: after.value.notes,
    asItWas: isSamePath(before.value.session, state),
  });
}
