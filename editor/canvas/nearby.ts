/** Boxes looked up by where they stand, so that asking what is near does not look at all of them. */
import { type Box, bottomOf, rightOf } from '../document/geometry.ts';

/** The boxes that meet a part of the plane, in the order in which they were given. */
export type Nearby = (part: Box) => [id: string, box: Box][];

/** Boxes are held in rows of this height; a tall one in several, the tallest aside. */
const ROW = 512;
const MOST_ROWS = 256;

interface Held {
  id: string;
  box: Box;
  turn: number;
}

export function nearbyAmong(boxes: ReadonlyMap<string, Box>): Nearby {
  const rows = new Map<number, Held[]>();
  const all: Held[] = [];
  const tall: Held[] = [];
  for (const [id, box] of boxes) {
    const held = { id, box, turn: all.length };
    all.push(held);
    if (isTall(box)) tall.push(held);
    for (const row of isTall(box) ? [] : rowsOf(box)) {
      const known = rows.get(row);
      if (known) known.push(held);
      else rows.set(row, [held]);
    }
  }
  return (part) => {
    const found = new Set<Held>();
    const asked = isTall(part) ? [all] : [tall, ...rowsOf(part).map((row) => rows.get(row) ?? [])];
    for (const row of asked) {
      for (const held of row) if (meets(held.box, part)) found.add(held);
    }
    return [...found].toSorted((a, b) => a.turn - b.turn).map(({ id, box }) => [id, box]);
  };
}

/** The same of boxes that are few, or never asked about again. */
export function within(boxes: readonly [id: string, box: Box][], part: Box) {
  return boxes.filter(([, box]) => meets(box, part));
}

function isTall({ height }: Box): boolean {
  return height > ROW * MOST_ROWS;
}

function rowsOf(box: Box): number[] {
  const first = Math.floor(box.y / ROW);
  const last = Math.floor(bottomOf(box) / ROW);
  return Array.from({ length: last - first + 1 }, (_, at) => first + at);
}

function meets(box: Box, part: Box): boolean {
  return (
    box.x < rightOf(part) &&
    rightOf(box) > part.x &&
    box.y < bottomOf(part) &&
    bottomOf(box) > part.y
  );
}
