/**
 * Guides: steps that are dragged come to stand in line with others that are near, edge on edge or middle
 * on middle. Pure.
 */
import type { FlowDocument, Point } from '../document/document.ts';
import { type Box, bottomOf, boundsOf, boxOf, centreOf, rightOf } from '../document/geometry.ts';
import type { Drag, Guide } from './view-state.ts';

/** How near they have to be, in pixels at 100 %. */
const NEAR = 8;

type Axis = 'x' | 'y';

/** The drag with the dragged steps moved onto the lines they are near to, and those lines. */
export function guided(document: FlowDocument, boxes: ReadonlyMap<string, Box>, drag: Drag): Drag {
  const held = heldBox(document, drag);
  if (held === undefined) return drag;
  const others = [...boxes]
    .filter(([id, box]) => !drag.positions.has(id) && !('lanes' in box))
    .map(([, box]) => box);
  const by = { x: nearest(held, others, 'x') ?? 0, y: nearest(held, others, 'y') ?? 0 };
  const put = { ...held, x: held.x + by.x, y: held.y + by.y };
  const guides = [...linesThrough(put, others, 'x'), ...linesThrough(put, others, 'y')];
  if (guides.length === 0) return drag;
  return { ...drag, positions: shifted(drag.positions, by), guides };
}

/** Around all that is dragged, without what only goes along inside a block. */
function heldBox(document: FlowDocument, { positions }: Drag): Box | undefined {
  const held = {
    ...document,
    layout: { ...document.layout, positions: asRecord(document, positions) },
  };
  return boundsOf([...positions.keys()].map((id) => boxOf(held, id)));
}

function asRecord(document: FlowDocument, positions: Drag['positions']): Record<string, Point> {
  return { ...document.layout.positions, ...Object.fromEntries(positions) };
}

/** The three lines of a box that others may stand on: where it begins, its middle, where it ends. */
function linesOf(box: Box, axis: Axis): number[] {
  return axis === 'x'
    ? [centreOf(box).x, box.x, rightOf(box)]
    : [centreOf(box).y, box.y, bottomOf(box)];
}

/** The least move that brings a line of the box onto the same line of another. */
function nearest(held: Box, others: readonly Box[], axis: Axis): number | undefined {
  const own = linesOf(held, axis);
  let best: number | undefined;
  for (const other of others) {
    const its = linesOf(other, axis);
    for (const [at, line] of own.entries()) {
      const by = (its[at] ?? line) - line;
      if (Math.abs(by) <= NEAR && Math.abs(by) < Math.abs(best ?? Infinity)) best = by;
    }
  }
  return best;
}

/** The lines of the box that others share, each as long as it takes to reach them all. */
function linesThrough(put: Box, others: readonly Box[], axis: Axis): Guide[] {
  return linesOf(put, axis).flatMap((line, at) => {
    const sharing = others.filter((other) => linesOf(other, axis)[at] === line);
    const around = sharing.length === 0 ? undefined : boundsOf([put, ...sharing]);
    if (around === undefined) return [];
    return axis === 'x'
      ? [{ x: line, y: around.y, width: 0, height: around.height }]
      : [{ x: around.x, y: line, width: around.width, height: 0 }];
  });
}

function shifted(positions: Drag['positions'], by: Point): Map<string, Point> {
  return new Map([...positions].map(([id, at]) => [id, { x: at.x + by.x, y: at.y + by.y }]));
}
