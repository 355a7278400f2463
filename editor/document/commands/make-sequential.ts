import { blocksEntered, stepsIn } from '@flowmeter/engine/flow/structure.ts';
import { failed, ok, type Problem, problem } from '@flowmeter/engine/problem.ts';
import { kindOf, type StepOf } from '@flowmeter/engine/steps/registry.ts';
import { about, defineCommand } from '../command.ts';
import { branchNamed, type FlowDocument, routeAt, waysInto, waysOf } from '../document.ts';
import { bottomOf, boundsOf, boxOf, centreOf, GAP, snapped } from '../geometry.ts';
import { dropRoutes } from '../lines.ts';
import { removeSteps } from './delete.ts';
import { firstBelow, follow, settle, shift } from '../place.ts';

type Block = StepOf<'parallel'>;

/** What stood side by side is done one after the other: the branches in their order, left to right. */
export const makeSequential = defineCommand<{ block: string }>({
  label: ({ block }, before) =>
    about('“{name}”改为依次办理', 'Do the branches of “{name}” one after another', before, block),
  run(draft, { block }) {
    const refused = refusalOfSequence(draft.flow, block);
    if (refused) return failed(refused);
    const step = draft.flow.steps[block] as Block;
    const frame = boxOf(draft, block);
    const parts = step.branches.map(({ id, start }) => partOf(draft, id, start));
    const full = parts.filter((part) => part.steps.length > 0);
    if (full.length === 0) {
      removeSteps(draft, [block]);
      return ok([]);
    }
    const below = frame && firstBelow(draft, step.branch, bottomOf(frame));
    chain(draft, block, full);
    leaveBlock(draft, block, full[0]?.start);
    for (const { steps } of full) for (const id of steps) standIn(draft, id, step.branch);
    for (const { ends } of parts) for (const id of ends) forget(draft, id);
    forget(draft, block);
    forgetRedo(draft);
    if (frame) stack(draft, full, { x: centreOf(frame).x, y: frame.y });
    const last = boundsOf(full.flatMap(({ steps }) => steps.map((id) => boxOf(draft, id))));
    const floor = last ? bottomOf(last) + GAP : frame?.y;
    if (below !== undefined && floor !== undefined) {
      follow(draft, step.branch, below, floor - below);
    }
    settle(draft);
    return ok(full.map(({ start }) => start));
  },
});

/** Why the branches of a block cannot be done one after another. */
export function refusalOfSequence(flow: FlowDocument['flow'], block: string): Problem | undefined {
  const step = flow.steps[block];
  if (step === undefined) return problem('step_not_found', { step: block });
  if (!('branches' in step)) return problem('block_needed', { name: step.name });
  const waitsForAll = step.join === undefined || step.join === 'all';
  return waitsForAll ? undefined : problem('sequence_waits_for_some', { name: step.name });
}

/** What a branch holds: its steps, and the ends that lead out of it. */
interface Part {
  start: string;
  steps: string[];
  ends: string[];
}

function partOf({ flow }: FlowDocument, branch: string, start: string): Part {
  const ids = stepsIn(flow, branch).map(([id]) => id);
  const isEnd = (id: string) => flow.steps[id] && kindOf(flow.steps[id]).arrival === 'end';
  const isEmpty = isEnd(start) === true;
  return {
    start,
    steps: isEmpty ? [] : ids.filter((id) => !isEnd(id)),
    ends: isEmpty ? ids : ids.filter((id) => isEnd(id)),
  };
}

/** What led to an end of a branch leads to the next one; from the last, to where the block led. */
function chain({ flow }: FlowDocument, block: string, parts: readonly Part[]): void {
  const [out] = waysOf(flow.steps[block] as Block);
  parts.forEach(({ ends }, index) => {
    const next = parts[index + 1]?.start ?? out?.to;
    for (const at of ends.flatMap((end) => waysInto(flow, end))) {
      const route = routeAt(flow, at);
      if (route === undefined) continue;
      if (next === undefined) dropRoutes(flow, [at]);
      else route.to = next;
    }
  });
}

/** What led to the block, or began with it, leads to the first step instead, or past where there is none. */
function leaveBlock({ flow }: FlowDocument, block: string, first: string | undefined): void {
  const step = flow.steps[block] as Block;
  const target = first ?? waysOf(step)[0]?.to;
  const around = step.branch === undefined ? undefined : branchNamed(flow, step.branch)?.branch;
  if (around?.start === block && target !== undefined) around.start = target;
  for (const at of waysInto(flow, block)) {
    const route = routeAt(flow, at);
    if (route === undefined) continue;
    if (target === undefined || at.step === target) dropRoutes(flow, [at]);
    else route.to = target;
  }
}

function standIn({ flow }: FlowDocument, id: string, branch: string | undefined): void {
  const step = flow.steps[id];
  if (step === undefined) return;
  if (branch === undefined) delete step.branch;
  else step.branch = branch;
}

function forget(draft: FlowDocument, id: string): void {
  dropRoutes(draft.flow, waysInto(draft.flow, id));
  delete draft.flow.steps[id];
  delete draft.layout.positions[id];
}

/** Only what returns into a block that is over can begin its other branches anew. */
function forgetRedo({ flow }: FlowDocument): void {
  for (const [id, step] of Object.entries(flow.steps)) {
    for (const route of waysOf(step)) {
      if (route.redo && blocksEntered(flow, id, route.to).length === 0) delete route.redo;
    }
  }
}

/** The parts below one another, their first steps on one axis. */
function stack(draft: FlowDocument, parts: readonly Part[], from: { x: number; y: number }): void {
  let { y } = from;
  for (const { start, steps } of parts) {
    const bounds = boundsOf(steps.map((id) => boxOf(draft, id)));
    const head = boxOf(draft, start);
    if (bounds === undefined || head === undefined) continue;
    const to = snapped({ x: from.x - head.width / 2, y });
    shift(draft, steps, { x: to.x - head.x, y: to.y - bounds.y });
    y = to.y + bounds.height + GAP;
  }
}
