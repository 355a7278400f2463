/** Blocks that are left before all their branches have ended: join rules `first` and `at_least`. */
import type { CaseState, ControlValue, Visit } from '../case/state.ts';
import { kindOf } from '../steps/registry.ts';
import type { CompiledFlow } from './compile.ts';
import { joinBlock, type Move } from './machine.ts';
import { branchesNeeded } from './structure.ts';

/**
 * The block that is left now, innermost first. Branches that a return carried forward were counted
 * when the block was left before: a reopened block is left when the branch returned into has ended,
 * which XState sees by itself.
 */
export function nextJoin(
  { flow, machine }: CompiledFlow,
  state: CaseState,
): { move: Move; cause: string } | undefined {
  if (machine.early.size === 0) return undefined;
  for (const visit of state.visits.toReversed()) {
    if (visit.status !== 'open' || !machine.early.has(visit.step)) continue;
    const step = flow.steps[visit.step];
    if (step === undefined || endedBranches(flow, state, visit) < branchesNeeded(step)) continue;
    const move = joinBlock(machine, state.value, visit.step);
    if (move !== undefined) return { move, cause: visit.step };
  }
  return undefined;
}

/** How many branches have ended since the block was reached: those that stand at an end of their own. */
function endedBranches({ steps }: CompiledFlow['flow'], state: CaseState, block: Visit): number {
  const carried = new Set(block.carried);
  const branches = Object.entries(insideOf(state.value, block.step) ?? {});
  return branches.filter(([branch, at]) => {
    const step = typeof at === 'string' ? steps[at] : undefined;
    return step !== undefined && kindOf(step).arrival === 'end' && !carried.has(branch);
  }).length;
}

/** Where the branches of a block stand; undefined while the case is not in it. */
function insideOf(value: ControlValue, block: string): Record<string, ControlValue> | undefined {
  for (const [id, inside] of typeof value === 'string' ? [] : Object.entries(value)) {
    if (id === block) return typeof inside === 'string' ? undefined : inside;
    const deeper = insideOf(inside, block);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}
