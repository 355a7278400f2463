/** Where a case lands: its open visits and ended branches brought into the other version. */
import type { CaseState, ControlValue, Visit } from '../case/state.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import type { Mark } from '../flow/machine.ts';
import { branchesNeeded, branchesOf, stepsIn } from '../flow/structure.ts';
import { ok, problem, type Problem, type Result } from '../problem.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import { pairBranches, type Branches } from './check-plan.ts';
import { aroundOf, versionOf } from './lines.ts';
import type { MigrationPlan } from './plan.ts';

export interface Place {
  /** The position in the machine of the new version. */
  value: ControlValue;
  /** Every open visit, and the step of the new version at which it stands then. */
  visits: Landed[];
  /** Open visits in branches that the plan gives up. */
  withdrawn: Visit[];
  /** Arrivals in branches that only the new version has, in order. */
  begun: Mark[];
  /** All steps at which the case stands then: blocks, rests, and the ends of ended branches. */
  steps: string[];
}

export interface Landed {
  visit: Visit;
  step: string;
  /** Of a block that a return reopened: its branches that stay as they were decided. */
  carried?: string[];
}

/** For a plan that has been checked; it keeps every open visit, or says which it cannot keep. */
export function place(
  plan: MigrationPlan,
  from: FlowDefinition,
  to: FlowDefinition,
  state: CaseState,
): Result<Place> {
  const [old, next] = [versionOf(from), versionOf(to)];
  const open = state.visits.filter((visit) => visit.status === 'open');
  const isGivenUp = ({ step }: Visit) =>
    aroundOf(old, step).some(({ branch }) => plan.withdraw?.includes(branch));
  const [withdrawn, staying] = [open.filter(isGivenUp), open.filter((one) => !isGivenUp(one))];
  const homeless = staying.filter((visit) => plan.steps[visit.step] === undefined);
  const problems = homeless.map(({ step }) => noTarget(from, step));
  if (problems.length > 0) return { ok: false, problems };
  const { branches } = pairBranches(plan, old, next);
  const visits = staying.map((visit) => landed(plan, branches, visit));
  const carried = new Map(visits.map(({ step, carried: ids = [] }) => [step, ids]));
  const walk: Walk = { plan, from, to, state, branches, carried, begun: [], steps: [], problems };
  const value = translate(walk, state.value, undefined);
  if (value === undefined || problems.length > 0) return { ok: false, problems };
  const { begun, steps } = walk;
  return ok({ value, visits, withdrawn, begun, steps });
}

function landed(plan: MigrationPlan, branches: Branches, visit: Visit): Landed {
  const step = plan.steps[visit.step] ?? visit.step;
  if (visit.carried === undefined) return { visit, step };
  return { visit, step, carried: visit.carried.flatMap((one) => branches.get(one) ?? []) };
}

interface Walk {
  plan: MigrationPlan;
  from: FlowDefinition;
  to: FlowDefinition;
  state: CaseState;
  branches: Branches;
  /** Block of the new version -> its branches that a return had carried forward. */
  carried: ReadonlyMap<string, string[]>;
  begun: Mark[];
  steps: string[];
  problems: Problem[];
}

/** A position of the old version in the line `branch` of the new one. */
function translate(walk: Walk, value: ControlValue, branch?: string): ControlValue | undefined {
  if (typeof value !== 'string') return translateBlock(walk, value);
  const target = walk.plan.steps[value] ?? endFor(walk, value, branch);
  if (target === undefined) walk.problems.push(noTarget(walk.from, value));
  else walk.steps.push(target);
  return target;
}

/** The end of an ended branch: which of several ends it came to makes no difference to what follows. */
function endFor({ from, to }: Walk, step: string, branch?: string): string | undefined {
  if (!isEnd(from, step) || branch === undefined) return undefined;
  const ends = stepsIn(to, branch).flatMap(([id]) => (isEnd(to, id) ? [id] : []));
  return ends.includes(step) ? step : ends[0];
}

function translateBlock(
  walk: Walk,
  value: { [key: string]: ControlValue },
): ControlValue | undefined {
  const [block = '', inside = ''] = Object.entries(value)[0] ?? [];
  const target = walk.plan.steps[block];
  const step = target === undefined ? undefined : walk.to.steps[target];
  if (target === undefined || step === undefined || typeof inside === 'string') {
    walk.problems.push(noTarget(walk.from, block));
    return undefined;
  }
  walk.steps.push(target);
  const stood = new Map(
    Object.entries(inside).flatMap(([old, at]) => {
      const branch = walk.branches.get(old);
      return branch === undefined ? [] : [[branch, at] as const];
    }),
  );
  const regions = branchesOf(step).map(({ id, start }) => {
    const at = stood.get(id);
    if (at !== undefined) return [id, translate(walk, at, id)] as const;
    return [id, endedBefore(walk, block, id) ?? begin(walk, start)] as const;
  });
  if (isOver(walk, step, target, regions)) {
    walk.problems.push(problem('migration_block_over', { name: step.name }));
  }
  return { [target]: Object.fromEntries(regions) as Record<string, ControlValue> };
}

/** Would enough branches have ended for the block to be left? No case rests in such a block. */
function isOver(
  { to, carried }: Walk,
  step: Step,
  id: string,
  regions: readonly (readonly [string, ControlValue | undefined])[],
): boolean {
  const ended = regions.filter(([, at]) => typeof at === 'string' && isEnd(to, at));
  const counted = ended.filter(([branch]) => !carried.get(id)?.includes(branch));
  return ended.length === regions.length || counted.length >= branchesNeeded(step);
}

/**
 * The end of a branch that only the new version has, where the case came to it before an earlier move
 * took the branch away: moved back, what was done is not done again.
 */
function endedBefore({ from, to, state, steps }: Walk, block: string, branch: string) {
  const arrived = state.visits.findLast((one) => one.status === 'open' && one.step === block);
  const own = new Set(stepsIn(to, branch).flatMap(([id]) => (from.steps[id] ? [] : [id])));
  const last = state.visits.findLast((one) => own.has(one.step));
  if (arrived === undefined || last === undefined || last.seq < arrived.seq) return undefined;
  if (last.status !== 'done' || !isEnd(to, last.step)) return undefined;
  steps.push(last.step);
  return last.step;
}

/** A branch that only the new version has begins, with everything that begins inside its first step. */
function begin(walk: Walk, id: string): ControlValue {
  walk.begun.push({ type: 'enter', step: id });
  walk.steps.push(id);
  const step = walk.to.steps[id];
  const branches = step === undefined ? [] : branchesOf(step);
  if (branches.length === 0) return id;
  const regions = branches.map((branch) => [branch.id, begin(walk, branch.start)] as const);
  return { [id]: Object.fromEntries(regions) };
}

function isEnd(flow: FlowDefinition, id: string): boolean {
  const step = flow.steps[id];
  return step !== undefined && kindOf(step).arrival === 'end';
}

function noTarget(flow: FlowDefinition, id: string): Problem {
  const words = { step: flow.steps[id]?.name ?? id, id };
  return problem('migration_no_target', words, `/steps/${id}`);
}
