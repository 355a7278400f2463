/** Blocks that are left before all their branches have ended: join rules `first` and `at_least`. */
import type { CaseState, Visit } from '../case/state.ts';
import { kindOf } from '../steps/registry.ts';
import type { CompiledFlow } from './compile.ts';
import { joinBlock, type Move } from './machine.ts';
import { branchesNeeded, branchesOf } from './structure.ts';

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

/** How many branches have ended since the block was reached. */
function endedBranches(flow: CompiledFlow['flow'], state: CaseState, block: Visit): number {
  const step = flow.steps[block.step];
  const own = new Set(step === undefined ? [] : branchesOf(step).map((branch) => branch.id));
  const ended = new Set<string>();
  for (const { step: id, status } of state.visits.slice(block.seq)) {
    const one = flow.steps[id];
    const { branch } = one ?? {};
    if (one === undefined || branch === undefined || !own.has(branch)) continue;
    if (kindOf(one).arrival === 'end' && status === 'done') ended.add(branch);
  }
  return ended.size;
}
