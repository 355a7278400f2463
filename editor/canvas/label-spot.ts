/** Where the label of a line stands: on a stretch long enough for it, clear of steps and labels. */
import type { Point } from '../document/document.ts';
import { type Box, bottomOf, rightOf } from '../document/geometry.ts';

const HEIGHT = 22;
/** The least stretch that carries a label or a "+". */
const LEAST = HEIGHT + 12;

/** How far apart the spots are that are tried along a stretch. */
const STEP = 24;

/** The middle of the label. Nearer to where the line leaves is better: there the choice is made. */
export function labelSpot(way: Point[], width: number, taken: readonly Box[]): Point {
  const spots = way.slice(1).flatMap((end, at) => spotsOn(way[at] as Point, end, width));
  const free = spots.find((spot) => !taken.some((box) => meets(box, spot, width)));
  return free ?? spots[0] ?? middleOf(way[0], way.at(-1));
}

/** Spots on a stretch from its beginning to its end; none when it is too short for the label. */
function spotsOn(a: Point, b: Point, width: number): Point[] {
  const upright = a.x === b.x;
  const length = Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
  const needed = upright ? LEAST : Math.max(LEAST, width + 16);
  if (length < needed) return [];
  const count = Math.floor((length - needed) / STEP) + 1;
  const margin = count === 1 ? length / 2 : needed / 2;
  return Array.from({ length: count }, (_, at) => {
    const share = (margin + at * STEP) / length;
    return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
  });
}

function middleOf(a: Point = { x: 0, y: 0 }, b: Point = a): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function meets(box: Box, middle: Point, width: number): boolean {
  const half = Math.max(width, HEIGHT) / 2 + 4;
  return (
    middle.x + half > box.x &&
    middle.x - half < rightOf(box) &&
    middle.y + HEIGHT / 2 + 2 > box.y &&
    middle.y - HEIGHT / 2 - 2 < bottomOf(box)
  );
}
