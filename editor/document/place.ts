/** Places for steps: room made for a new one, lanes kept apart. Changes a draft's positions only. */
import { blockByBranch, stepsIn } from '@flowmeter/engine/flow/structure.ts';
import { current, isDraft } from 'immer';
import {
  branchNamed,
  type FlowDocument,
  type Line,
  type Point,
  targetOf,
  withInside,
} from './document.ts';
import {
  type Box,
  bottomOf,
  boxOf,
  centreOf,
  frameOf,
  GAP,
  GAP_ASIDE,
  GRID,
  membersOf,
  overlapOf,
  rightOf,
  type Size,
  snapped,
} from './geometry.ts';

/** Free space kept around a step that is placed. */
const CLEARANCE = 2 * GRID;

/** Moves steps, with all that stands inside them, by a distance. */
export function shift(draft: FlowDocument, steps: Iterable<string>, by: Point): void {
  for (const id of withInside(draft.flow, [...steps])) {
    const at = draft.layout.positions[id];
    if (at) draft.layout.positions[id] = { x: at.x + by.x, y: at.y + by.y };
  }
}

/**
 * Moves down what stands at or below `from` in a line of the flow, and then what stands below the
 * block around it, so that `by` pixels become free.
 */
export function makeRoom(
  draft: FlowDocument,
  branch: string | undefined,
  from: number,
  by: number,
): void {
  if (by <= 0) return;
  const block = branch === undefined ? undefined : blockByBranch(draft.flow).get(branch);
  const floor = block === undefined ? undefined : boxOf(draft, block);
  const below = stepsIn(draft.flow, branch)
    .map(([id]) => id)
    .filter((id) => (boxOf(draft, id)?.y ?? Number.NEGATIVE_INFINITY) >= from);
  shift(draft, below, { x: 0, y: by });
  if (block === undefined || floor === undefined) return;
  const grown = bottomOf(boxOf(draft, block) ?? floor) - bottomOf(floor);
  makeRoom(draft, draft.flow.steps[block]?.branch, bottomOf(floor), grown);
}

/**
 * Lets what stands at or below `from` in a line of the flow follow by `by` pixels: down, or up as far as
 * nothing beside is in the way.
 */
export function follow(
  draft: FlowDocument,
  branch: string | undefined,
  from: number,
  by: number,
): void {
  if (by >= 0) {
    makeRoom(draft, branch, from, by);
    return;
  }
  const block = branch === undefined ? undefined : blockByBranch(draft.flow).get(branch);
  const floor = block === undefined ? undefined : boxOf(draft, block);
  const boxes = stepsIn(draft.flow, branch).map(([id]) => [id, boxOf(draft, id)] as const);
  const above = boxes.flatMap(([, box]) => (box && box.y < from ? [bottomOf(box) + GAP] : []));
  const first = firstBelow(draft, branch, from) ?? from;
  const room = Math.min(-by, first - Math.max(...above, first + by));
  if (room <= 0) return;
  const below = boxes.filter(([, box]) => box && box.y >= from).map(([id]) => id);
  shift(draft, below, { x: 0, y: -Math.floor(room / GRID) * GRID });
  if (block === undefined || floor === undefined) return;
  const shrunk = bottomOf(boxOf(draft, block) ?? floor) - bottomOf(floor);
  if (shrunk < 0) follow(draft, draft.flow.steps[block]?.branch, bottomOf(floor), shrunk);
}

/** The upper edge of what stands at or below a height in a line of the flow; undefined where nothing does. */
export function firstBelow(
  draft: FlowDocument,
  branch: string | undefined,
  height: number,
): number | undefined {
  const tops = stepsIn(draft.flow, branch).flatMap(([id]) => boxOf(draft, id)?.y ?? []);
  const below = tops.filter((y) => y >= height);
  return below.length === 0 ? undefined : Math.min(...below);
}

/**
 * The place for a step of this size in the middle of a line: below where the line begins, with room
 * made above where it leads; beside the line when that leads back up.
 */
export function placeOnLine(draft: FlowDocument, line: Line, size: Size): Point {
  const from = beginOf(draft, line);
  const target = targetOf(draft.flow, line);
  const to = target === undefined ? undefined : boxOf(draft, target);
  if (from === undefined || to === undefined) return { x: 0, y: 0 };
  const start = bottomOf(from);
  if (to.y < start) {
    const x = Math.max(rightOf(from), rightOf(to)) + GAP_ASIDE;
    const y = (centreOf(from).y + centreOf(to).y - size.height) / 2;
    return freePlace(draft, branchOf(draft, line), { x, y }, size);
  }
  const y = 'branch' in line ? to.y : start + GAP;
  makeRoom(draft, branchOf(draft, line), to.y, y + size.height + GAP - to.y);
  const axis = centreOf(forks(draft, line) ? to : from).x;
  return freePlace(draft, branchOf(draft, line), { x: axis - size.width / 2, y }, size);
}

/** The place for a step that follows another: below it, or beside what is there already. */
export function placeAfter(draft: FlowDocument, id: string, size: Size): Point {
  const from = boxOf(draft, id);
  if (from === undefined) return { x: 0, y: 0 };
  const place = { x: centreOf(from).x - size.width / 2, y: bottomOf(from) + GAP };
  return freePlace(draft, draft.flow.steps[id]?.branch, place, size);
}

/** The branch that a step put into a line stands in: that of the step which the line leaves. */
export function branchOf({ flow }: FlowDocument, line: Line): string | undefined {
  return 'branch' in line ? line.branch : flow.steps[line.step]?.branch;
}

/** The first place, from the one wished for to the right, where nothing of the same line stands. */
function freePlace(
  document: FlowDocument,
  branch: string | undefined,
  wish: Point,
  size: Size,
): Point {
  const place = snapped(wish);
  const others = stepsIn(document.flow, branch).map(([id]) => boxOf(document, id));
  for (;;) {
    const hit = others.find((box) => box && overlaps(box, { ...size, ...place }));
    if (hit === undefined) return place;
    place.x = Math.ceil((rightOf(hit) + GAP_ASIDE) / GRID) * GRID;
  }
}

/** Moves the contents of lanes that overlap to the right, innermost blocks first. */
export function settle(draft: FlowDocument): void {
  // Looked at as it is now, and not through the draft, which would note every look.
  const { flow, layout } = isDraft(draft) ? current(draft) : draft;
  const held = { flow, layout: { ...layout, positions: { ...layout.positions } } };
  const members = membersOf(flow);
  for (const block of innermostFirst(flow)) {
    const count = frameOf(held, block, members)?.lanes.length ?? 0;
    for (let index = 1; index < count; index += 1) {
      const lane = frameOf(held, block, members)?.lanes[index];
      if (lane === undefined) break;
      const by = overlapOf(held, lane, members);
      const content = members(lane.branch).map(([id]) => id);
      if (by > 0) shift(held, content, { x: by, y: 0 });
    }
  }
  for (const [id, at] of Object.entries(held.layout.positions)) {
    if (at !== layout.positions[id]) draft.layout.positions[id] = at;
  }
}

function innermostFirst(flow: FlowDocument['flow']): string[] {
  const outer = blockByBranch(flow);
  const depthOf = (id: string) => {
    let depth = 0;
    for (let at: string | undefined = id; at !== undefined; depth += 1) {
      const branch: string | undefined = flow.steps[at]?.branch;
      at = branch === undefined ? undefined : outer.get(branch);
    }
    return depth;
  };
  const blocks = Object.keys(flow.steps).filter((id) => 'branches' in (flow.steps[id] ?? {}));
  const depths = new Map(blocks.map((id) => [id, depthOf(id)]));
  return blocks.toSorted((a, b) => (depths.get(b) ?? 0) - (depths.get(a) ?? 0));
}

/** The box that a line leaves from: a step, or the dot at the top of a lane. */
function beginOf(document: FlowDocument, line: Line): Box | undefined {
  if (!('branch' in line)) return boxOf(document, line.step);
  const found = branchNamed(document.flow, line.branch);
  const frame = found && frameOf(document, found.block);
  const lane = frame?.lanes.find((one) => one.branch === line.branch);
  return lane && { ...lane.entry, width: 0, height: 0 };
}

/** Does the step that a line leaves have other ways on? */
function forks({ flow }: FlowDocument, line: Line): boolean {
  return !('branch' in line) && (flow.steps[line.step]?.routes.length ?? 0) > 1;
}

function overlaps(one: Box, other: Box): boolean {
  return (
    one.x < rightOf(other) + CLEARANCE &&
    rightOf(one) + CLEARANCE > other.x &&
    one.y < bottomOf(other) + CLEARANCE &&
    bottomOf(one) + CLEARANCE > other.y
  );
}
