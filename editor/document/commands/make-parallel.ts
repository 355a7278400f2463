import { isAllowed } from '@flowmeter/engine/flow/structure.ts';
import { failed, ok, type Problem, problem, type Result } from '@flowmeter/engine/problem.ts';
import { kindOf, type StepOf } from '@flowmeter/engine/steps/registry.ts';
import { aboutAll, defineCommand } from '../command.ts';
import {
  branchNamed,
  type FlowDocument,
  routeAt,
  waysInto,
  waysOf,
  withInside,
} from '../document.ts';
import {
  bottomOf,
  boundsOf,
  boxOf,
  centreOf,
  CONTENT_TOP,
  GAP,
  laneWidth,
  sizeOf,
  snapped,
} from '../geometry.ts';
import { asReturn, dropRoutes, leadsOn, onwardFrom } from '../lines.ts';
import { freshId, freshName, freshRouteId } from '../names.ts';
import { newBranch } from '../new-step.ts';
import { firstBelow, follow, settle, shift } from '../place.ts';
import { asideInto, nameIn } from './merge-steps.ts';

/**
 * Steps that follow one another are done side by side instead: a block stands in their place, with a
 * branch for each. A single step gets a branch, and an empty one beside it. A return from one of them to
 * another begins the block anew.
 */
export const makeParallel = defineCommand<{ steps: string[] }>({
  label: ({ steps }, before) =>
    aboutAll('并行办理“{name}”', 'Do “{name}” in parallel', before, steps),
  run(draft, { steps }) {
    const found = rowOf(draft.flow, steps);
    if (!found.ok) return found;
    const row = found.value;
    const { flow } = draft;
    const [first = ''] = row;
    const branch = flow.steps[first]?.branch;
    const beyond = onwardFrom(flow, row.at(-1) ?? '')[0];
    const stood = boundsOf(row.map((id) => boxOf(draft, id)));
    const id = freshId(flow, 'parallel');
    enter(draft, id, row);
    const block: StepOf<'parallel'> = {
      kind: 'parallel',
      name: freshName(flow, 'parallel'),
      ...(branch === undefined ? {} : { branch }),
      branches: [],
      routes: [],
    };
    if (beyond !== undefined) block.routes.push({ id: freshRouteId(block, beyond), to: beyond });
    flow.steps[id] = block;
    fill(draft, id, row);
    bendIllegal(draft, id, row);
    if (stood) makePlace(draft, id, row, stood);
    settle(draft);
    return ok([id]);
  },
});

/** The steps in the order in which a case does them, or why they cannot be done side by side. */
export function rowOf(flow: FlowDocument['flow'], steps: readonly string[]): Result<string[]> {
  const unfit = steps.map((id) => unfitness(flow, id)).find((one) => one !== undefined);
  if (unfit) return failed(unfit);
  const chosen = new Set(steps);
  const later = new Set(steps.flatMap((id) => onwardFrom(flow, id)).filter((to) => chosen.has(to)));
  const row = new Set(steps.filter((id) => !later.has(id)).slice(0, 1));
  for (const id of row) for (const to of onwardFrom(flow, id)) if (chosen.has(to)) row.add(to);
  const branches = new Set(steps.map((id) => flow.steps[id]?.branch));
  const lost = steps.find((id) => !row.has(id));
  const order = [...row];
  if (order.length === 0 || lost !== undefined || branches.size !== 1) {
    const [one, other] = [order[0] ?? steps[0] ?? '', lost ?? order.at(-1) ?? ''];
    const names = { first: nameIn(flow, one), second: nameIn(flow, other) };
    return failed(problem('steps_not_neighbours', names));
  }
  for (const id of order.slice(1)) {
    const from = asideInto(flow, id, [...withInside(flow, order)]);
    if (from === undefined) continue;
    const names = { name: nameIn(flow, id), from: nameIn(flow, from) };
    return failed(problem('step_entered_aside', names));
  }
  return ok(order);
}

/** A branch holds neither a start nor an end of its own accord, nor what leads several ways. */
function unfitness(flow: FlowDocument['flow'], id: string): Problem | undefined {
  const step = flow.steps[id];
  if (step === undefined) return problem('step_not_found', { step: id });
  const { arrival } = kindOf(step);
  const undoes = 'compensates' in step && step.compensates === true;
  if (arrival === 'pass' || arrival === 'end' || undoes) {
    return problem('parallel_unfit', { name: step.name });
  }
  const [, other] = onwardFrom(flow, id);
  if (other === undefined) return undefined;
  return problem('step_leads_elsewhere', { name: step.name, to: nameIn(flow, other) });
}

/** What led on to the first of the row leads to the block, be it the beginning of a branch. */
function enter({ flow }: FlowDocument, block: string, row: readonly string[]): void {
  const [first = ''] = row;
  const branch = flow.steps[first]?.branch;
  const around = branch === undefined ? undefined : branchNamed(flow, branch)?.branch;
  if (around?.start === first) around.start = block;
  for (const at of waysInto(flow, first)) {
    const route = routeAt(flow, at);
    if (route && leadsOn(route) && !row.includes(at.step)) route.to = block;
  }
}

/** A branch for each step, which leads to the end of its branch. */
function fill(draft: FlowDocument, id: string, row: readonly string[]): void {
  const { flow } = draft;
  const block = flow.steps[id] as StepOf<'parallel'>;
  const onward = new Map(row.map((one) => [one, onwardFrom(flow, one)[0]]));
  for (const one of row) {
    const step = flow.steps[one];
    if (step === undefined) continue;
    const made = newBranch(flow, step.name, { x: 0, y: 0 }, new Set());
    const end = made.branch.start;
    Object.assign(flow.steps, made.steps);
    Object.assign(draft.layout.positions, made.positions);
    block.branches.push({ ...made.branch, name: { ...step.name }, start: one });
    step.branch = made.branch.id;
    const to = onward.get(one);
    for (const route of waysOf(step)) if (leadsOn(route) && route.to === to) route.to = end;
    if (to === undefined) waysOf(step).push({ id: freshRouteId(step, end), to: end });
  }
  if (block.branches.length > 1) return;
  const made = newBranch(flow, { zh: '分支 2', en: 'Branch 2' }, { x: 0, y: 0 }, new Set());
  Object.assign(flow.steps, made.steps);
  Object.assign(draft.layout.positions, made.positions);
  block.branches.push(made.branch);
}

/** What may no longer lead to a step of the row leads to the block, where it may. */
function bendIllegal({ flow }: FlowDocument, block: string, row: readonly string[]): void {
  const moved = withInside(flow, row);
  for (const [id, step] of Object.entries(flow.steps)) {
    for (const route of waysOf(step).slice()) {
      if (!(moved.has(id) || moved.has(route.to)) || isAllowed(flow, id, route)) continue;
      const bent = asReturn(flow, id, { ...route, to: block });
      if (isAllowed(flow, id, bent) && id !== block) Object.assign(route, bent);
      else dropRoutes(flow, [{ step: id, route: route.id }]);
    }
  }
}

/** The block stands where the row stood, its lanes side by side; what stood below follows. */
function makePlace(
  draft: FlowDocument,
  id: string,
  row: readonly string[],
  stood: NonNullable<ReturnType<typeof boundsOf>>,
): void {
  const { flow, layout } = draft;
  const block = flow.steps[id] as StepOf<'parallel'>;
  const below = firstBelow(draft, block.branch, bottomOf(stood));
  const widths = block.branches.map(({ start }) => laneWidth(boxOf(draft, start)?.width ?? 0));
  const all = widths.reduce((sum, width) => sum + width, 0);
  let left = centreOf(stood).x - all / 2;
  const top = stood.y + CONTENT_TOP;
  layout.positions[id] = snapped({ x: left, y: stood.y });
  block.branches.forEach((branch, index) => {
    const middle = left + (widths[index] ?? 0) / 2;
    left += widths[index] ?? 0;
    const box = boxOf(draft, branch.start);
    if (box === undefined) return;
    const at = snapped({ x: middle - box.width / 2, y: top });
    shift(draft, [branch.start], { x: at.x - box.x, y: at.y - box.y });
    placeEnds(draft, branch, middle);
  });
  const frame = boxOf(draft, id);
  if (frame === undefined || below === undefined) return;
  follow(draft, block.branch, below, bottomOf(frame) + GAP - below);
}

/** The end of a branch stands below its only step. */
function placeEnds(
  draft: FlowDocument,
  branch: StepOf<'parallel'>['branches'][number],
  middle: number,
): void {
  const { width } = sizeOf({ kind: 'end' });
  const start = boxOf(draft, branch.start);
  const end = onwardFrom(draft.flow, branch.start)[0];
  if (start === undefined || end === undefined) return;
  draft.layout.positions[end] = snapped({ x: middle - width / 2, y: bottomOf(start) + GAP });
}
