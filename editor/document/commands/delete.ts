import { failed, ok, problem } from '@flowmeter/engine/problem.ts';
import { stepKinds, type StepOf } from '@flowmeter/engine/steps/registry.ts';
import { stepsIn } from '@flowmeter/engine/flow/structure.ts';
import { about, aboutAll, defineCommand } from '../command.ts';
import {
  branchNamed,
  type FlowDocument,
  routeAt,
  type RouteRef,
  waysInto,
  waysOf,
  withInside,
} from '../document.ts';
import { frameOf, snapped } from '../geometry.ts';
import { bendAll, dropRoutes, leadsOn } from '../lines.ts';
import { freshId } from '../names.ts';
import { newBranch } from '../new-step.ts';

/**
 * Removes steps, with what stands inside them, and routes. A step with a single way on (returns aside)
 * is healed over: what led to it leads to where it led. A branch never stays without a step: it keeps an end.
 */
export const deleteItems = defineCommand<{ steps: string[]; routes: RouteRef[] }>({
  label: ({ steps }, before) =>
    steps.length === 0
      ? { zh: '删除流向', en: 'Delete routes' }
      : aboutAll('删除“{name}”', 'Delete “{name}”', before, steps),
  run(draft, { steps, routes }) {
    const missing = steps.find((id) => draft.flow.steps[id] === undefined);
    if (missing !== undefined) return failed(problem('step_not_found', { step: missing }));
    dropRoutes(
      draft.flow,
      routes.filter((at) => routeAt(draft.flow, at)),
    );
    removeSteps(draft, steps);
    return ok([]);
  },
});

/** One more branch of a block, right of the others, holding nothing but its end. */
export const addBranch = defineCommand<{ block: string }>({
  label: ({ block }, before) =>
    about('为“{name}”添加分支', 'Add a branch to “{name}”', before, block),
  run(draft, { block }) {
    const step = draft.flow.steps[block];
    const frame = frameOf(draft, block);
    if (step === undefined || !('branches' in step) || frame === undefined) {
      return failed(problem('step_not_found', { step: block }));
    }
    const number = step.branches.length + 1;
    const name = { zh: `分支 ${number}`, en: `Branch ${number}` };
    const top = frame.lanes[0];
    const at = snapped({
      x: frame.x + frame.width + 24,
      y: (top?.entry.y ?? frame.y) + 44,
    });
    const made = newBranch(draft.flow, name, at, new Set());
    step.branches.push(made.branch);
    Object.assign(draft.flow.steps, made.steps);
    Object.assign(draft.layout.positions, made.positions);
    return ok([block]);
  },
});

/** Removes a branch with all its steps; a block keeps at least two. */
export const deleteBranch = defineCommand<{ branch: string }>({
  label: ({ branch }, { flow }) => {
    const name = branchNamed(flow, branch)?.branch.name ?? { zh: branch, en: branch };
    return { zh: `删除分支“${name.zh}”`, en: `Delete branch “${name.en}”` };
  },
  run(draft, { branch }) {
    const found = branchNamed(draft.flow, branch);
    if (found === undefined) return failed(problem('step_not_found', { step: branch }));
    const { step, block } = found;
    if (step.branches.length <= 2) {
      return failed(problem('two_branches_needed', { name: step.name }));
    }
    step.branches = step.branches.filter((one) => one.id !== branch);
    const inside = stepsIn(draft.flow, branch).map(([id]) => id);
    for (const id of withInside(draft.flow, inside)) forget(draft, id);
    return ok([block]);
  },
});

/** Takes steps out of their lines, healing over each, and out of the document. */
export function removeSteps(draft: FlowDocument, steps: readonly string[]): void {
  const doomed = withInside(draft.flow, steps);
  for (const id of steps) healOver(draft, id, doomed);
  for (const id of doomed) forget(draft, id);
}

/** What led to a step leads to where it alone led on, returns aside; otherwise those routes go. */
export function healOver(draft: FlowDocument, id: string, doomed: ReadonlySet<string>): void {
  const step = draft.flow.steps[id];
  if (step === undefined) return;
  const onward = new Set(
    waysOf(step)
      .filter(leadsOn)
      .map((route) => route.to),
  );
  const [only] = onward;
  restart(draft, id, doomed);
  if (onward.size === 1 && only !== undefined && only !== id) bendAll(draft.flow, id, only);
  else dropRoutes(draft.flow, waysInto(draft.flow, id));
}

/** Gives the branch that began with a step another beginning. */
function restart(draft: FlowDocument, id: string, doomed: ReadonlySet<string>): void {
  const branch = draft.flow.steps[id]?.branch;
  const found = branch === undefined ? undefined : branchNamed(draft.flow, branch);
  if (branch === undefined || found?.branch.start !== id) return;
  const next = nextKept(draft, id, branch, doomed);
  if (next !== undefined) {
    found.branch.start = next;
    return;
  }
  const start = freshId(draft.flow, 'end');
  const end: StepOf<'end'> = { kind: 'end', name: stepKinds.end.name, branch, routes: [] };
  draft.flow.steps[start] = end;
  draft.layout.positions[start] = draft.layout.positions[id] ?? { x: 0, y: 0 };
  found.branch.start = start;
}

/** The first step of the branch along the routes that stays; else any that stays. */
function nextKept(
  { flow }: FlowDocument,
  id: string,
  branch: string,
  doomed: ReadonlySet<string>,
): string | undefined {
  const queue = [id];
  for (const one of queue) {
    const step = flow.steps[one];
    if (one !== id && !doomed.has(one)) return one;
    const onward = step ? waysOf(step).map((route) => route.to) : [];
    queue.push(...onward.filter((to) => !queue.includes(to) && flow.steps[to]?.branch === branch));
  }
  return stepsIn(flow, branch).find(([one]) => one !== id && !doomed.has(one))?.[0];
}

function forget(draft: FlowDocument, id: string): void {
  dropRoutes(draft.flow, waysInto(draft.flow, id));
  delete draft.flow.steps[id];
  delete draft.layout.positions[id];
}
