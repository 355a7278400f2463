/** Dragging: what the flow looks like meanwhile, and the one edit that it becomes. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { enclosing, blockByBranch } from '@flowmeter/engine/flow/structure.ts';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import type { Edit } from '../document/commands.ts';
import {
  branchNamed,
  type FlowDocument,
  insideOf,
  lineOf,
  type Point,
  targetOf,
  waysInto,
} from '../document/document.ts';
import { type Box, branchAt, centreOf } from '../document/geometry.ts';
import { branchOf } from '../document/place.ts';
import type { Track } from './tracks.ts';
import type { Drag } from './view-state.ts';

/** How near to a line a step has to be held to be put into it. */
const NEAR = 20;
/** The same in the lane of a branch that it comes into. */
const WIDE = 160;

/**
 * Steps held at new places: those inside a dragged block go with it. `held` has the upper left corners
 * as they are drawn.
 */
export function dragTo(
  document: FlowDocument,
  boxes: ReadonlyMap<string, Box>,
  tracks: ReadonlyMap<string, Track>,
  held: ReadonlyMap<string, Point>,
): Drag {
  const positions = new Map<string, Point>();
  for (const [id, to] of held) {
    const box = boxes.get(id);
    const at = document.layout.positions[id];
    if (box === undefined || at === undefined) continue;
    const by = { x: to.x - box.x, y: to.y - box.y };
    for (const one of [id, ...insideOf(document.flow, id)]) {
      const from = document.layout.positions[one];
      if (from) positions.set(one, { x: from.x + by.x, y: from.y + by.y });
    }
  }
  const into = branchChange(document, boxes, held);
  return { positions, into, onto: lineUnder(document, boxes, tracks, held, into) };
}

/** The document with dragged steps where they are held. */
export function draggedDocument(document: FlowDocument, drag: Drag): FlowDocument {
  const positions = { ...document.layout.positions };
  for (const [id, at] of drag.positions) positions[id] = at;
  return { ...document, layout: { ...document.layout, positions } };
}

/** What a drag that has ended asks of the document, one after the other. */
export function editsOf(document: FlowDocument, drag: Drag): Edit[] {
  const to = Object.fromEntries(drag.positions);
  const steps = outermost(document.flow, [...drag.positions.keys()]);
  const [step] = steps;
  const edits: Edit[] = [];
  if (drag.into) {
    const onLine = drag.onto === undefined ? {} : ({ onLine: true } as const);
    edits.push({
      do: 'moveIntoBranch',
      args: { steps, branch: drag.into.branch, to, ...onLine },
    });
  }
  if (drag.onto !== undefined && step !== undefined) {
    edits.push({ do: 'putOnRoute', args: { line: lineOf(drag.onto), step } });
  }
  return edits.length > 0 ? edits : [{ do: 'moveSteps', args: { to } }];
}

function branchChange(
  document: FlowDocument,
  boxes: ReadonlyMap<string, Box>,
  held: ReadonlyMap<string, Point>,
): Drag['into'] {
  const { flow } = document;
  const [first] = outermost(flow, [...held.keys()]);
  const step = first === undefined ? undefined : flow.steps[first];
  if (first === undefined || step === undefined || kindOf(step).arrival === 'pass') return null;
  const branch = branchAt(document, heldMiddle(first, boxes, held), new Set(held.keys()));
  return branch === step.branch ? null : { branch };
}

/**
 * The line under the one step held, when that stands apart, or leaves its line for another branch: a
 * step that is only moved keeps its place in the flow.
 */
function lineUnder(
  document: FlowDocument,
  boxes: ReadonlyMap<string, Box>,
  tracks: ReadonlyMap<string, Track>,
  held: ReadonlyMap<string, Point>,
  into: Drag['into'],
): string | undefined {
  const { flow } = document;
  const [id, more] = outermost(flow, [...held.keys()]);
  const step = id === undefined ? undefined : flow.steps[id];
  if (id === undefined || more !== undefined || step === undefined) return undefined;
  if (kindOf(step).outlets === 'none' || (into === null && !standsApart(flow, id)))
    return undefined;
  const branch = into === null ? step.branch : into.branch;
  const key = lineFor(document, tracks, heldMiddle(id, boxes, held), into?.branch);
  if (key === undefined || key.startsWith(`${id}/`)) return undefined;
  const isThere = branchOf(document, lineOf(key)) === branch;
  return isThere && targetOf(flow, lineOf(key)) !== id ? key : undefined;
}

/** The middle of a step where it is held. */
function heldMiddle(
  id: string,
  boxes: ReadonlyMap<string, Box>,
  held: ReadonlyMap<string, Point>,
): Point {
  const box = boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  return centreOf({ ...box, ...held.get(id) });
}

/** Nothing leads to the step and nothing leaves it. */
function standsApart(flow: FlowDefinition, id: string): boolean {
  const step = flow.steps[id];
  if (step === undefined || step.routes.length > 0 || waysInto(flow, id).length > 0) return false;
  return step.branch === undefined || branchNamed(flow, step.branch)?.branch.start !== id;
}

/**
 * The line that a step held at a point is put into: one that passes there; in the lane of a branch that
 * it comes into, the nearest of the branch's own.
 */
export function lineFor(
  document: FlowDocument,
  tracks: ReadonlyMap<string, Track>,
  point: Point,
  branch: string | undefined,
): string | undefined {
  const near = lineNear(tracks, point);
  if (near !== undefined || branch === undefined) return near;
  const inside = [...tracks].filter(([key]) => branchOf(document, lineOf(key)) === branch);
  return lineNear(new Map(inside), point, WIDE);
}

/** The key of the line that passes nearest to a point, where one does. */
function lineNear(
  tracks: ReadonlyMap<string, Track>,
  point: Point,
  most = NEAR,
): string | undefined {
  let best: { key: string; far: number } | undefined;
  for (const [key, { points }] of tracks) {
    for (let at = 1; at < points.length; at += 1) {
      const far = distance(point, points[at - 1] as Point, points[at] as Point);
      if (far < (best?.far ?? most)) best = { key, far };
    }
  }
  return best?.key;
}

function distance(point: Point, a: Point, b: Point): number {
  const x = Math.max(Math.min(a.x, b.x), Math.min(point.x, Math.max(a.x, b.x)));
  const y = Math.max(Math.min(a.y, b.y), Math.min(point.y, Math.max(a.y, b.y)));
  return Math.hypot(point.x - x, point.y - y);
}

/** Those of the steps that stand in no block among them. */
function outermost(flow: FlowDefinition, steps: string[]): string[] {
  const chosen = new Set(steps);
  return steps.filter((id) => ![...blocksAround(flow, [id])].some((block) => chosen.has(block)));
}

function blocksAround(flow: FlowDefinition, steps: Iterable<string>): Set<string> {
  const blocks = blockByBranch(flow);
  const around = new Set<string>();
  for (const id of steps) {
    for (const branch of enclosing(flow, id, blocks)) {
      const block = branch === undefined ? undefined : blocks.get(branch);
      if (block !== undefined) around.add(block);
    }
  }
  return around;
}
