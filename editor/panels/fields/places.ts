/** Where steps go that are moved into a branch from the panel. */
import { stepsIn } from '@flowmeter/engine/flow/structure.ts';
import { type FlowDocument, type Point, withInside } from '../../document/document.ts';
import { bottomOf, boxOf, CONTENT_TOP, frameOf, GAP } from '../../document/geometry.ts';

/** Places below what stands in a branch already, one below the other; what is inside goes along. */
export function placesIn(
  document: FlowDocument,
  branch: string | undefined,
  steps: readonly string[],
): Record<string, Point> {
  const { flow, layout } = document;
  const staying = stepsIn(flow, branch).filter(([id]) => !steps.includes(id));
  const boxes = staying.flatMap(([id]) => boxOf(document, id) ?? []);
  const lane = laneOf(document, branch);
  let top = Math.max(lane.top, ...boxes.map((box) => bottomOf(box) + GAP));
  const places: Record<string, Point> = {};
  for (const id of steps) {
    const box = boxOf(document, id);
    if (box === undefined) continue;
    const by = { x: (lane.axis ?? box.x + box.width / 2) - box.width / 2 - box.x, y: top - box.y };
    for (const one of withInside(flow, [id])) {
      const at = layout.positions[one];
      if (at) places[one] = { x: at.x + by.x, y: at.y + by.y };
    }
    top += box.height + GAP;
  }
  return places;
}

/** The axis that a branch runs down, and where its content begins; the main line has no axis. */
function laneOf(document: FlowDocument, branch: string | undefined) {
  for (const [id, step] of Object.entries(document.flow.steps)) {
    if (!('branches' in step) || branch === undefined) continue;
    const frame = frameOf(document, id);
    const lane = frame?.lanes.find((one) => one.branch === branch);
    if (frame && lane) return { axis: lane.entry.x, top: frame.y + CONTENT_TOP };
  }
  return { axis: undefined, top: Number.NEGATIVE_INFINITY };
}
