/** Places for steps that have none, e.g. of a definition that was written by hand. */
import { stepsIn } from '@flowmeter/engine/flow/structure.ts';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import { produce } from 'immer';
import { branchNamed, type FlowDocument, insideOf, waysOf } from './document.ts';
import { bottomOf, boxOf, CONTENT_TOP, frameOf, GAP, LANE_SIDE, sizeOf } from './geometry.ts';
import { placeAfter, settle, shift } from './place.ts';

/** The document with a place for every step; those that have one keep it. */
export function withPlaces(document: FlowDocument): FlowDocument {
  const { positions } = document.layout;
  const missing = Object.keys(document.flow.steps).some((id) => positions[id] === undefined);
  if (!missing) return document;
  return produce(document, (draft) => {
    placeLine(draft, undefined);
    settle(draft);
  });
}

/** Places the steps of a line in the order in which its routes reach them, each below the one before. */
function placeLine(draft: FlowDocument, branch: string | undefined): void {
  const before = new Map<string, string>();
  for (const id of inOrder(draft, branch, before)) {
    const step = draft.flow.steps[id];
    if (step === undefined) continue;
    const wasPlaced = draft.layout.positions[id] !== undefined;
    draft.layout.positions[id] ??= beginning(draft, branch);
    for (const inner of 'branches' in step ? step.branches : []) placeLine(draft, inner.id);
    if (wasPlaced) continue;
    settle(draft);
    const from = before.get(id);
    if (from === undefined || from === id) continue;
    const box = boxOf(draft, id) ?? { x: 0, y: 0, ...sizeOf(step) };
    const held = [id, ...insideOf(draft.flow, id)];
    const kept = held.map((one) => [one, draft.layout.positions[one]] as const);
    for (const one of held) delete draft.layout.positions[one];
    const place = placeAfter(draft, from, box);
    for (const [one, at] of kept) if (at) draft.layout.positions[one] = at;
    shift(draft, [id], { x: place.x - box.x, y: place.y - box.y });
  }
}

/** Where a line begins: the main line at the origin, a branch in its lane. */
function beginning(draft: FlowDocument, branch: string | undefined) {
  if (branch === undefined) {
    const lowest = stepsIn(draft.flow, undefined).map(([id]) => boxOf(draft, id));
    const y = Math.max(-GAP, ...lowest.map((box) => (box ? bottomOf(box) : -GAP)));
    return { x: 0, y: y + GAP };
  }
  const found = branchNamed(draft.flow, branch);
  const at = (found && draft.layout.positions[found.block]) ?? { x: 0, y: 0 };
  const lane = found && frameOf(draft, found.block)?.lanes.find((one) => one.branch === branch);
  return { x: (lane?.x ?? at.x) + LANE_SIDE, y: at.y + CONTENT_TOP };
}

/** Steps of a line, breadth first from where it begins, then those nothing leads to. */
function inOrder(draft: FlowDocument, branch: string | undefined, before: Map<string, string>) {
  const members = stepsIn(draft.flow, branch);
  const begin = branch === undefined ? undefined : branchNamed(draft.flow, branch)?.branch.start;
  const first = members.filter(([id, step]) => id === begin || kindOf(step).arrival === 'pass');
  const order: string[] = first.map(([id]) => id);
  const queue = [...first, ...members];
  for (const [id, step] of queue) {
    if (!order.includes(id)) order.push(id);
    for (const { to } of waysOf(step)) {
      const next = draft.flow.steps[to];
      if (next === undefined || next.branch !== branch || order.includes(to)) continue;
      before.set(to, id);
      order.push(to);
      queue.splice(queue.findIndex(([one]) => one === id) + 1, 0, [to, next]);
    }
  }
  return order;
}
