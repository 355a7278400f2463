/**
 * May who completed a visit take it back (撤回)? While nothing has come of it: the steps after it in the
 * same line wait untouched, nothing went out by itself, no branch was left and no block joined.
 */
import { isSigned } from '../case/people-state.ts';
import type { ControlValue, Visit } from '../case/state.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { problem, type Problem } from '../problem.ts';
import type { Arrival } from '../steps/kind.ts';
import { kindOf } from '../steps/registry.ts';
import { selves, stepName, type Standing } from './people-standing.ts';
import { blockByBranch, enclosing } from './structure.ts';

/** What may have happened since without anything having come of it. */
const harmless: ReadonlySet<Arrival> = new Set(['task', 'decide', 'timer', 'contain', 'end']);

/** Where a case rests until time or a join moves it: over, something has come of it. */
const resting: ReadonlySet<Arrival> = new Set(['timer', 'contain']);

export function leftUntouched(standing: Standing): Problem | undefined {
  const { visit, state, flow } = standing;
  if (visit.status !== 'done' || visit.handler === undefined || visit.takenBackAt !== undefined) {
    return problem('not_last_handler');
  }
  if (!selves(standing).includes(visit.handler) || isSigned(visit)) {
    return problem('not_last_handler');
  }
  const impossible = problem('withdraw_impossible', { step: stepName(standing) });
  const route = flow.flow.steps[visit.step]?.routes.find((one) => one.id === visit.route);
  const line = flow.flow.steps[visit.step]?.branch;
  if (route === undefined || flow.flow.steps[route.to]?.branch !== line) return impossible;
  if (!standsInSameBlocks(standing)) return impossible;
  const since = visitsSince(standing);
  if (since.some((one) => !isHarmless(standing, one))) return impossible;
  const taken = since.find(isTouched);
  if (taken !== undefined) {
    return problem('withdraw_too_late', { step: stepName(standing, taken.step) });
  }
  return state.status === 'open' ? undefined : problem('case_ended');
}

/** The visits of the same line, and of blocks within it, that came after this one. */
export function visitsSince({ flow, state, visit }: Standing): Visit[] {
  const line = flow.flow.steps[visit.step]?.branch;
  const blocks = blockByBranch(flow.flow);
  return state.visits
    .slice(visit.seq)
    .filter((one) => enclosing(flow.flow, one.step, blocks).includes(line));
}

/** The position in which the line of `step` stands at `step` again, all else as it is. */
export function movedBack(flow: FlowDefinition, value: ControlValue, step: string): ControlValue {
  const blocks = blockByBranch(flow);
  const branches = enclosing(flow, step, blocks).filter((one) => one !== undefined);
  return placed(value, branches.toReversed(), blocks, step);
}

function placed(
  value: ControlValue,
  [branch, ...inner]: readonly string[],
  blocks: ReadonlyMap<string, string>,
  step: string,
): ControlValue {
  if (branch === undefined) return step;
  const block = blocks.get(branch) ?? '';
  const inside = typeof value === 'string' ? undefined : value[block];
  if (inside === undefined || typeof inside === 'string') {
    throw new Error(`the case does not stand in ${block}`);
  }
  return { [block]: { ...inside, [branch]: placed(inside[branch] ?? '', inner, blocks, step) } };
}

/** The blocks around the step are the ones that were open when it was done. */
function standsInSameBlocks({ flow, state, visit }: Standing): boolean {
  const blocks = blockByBranch(flow.flow);
  const around = enclosing(flow.flow, visit.step, blocks).filter((one) => one !== undefined);
  return around.every((branch) => {
    const block = state.visits.findLast((one) => one.step === blocks.get(branch));
    return block?.status === 'open' && block.seq < visit.seq;
  });
}

function isHarmless({ flow }: Standing, one: Visit): boolean {
  const step = flow.flow.steps[one.step];
  if (step === undefined || !harmless.has(kindOf(step).arrival)) return false;
  if (one.status === 'open') return true;
  return one.status === 'done' && !resting.has(kindOf(step).arrival);
}

/** Somebody has it in hand, or has done something about it. */
function isTouched(one: Visit): boolean {
  const signed = one.signs?.some(({ status }) => status === 'signed') ?? false;
  return one.status === 'done'
    ? one.handler !== undefined
    : one.claimedAt !== undefined ||
        signed ||
        one.pauses.length > 0 ||
        one.delegations !== undefined;
}
