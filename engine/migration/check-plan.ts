/** Does a plan make sense for its two versions, whichever case is moved? */
import type { FlowDefinition } from '../definition/flow.ts';
import type { CompiledFlow } from '../flow/compile.ts';
import { branchesOf, taskOf, waitOf } from '../flow/structure.ts';
import { unknown } from '../flow/unknown.ts';
import { problem, type Problem } from '../problem.ts';
import { aroundOf, standsFor, versionOf, type Version } from './lines.ts';
import { timerKey, type MigrationPlan } from './plan.ts';
import { deadEnds } from './survival.ts';

type Compiled = Pick<CompiledFlow, 'flow' | 'hash'>;

/** Problems at pointers into the plan; with one of them no case can be moved by it. */
export function checkPlan(plan: MigrationPlan, from: Compiled, to: Compiled): Problem[] {
  const versions = checkVersions(plan, from, to);
  if (versions.length > 0) return versions;
  const [old, next] = [versionOf(from.flow), versionOf(to.flow)];
  const steps = Object.keys(plan.steps).flatMap((id) => checkStep(plan, old, next, id));
  const timers = checkTimers(plan, to.flow);
  if (steps.length > 0) return [...steps, ...timers];
  const { branches, problems } = pairBranches(plan, old, next);
  return [...problems, ...checkWithdrawn(plan, old, branches), ...timers];
}

/** A branch may be given up that no branch stands for, of a block that stays. */
function checkWithdrawn(plan: MigrationPlan, old: Version, branches: Branches): Problem[] {
  return (plan.withdraw ?? []).flatMap((branch, index) => {
    const at = `/withdraw/${index}`;
    const block = old.blocks.get(branch);
    if (block === undefined) return [unknown('branch', branch, at)];
    if (plan.steps[block] !== undefined && !branches.has(branch)) return [];
    return [problem('migration_branch_stays', { branch: branchName(old.flow, branch) }, at)];
  });
}

function branchName(flow: FlowDefinition, id: string) {
  const all = Object.values(flow.steps).flatMap(branchesOf);
  return all.find((one) => one.id === id)?.name ?? id;
}

function checkVersions(plan: MigrationPlan, from: Compiled, to: Compiled): Problem[] {
  const found: Problem[] = [];
  if (plan.flow !== from.flow.id) found.push(otherVersion(plan.flow, from.flow.id, '/flow'));
  if (plan.flow !== to.flow.id) found.push(otherVersion(plan.flow, to.flow.id, '/flow'));
  if (plan.from !== from.hash) found.push(otherVersion(plan.from, from.hash, '/from'));
  if (plan.to !== to.hash) found.push(otherVersion(plan.to, to.hash, '/to'));
  if (plan.from === plan.to) found.push(problem('migration_same_version', {}, '/to'));
  return found;
}

function otherVersion(plan: string, is: string, at: string): Problem {
  return problem('migration_other_version', { plan: plan.slice(0, 64), is }, at);
}

function checkStep(plan: MigrationPlan, old: Version, next: Version, id: string): Problem[] {
  const at = `/steps/${id}`;
  const target = plan.steps[id] ?? '';
  const [step, other] = [old.flow.steps[id], next.flow.steps[target]];
  if (step === undefined) return [unknown('step', id, at)];
  if (other === undefined) return [unknown('step', target, at)];
  const words = { step: step.name, to: other.name };
  if (!standsFor(step, other)) return [problem('migration_kind_differs', words, at)];
  const around = aroundOf(old, id).map(({ block }) => plan.steps[block]);
  const there = aroundOf(next, target).map(({ block }) => block);
  const isKept =
    around.length === there.length && around.every((block, index) => block === there[index]);
  if (!isKept) return [problem('migration_blocks_differ', words, at)];
  return deadEnds(next.flow, [target], at);
}

/** Old branch -> new branch, for the branches of blocks that the plan maps. */
export type Branches = ReadonlyMap<string, string>;

/**
 * Which branch stands for which: the one that the steps of it are mapped into; where none are mapped,
 * the one with the same id. Steps of one branch stay together and apart from those of others: a case
 * stands at one place in each branch.
 */
export function pairBranches(
  plan: MigrationPlan,
  old: Version,
  next: Version,
): { branches: Branches; problems: Problem[] } {
  const branches = new Map<string, string>();
  const taken = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [id, target] of Object.entries(plan.steps)) {
    const there = aroundOf(next, target);
    for (const [index, { branch }] of aroundOf(old, id).entries()) {
      const to = there[index]?.branch;
      if (to === undefined) continue;
      const known = branches.get(branch) ?? to;
      const first = taken.get(to) ?? branch;
      branches.set(branch, known);
      taken.set(to, first);
      if (known === to && first === branch) continue;
      const words = { step: nameOf(old.flow, id), to: nameOf(next.flow, target) };
      const code = known === to ? 'migration_branches_meet' : 'migration_branch_parts';
      problems.push(problem(code, words, `/steps/${id}`));
      break;
    }
  }
  for (const [id, target] of Object.entries(plan.steps)) {
    const there = new Set(branchesIn(next.flow, target));
    for (const branch of branchesIn(old.flow, id)) {
      if (branches.has(branch) || !there.has(branch) || taken.has(branch)) continue;
      branches.set(branch, branch);
      taken.set(branch, branch);
    }
  }
  return { branches, problems };
}

function branchesIn(flow: FlowDefinition, id: string): string[] {
  const step = flow.steps[id];
  return step === undefined ? [] : branchesOf(step).map((branch) => branch.id);
}

function nameOf(flow: FlowDefinition, id: string) {
  return flow.steps[id]?.name ?? id;
}

function checkTimers({ timers }: MigrationPlan, flow: FlowDefinition): Problem[] {
  const known = new Set(flow.limits.map(({ id }) => timerKey({ limit: id })));
  for (const [step, one] of Object.entries(flow.steps)) {
    for (const { id } of taskOf(one)?.limits ?? []) known.add(timerKey({ step, limit: id }));
    if (waitOf(one) !== undefined) known.add(timerKey({ step }));
  }
  return Object.keys(timers)
    .filter((key) => !known.has(key))
    .map((key) => problem('migration_unknown_timer', { key }, `/timers/${key.replace('/', '~1')}`));
}
