/**
 * A flow from another tool's drawing as a document: its steps stand to one another as they did there. Ours
 * are larger and run downwards, so the drawing is turned where it runs to the right, and spread until no
 * step covers another and blocks have room for their frames. A drawing of ours that comes back stays as it
 * is, also where another tool moved something in it.
 */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { produce } from 'immer';
import { documentOf, insideOf, type FlowDocument, type Point, waysOf } from './document.ts';
import {
  bottomOf,
  boundsOf,
  type Box,
  boxOf,
  centreOf,
  CONTENT_TOP,
  frameOf,
  GAP,
  GRID,
  rightOf,
  type Size,
  sizeOf,
  snapped,
} from './geometry.ts';
import { withPlaces } from './place-missing.ts';
import { settle } from './place.ts';

/** The most that a drawing is spread; what still overlaps is moved aside by hand or by the layout. */
const MOST_SPREAD = 5;
const SPREAD = 0.25;
const CLEARANCE = 2 * GRID;

/** `places` are the shapes of steps, in the other tool's pixels. */
export function importedDocument(
  flow: FlowDefinition,
  places: Readonly<Record<string, Box>>,
): FlowDocument {
  const known = Object.entries(places).filter(([id]) => Object.hasOwn(flow.steps, id));
  const bounds = boundsOf(known.map(([, box]) => box));
  const blank = documentOf(flow, null);
  if (bounds === undefined) return withPlaces(blank);
  if (isOurs(flow, known)) return asDrawn(blank, known);
  const turned = runsAside(flow, places) ?? bounds.width > bounds.height;
  const centres = known.map(([id, box]): [string, Point] => {
    const { x, y } = centreOf(box);
    const from = { x: x - bounds.x, y: y - bounds.y };
    return [id, turned ? { x: from.y, y: from.x } : from];
  });
  const positions = spread(flow, centres);
  const placed = produce({ ...blank, layout: { ...blank.layout, positions } }, (draft) => {
    sortBranches(draft);
  });
  const whole = withPlaces(placed);
  return produce(whole, (draft) => {
    for (const block of blocksOf(draft)) makeFrameRoom(draft, block);
    settle(draft);
    for (const block of blocksOf(draft)) clearBeside(draft, block);
  });
}

type Drawn = readonly (readonly [step: string, box: Box])[];

/** Are all shapes that have a size of their own as large as ours? Events and gateways are small anywhere. */
function isOurs(flow: FlowDefinition, known: Drawn): boolean {
  const sized = known.filter(([, box]) => box.width > box.height);
  return sized.length > 0 && sized.every(([id, box]) => isAsLarge(box, sizeIn(flow, id)));
}

function isAsLarge(one: Size, other: Size): boolean {
  return one.width === other.width && one.height === other.height;
}

function sizeIn(flow: FlowDefinition, id: string): Size {
  return sizeOf(flow.steps[id] ?? { kind: 'task' });
}

/** Each step about the middle of its shape; blocks are as large as what stands in them. */
function asDrawn(blank: FlowDocument, known: Drawn): FlowDocument {
  const placed = known.map(([id, box]) => {
    const { width, height } = sizeIn(blank.flow, id);
    const { x, y } = centreOf(box);
    return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }] as const;
  });
  const positions = Object.fromEntries(placed);
  return withPlaces({ ...blank, layout: { ...blank.layout, positions } });
}

/** Do the ways of a drawing lead to the right rather than down? Undefined where none is drawn. */
function runsAside(
  flow: FlowDefinition,
  places: Readonly<Record<string, Box>>,
): boolean | undefined {
  let [across, down] = [0, 0];
  for (const [id, step] of Object.entries(flow.steps)) {
    for (const { to } of waysOf(step)) {
      const [from, into] = [places[id], places[to]];
      if (from === undefined || into === undefined) continue;
      across += Math.abs(centreOf(into).x - centreOf(from).x);
      down += Math.abs(centreOf(into).y - centreOf(from).y);
    }
  }
  return across + down === 0 ? undefined : across > down;
}

/** Upper left corners, so far apart that nothing overlaps, on the smallest ground. */
function spread(flow: FlowDefinition, centres: [string, Point][]): Record<string, Point> {
  const boxesAt = ([across, down]: readonly [number, number]) =>
    centres.map(([id, { x, y }]): [string, Box] => {
      const size = sizeOf(flow.steps[id] ?? { kind: 'task' });
      const at = { x: x * across - size.width / 2, y: y * down - size.height / 2 };
      return [id, { ...snapped(at), ...size }];
    });
  const fits = spreads.find((one) => !hasOverlap(boxesAt(one).map(([, box]) => box)));
  const boxes = boxesAt(fits ?? [MOST_SPREAD, MOST_SPREAD]);
  return Object.fromEntries(boxes.map(([id, { x, y }]) => [id, { x, y }]));
}

/** How much a drawing may be spread across and down, the least ground first. */
const factors = Array.from({ length: (MOST_SPREAD - 1) / SPREAD + 1 }, (_, at) => 1 + at * SPREAD);
const spreads = factors
  .flatMap((across) => factors.map((down) => [across, down] as const))
  .toSorted(([a, b], [c, d]) => a * b - c * d);

/** From top to bottom, each against those that reach as far down. */
function hasOverlap(boxes: readonly Box[]): boolean {
  const sorted = boxes.toSorted((a, b) => a.y - b.y);
  return sorted.some((box, index) => {
    for (let next = index + 1; next < sorted.length; next += 1) {
      const other = sorted[next] as Box;
      if (other.y >= bottomOf(box) + CLEARANCE) return false;
      if (other.x < rightOf(box) + CLEARANCE && rightOf(other) + CLEARANCE > box.x) return true;
    }
    return false;
  });
}

/** Outer blocks first. */
function blocksOf({ flow }: FlowDocument): string[] {
  const blocks = Object.keys(flow.steps).filter((id) => 'branches' in (flow.steps[id] ?? {}));
  return blocks.toSorted((a, b) => insideOf(flow, b).length - insideOf(flow, a).length);
}

/** Lanes stand side by side in the order in which their steps were drawn. */
function sortBranches(draft: FlowDocument): void {
  for (const id of blocksOf(draft)) {
    const step = draft.flow.steps[id];
    if (step?.kind !== 'parallel') continue;
    const left = (start: string) => draft.layout.positions[start]?.x ?? Number.POSITIVE_INFINITY;
    step.branches.sort((a, b) => left(a.start) - left(b.start) || 0);
  }
}

/** Moves down what stands in a block, and then what stands below it, until its frame has room. */
function makeFrameRoom(draft: FlowDocument, block: string): void {
  const inside = new Set(insideOf(draft.flow, block));
  const content = contentOf(draft, inside);
  if (content === undefined) return;
  const others = outsideOf(draft, block, inside);
  const above = others
    .filter(([, box]) => centreOf(box).y < content.y)
    .map(([, box]) => bottomOf(box));
  const missing = Math.max(...above, Number.NEGATIVE_INFINITY) + GAP + CONTENT_TOP - content.y;
  if (missing > 0) moveDown(draft, content.y, missing);
  const frame = frameOf(draft, block);
  if (frame === undefined) return;
  const floor = bottomOf(contentOf(draft, inside) ?? frame);
  const below = outsideOf(draft, block, inside).filter(([, box]) => centreOf(box).y >= floor);
  const first = Math.min(...below.map(([, box]) => box.y), Number.POSITIVE_INFINITY);
  if (first < bottomOf(frame) + GAP) moveDown(draft, first, bottomOf(frame) + GAP - first);
}

/** What a frame would cover stands to the right of it. */
function clearBeside(draft: FlowDocument, block: string): void {
  const frame = frameOf(draft, block);
  if (frame === undefined) return;
  const inside = new Set(insideOf(draft.flow, block));
  const covered = outsideOf(draft, block, inside).filter(
    ([, box]) =>
      box.y < bottomOf(frame) &&
      bottomOf(box) > frame.y &&
      box.x < rightOf(frame) &&
      rightOf(box) > frame.x,
  );
  for (const [id, box] of covered) {
    draft.layout.positions[id] = snapped({ x: rightOf(frame) + GAP, y: box.y });
  }
}

function moveDown(draft: FlowDocument, from: number, by: number): void {
  const distance = Math.ceil(by / GRID) * GRID;
  for (const at of Object.values(draft.layout.positions)) if (at.y >= from) at.y += distance;
}

function contentOf(draft: FlowDocument, inside: ReadonlySet<string>): Box | undefined {
  return boundsOf([...inside].map((id) => boxOf(draft, id)));
}

/** Steps that are neither the block, nor in it, nor around it. */
function outsideOf(
  draft: FlowDocument,
  block: string,
  inside: ReadonlySet<string>,
): [string, Box][] {
  return Object.entries(draft.flow.steps).flatMap(([id, step]): [string, Box][] => {
    if (id === block || inside.has(id) || 'branches' in step) return [];
    const box = boxOf(draft, id);
    return box === undefined ? [] : [[id, box]];
  });
}
