/** Where steps stand when they are lined up, or spread evenly. Pure. */
import type { Point } from './document.ts';
import { bottomOf, boundsOf, type Box, centreOf, rightOf } from './geometry.ts';

/** Six ways to line up, two to spread. */
export const alignments = [
  'left',
  'centre',
  'right',
  'top',
  'middle',
  'bottom',
  'across',
  'down',
] as const;

export type Alignment = (typeof alignments)[number];

/** How many steps it takes: with fewer there is nothing to line up, or to spread between. */
export function leastOf(how: Alignment): number {
  return how === 'across' || how === 'down' ? 3 : 2;
}

/** How far each box has to move; boxes that stay are not there. */
export function alignedBy(boxes: ReadonlyMap<string, Box>, how: Alignment): Map<string, Point> {
  const around = boundsOf([...boxes.values()]);
  const moves = new Map<string, Point>();
  if (around === undefined || boxes.size < leastOf(how)) return moves;
  const places = how === 'across' || how === 'down' ? spread(boxes, how) : undefined;
  for (const [id, box] of boxes) {
    const to = places?.get(id) ?? placeOf(box, around, how);
    const by = { x: Math.round(to.x - box.x), y: Math.round(to.y - box.y) };
    if (by.x !== 0 || by.y !== 0) moves.set(id, by);
  }
  return moves;
}

function placeOf(box: Box, around: Box, how: Alignment): Point {
  const at: Partial<Record<Alignment, Point>> = {
    left: { x: around.x, y: box.y },
    centre: { x: centreOf(around).x - box.width / 2, y: box.y },
    right: { x: rightOf(around) - box.width, y: box.y },
    top: { x: box.x, y: around.y },
    middle: { x: box.x, y: centreOf(around).y - box.height / 2 },
    bottom: { x: box.x, y: bottomOf(around) - box.height },
  };
  return at[how] ?? box;
}

/** The same room between neighbours; the first and the last stay. */
function spread(boxes: ReadonlyMap<string, Box>, how: 'across' | 'down'): Map<string, Point> {
  const [at, size] = how === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const row = [...boxes].toSorted(([, a], [, b]) => a[at] + a[size] / 2 - (b[at] + b[size] / 2));
  const first = row[0]?.[1];
  const last = row.at(-1)?.[1];
  if (first === undefined || last === undefined) return new Map();
  const taken = row.reduce((sum, [, box]) => sum + box[size], 0);
  const room = (last[at] + last[size] - first[at] - taken) / (row.length - 1);
  let next = first[at];
  return new Map(
    row.map(([id, box]) => {
      const place = { x: box.x, y: box.y, [at]: next };
      next += box[size] + room;
      return [id, place];
    }),
  );
}
