/** Walking the flow by the arrow keys: down along the routes, up against them, aside to neighbours. */
import { blockByBranch, startsOf } from '@flowmeter/engine/flow/structure.ts';
import { branchNamed, type FlowDocument, waysInto, waysOf } from '../document/document.ts';
import { type Box, centreOf } from '../document/geometry.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The next step that way; undefined where there is none. */
export function neighbourOf(
  document: FlowDocument,
  boxes: ReadonlyMap<string, Box>,
  id: string,
  direction: Direction,
): string | undefined {
  if (direction === 'down') return onwardFrom(document, id);
  if (direction === 'up') return backFrom(document, boxes, id);
  return besideOf(boxes, id, direction);
}

/** Where a walk begins: at the start, or at any step where there is none. */
export function firstStep({ flow }: FlowDocument): string | undefined {
  return startsOf(flow)[0] ?? Object.keys(flow.steps)[0];
}

/** Into a block, along the first route, or out of a branch at its end. */
function onwardFrom({ flow }: FlowDocument, id: string): string | undefined {
  const step = flow.steps[id];
  if (step === undefined) return undefined;
  if ('branches' in step && step.branches[0]) return step.branches[0].start;
  const [route] = waysOf(step);
  if (route) return route.to;
  const block = step.branch === undefined ? undefined : blockByBranch(flow).get(step.branch);
  const beyond = block === undefined ? undefined : flow.steps[block];
  return beyond && waysOf(beyond)[0]?.to;
}

/** The step above that leads here; the block, for what begins a branch. */
function backFrom(
  { flow }: FlowDocument,
  boxes: ReadonlyMap<string, Box>,
  id: string,
): string | undefined {
  const branch = flow.steps[id]?.branch;
  const found = branch === undefined ? undefined : branchNamed(flow, branch);
  if (found?.branch.start === id) return found.block;
  const sources = waysInto(flow, id).map((at) => at.step);
  const here = boxes.get(id)?.y ?? 0;
  return sources.find((one) => (boxes.get(one)?.y ?? 0) < here) ?? sources[0];
}

function besideOf(
  boxes: ReadonlyMap<string, Box>,
  id: string,
  direction: 'left' | 'right',
): string | undefined {
  const box = boxes.get(id);
  if (box === undefined) return undefined;
  const from = centreOf(box);
  const sign = direction === 'right' ? 1 : -1;
  let best: { id: string; far: number } | undefined;
  for (const [other, its] of boxes) {
    const to = centreOf(its);
    const ahead = (to.x - from.x) * sign;
    if (other === id || ahead < 24 || 'lanes' in its) continue;
    const far = ahead + 3 * Math.abs(to.y - from.y);
    if (best === undefined || far < best.far) best = { id: other, far };
  }
  return best?.id;
}
