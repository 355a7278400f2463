import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import { isAllowed } from '@flowmeter/engine/flow/structure.ts';
import { failed, ok, type Problem, problem } from '@flowmeter/engine/problem.ts';
import { aboutAll, defineCommand } from '../command.ts';
import {
  branchNamed,
  type FlowDocument,
  type Point,
  routeAt,
  waysInto,
  waysOf,
  withInside,
} from '../document.ts';
import { dropRoutes, leadsOn } from '../lines.ts';
import { settle } from '../place.ts';
import { healOver } from './delete.ts';

/** Steps put where a person dragged them; what stands inside a block goes with it by its own row. */
export const moveSteps = defineCommand<{ to: Record<string, Point> }>({
  label: ({ to }, before) => aboutAll('移动“{name}”', 'Move “{name}”', before, Object.keys(to)),
  run(draft, { to }) {
    place(draft, to);
    settle(draft);
    return ok([]);
  },
});

/**
 * Steps taken out of the line they stand in, which heals over them, and put into another branch (or
 * the main line). Routes among them stay, and returns; those that may no longer lead where they led are
 * dropped.
 */
export const moveIntoBranch = defineCommand<{
  steps: string[];
  branch: string | undefined;
  to: Record<string, Point>;
  /** They are put on a line there next, which gives them their place. */
  onLine?: true;
}>({
  label: ({ steps, branch }, before) => {
    if (branch === undefined) return aboutAll('移出“{name}”', 'Move “{name}” out', before, steps);
    return aboutAll('把“{name}”移入分支', 'Move “{name}” into a branch', before, steps);
  },
  run(draft, { steps, branch, to, onLine }) {
    const { flow } = draft;
    const refused = refusalOfMove(draft, steps, branch);
    if (refused) return failed(refused);
    const moved = new Set(steps.filter((id) => flow.steps[id] && flow.steps[id].branch !== branch));
    for (const id of moved) leave(draft, id, moved);
    for (const id of moved) {
      const step = flow.steps[id];
      if (step === undefined) continue;
      if (branch === undefined) delete step.branch;
      else step.branch = branch;
    }
    dropIllegal(draft, withInside(flow, [...moved]));
    place(draft, to);
    if (!onLine) settle(draft);
    return ok(steps);
  },
});

/** Every step where an arrangement computed for the whole flow puts it. */
export const layoutAll = defineCommand<{ to: Record<string, Point> }>({
  label: () => ({ zh: '自动布局', en: 'Auto-layout' }),
  run(draft, { to }) {
    place(draft, to);
    return ok([]);
  },
});

/** Some steps where they are arranged among themselves. */
export const layoutSome = defineCommand<{ to: Record<string, Point> }>({
  label: () => ({ zh: '布局所选环节', en: 'Arrange steps' }),
  run(draft, { to }) {
    place(draft, to);
    settle(draft);
    return ok([]);
  },
});

/** The name of a branch. */
export const renameBranch = defineCommand<{ branch: string; name: { zh?: string; en?: string } }>({
  label: ({ branch }, { flow }) => {
    const name = branchNamed(flow, branch)?.branch.name ?? { zh: branch, en: branch };
    return { zh: `重命名分支“${name.zh}”`, en: `Rename branch “${name.en}”` };
  },
  run(draft, { branch, name }) {
    const found = branchNamed(draft.flow, branch);
    if (found === undefined) return failed(problem('step_not_found', { step: branch }));
    found.branch.name = { ...found.branch.name, ...name };
    return ok([]);
  },
});

/** Why steps may not move into a branch: it is not there, it is their own, or they begin the flow. */
function refusalOfMove(
  { flow }: FlowDocument,
  steps: string[],
  branch: string | undefined,
): Problem | undefined {
  if (branch === undefined) return undefined;
  const target = branchNamed(flow, branch);
  if (target === undefined) return problem('step_not_found', { step: branch });
  for (const id of steps) {
    const step = flow.steps[id];
    if (step === undefined) return problem('step_not_found', { step: id });
    if (kindOf(step).arrival === 'pass') return problem('start_inside_branch', { name: step.name });
    if (withInside(flow, [id]).has(target.block)) {
      return problem('route_into_branch', { step: step.name, to: target.branch.name });
    }
  }
  return undefined;
}

function place(draft: FlowDocument, to: Record<string, Point>): void {
  for (const [id, at] of Object.entries(to)) {
    if (draft.flow.steps[id] === undefined) continue;
    const held = draft.layout.positions[id];
    if (held?.x !== at.x || held.y !== at.y) draft.layout.positions[id] = { x: at.x, y: at.y };
  }
}

/** Heals the line that a step leaves; its routes to steps that move with it stay. */
function leave(draft: FlowDocument, id: string, moved: ReadonlySet<string>): void {
  const kept = waysInto(draft.flow, id)
    .filter((at) => moved.has(at.step))
    .map((at) => ({ at, route: { ...routeAt(draft.flow, at) } }));
  healOver(draft, id, moved);
  for (const { at, route } of kept) {
    const step = draft.flow.steps[at.step];
    if (step === undefined || route.id === undefined) continue;
    const held = waysOf(step).find((one) => one.id === route.id);
    if (held) held.to = id;
    else waysOf(step).push({ ...route, id: route.id, to: id });
  }
  const step = draft.flow.steps[id];
  if (step === undefined) return;
  const outward = waysOf(step).filter((route) => !moved.has(route.to) && leadsOn(route));
  dropRoutes(
    draft.flow,
    outward.map((route) => ({ step: id, route: route.id })),
  );
}

function dropIllegal(draft: FlowDocument, steps: ReadonlySet<string>): void {
  for (const [id, step] of Object.entries(draft.flow.steps)) {
    const illegal = waysOf(step).filter(
      (route) => (steps.has(id) || steps.has(route.to)) && !isAllowed(draft.flow, id, route),
    );
    dropRoutes(
      draft.flow,
      illegal.map((route) => ({ step: id, route: route.id })),
    );
  }
}
