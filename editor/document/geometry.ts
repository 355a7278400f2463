/**
 * Sizes and frames. Steps have fixed sizes, so that nothing has to be measured; a parallel block is
 * as large as what stands in its branches, and is computed, never stored.
 */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Arrival } from '@flowmeter/engine/steps/kind.ts';
import { kindOf, type Step } from '@flowmeter/engine/steps/registry.ts';
import { stepsIn } from '@flowmeter/engine/flow/structure.ts';
import type { FlowDocument, Point } from './document.ts';

export interface Size {
  width: number;
  height: number;
}

export interface Box extends Point, Size {}

export interface Lane extends Box {
  branch: string;
  /** Where the branch begins: the dot that leads to its first step. */
  entry: Point;
}

export interface Frame extends Box {
  lanes: Lane[];
}

/** The grid that steps snap to. */
export const GRID = 8;
/** Between a step and the next one below it. */
export const GAP = 64;
/** Between neighbours side by side. */
export const GAP_ASIDE = 48;

const sizes: Record<Arrival, Size> = {
  pass: { width: 176, height: 40 },
  task: { width: 240, height: 80 },
  decide: { width: 240, height: 48 },
  timer: { width: 240, height: 48 },
  act: { width: 240, height: 48 },
  call: { width: 240, height: 48 },
  contain: { width: 240, height: 160 },
  end: { width: 176, height: 40 },
};

const TITLE = 40;
/** Room at the sides of a lane, for lines that go round its steps. */
export const LANE_SIDE = 40;
const LANE = { top: 88, side: LANE_SIDE, bottom: 24, least: 256 };
/** The dot of the entry, from the top of its lane. */
const ENTRY = 44;

/** The size of a step; of a block, the least that it is drawn with. */
export function sizeOf(step: Pick<Step, 'kind'>): Size {
  return sizes[kindOf(step).arrival];
}

/** The steps that stand in a branch, or in the main line. */
type Members = (branch: string | undefined) => readonly [string, Step][];

/** All lines looked up at once: for whoever asks about many blocks. */
export function membersOf(flow: FlowDefinition): Members {
  const lines = new Map<string | undefined, [string, Step][]>();
  for (const entry of Object.entries(flow.steps)) {
    const known = lines.get(entry[1].branch);
    if (known) known.push(entry);
    else lines.set(entry[1].branch, [entry]);
  }
  return (branch) => lines.get(branch) ?? [];
}

function membersAsked({ flow }: FlowDocument): Members {
  return (branch) => stepsIn(flow, branch);
}

/** Where a step stands and how large it is; undefined for one without a position. */
export function boxOf(
  document: FlowDocument,
  id: string,
  members: Members = membersAsked(document),
): Box | undefined {
  const step = document.flow.steps[id];
  if (step === undefined) return undefined;
  if ('branches' in step) return frameOf(document, id, members);
  const at = document.layout.positions[id];
  return at && { x: at.x, y: at.y, ...sizeOf(step) };
}

/** The frame of a block around its branches, lanes in the order of the branches. */
export function frameOf(
  document: FlowDocument,
  block: string,
  members: Members = membersAsked(document),
): Frame | undefined {
  const step = document.flow.steps[block];
  if (step === undefined || !('branches' in step)) return undefined;
  const at = document.layout.positions[block] ?? { x: 0, y: 0 };
  const contents = step.branches.map((branch) => ({
    branch: branch.id,
    start: branch.start,
    box: boundsOf(members(branch.id).map(([id]) => boxOf(document, id, members))),
  }));
  const known = boundsOf(contents.map((one) => one.box));
  const y = (known?.y ?? at.y + TITLE + LANE.top) - LANE.top;
  const height = Math.max(
    LANE.top + LANE.bottom + 40,
    (known ? bottomOf(known) : y) - y + LANE.bottom,
  );
  let x = contents[0]?.box?.x ?? at.x + LANE.side;
  x -= LANE.side;
  const lanes = contents.map(({ branch, start, box }): Lane => {
    const right = Math.max(x + LANE.least, box ? rightOf(box) + LANE.side : 0);
    const lane = { branch, x, y, width: right - x, height };
    x = right;
    const first = boxOf(document, start, members);
    return { ...lane, entry: { x: centreOf(first ?? lane).x, y: y + ENTRY } };
  });
  const width = x - (lanes[0]?.x ?? at.x);
  return { x: x - width, y: y - TITLE, width, height: height + TITLE, lanes };
}

/** The content of a lane that begins left of where the lane before it ends has to move this far. */
export function overlapOf(
  document: FlowDocument,
  lane: Lane,
  members: Members = membersAsked(document),
): number {
  const content = boundsOf(members(lane.branch).map(([id]) => boxOf(document, id, members)));
  return content === undefined ? 0 : Math.max(0, lane.x + LANE.side - content.x);
}

/** The smallest box around boxes; undefined around nothing. */
export function boundsOf(boxes: readonly (Box | undefined)[]): Box | undefined {
  const known = boxes.filter((box) => box !== undefined);
  if (known.length === 0) return undefined;
  let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const box of known) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, rightOf(box));
    bottom = Math.max(bottom, bottomOf(box));
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export function rightOf(box: Box): number {
  return box.x + box.width;
}

export function bottomOf(box: Box): number {
  return box.y + box.height;
}

export function centreOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export function holds(box: Box, point: Point): boolean {
  return (
    point.x >= box.x && point.x <= rightOf(box) && point.y >= box.y && point.y <= bottomOf(box)
  );
}

/** Zero is added so that no place is -0, which is another number to whoever compares. */
export function snapped({ x, y }: Point): Point {
  return { x: Math.round(x / GRID) * GRID + 0, y: Math.round(y / GRID) * GRID + 0 };
}

/** The boxes of all steps that have a place. A block's box is a Frame. */
export function boxesOf(document: FlowDocument): Map<string, Box> {
  const boxes = new Map<string, Box>();
  const members = membersOf(document.flow);
  for (const id of Object.keys(document.flow.steps)) {
    const box = boxOf(document, id, members);
    if (box) boxes.set(id, box);
  }
  return boxes;
}

/** The innermost branch whose lane a point lies in; undefined in the main line. */
export function branchAt(document: FlowDocument, point: Point, except: Set<string>) {
  let found: string | undefined;
  const members = membersOf(document.flow);
  const look = (branch: string | undefined): void => {
    for (const [id, step] of members(branch)) {
      if (!('branches' in step) || except.has(id)) continue;
      const lane = frameOf(document, id, members)?.lanes.find((one) => holds(one, point));
      if (lane === undefined) continue;
      found = lane.branch;
      look(lane.branch);
    }
  };
  look(undefined);
  return found;
}

/** How wide a branch's lane is for content of this width. */
export function laneWidth(content: number): number {
  return Math.max(LANE.least, content + 2 * LANE.side);
}

/** Where the content of a block begins, measured from the block's upper edge. */
export const CONTENT_TOP = TITLE + LANE.top;
