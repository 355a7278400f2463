/** Where the label of a line stands: on a stretch long enough for it, clear of steps and labels. */
import type { Point } from '../document/document.ts';
import { type Box, bottomOf, rightOf } from '../document/geometry.ts';

const HEIGHT = 22;
/** The least stretch that carries a label or a "+". */
const LEAST = HEIGHT + 12;

/** The middle of the label. Nearer to where the line leaves is better: there the choice is made. */
export function labelSpot(way: Point[], width: number, taken: readonly Box[]): Point {
  const spots = way.slice(1).map((end, at) => stretch(way[at] as Point, end, width));
  const fitting = spots.filter((spot) => spot.fits);
  const ranked = (fitting.length > 0 ? fitting : spots).toSorted((a, b) => b.length - a.length);
  const free = ranked.find((spot) => !taken.some((box) => meets(box, spot.middle, width)));
  return (free ?? ranked[0])?.middle ?? { x: 0, y: 0 };
}

function stretch(a: Point, b: Point, width: number) {
  const upright = a.x === b.x;
  const length = Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
  const fits = length >= (upright ? LEAST : Math.max(LEAST, width + 16));
  return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, length, fits };
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
