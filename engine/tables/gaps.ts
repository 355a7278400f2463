/** Records that no row takes. */
import type { Cell } from '../definition/table.ts';
import { report, type Asked } from './findings.ts';
import { intersect, isSame, type Box } from './boxes.ts';
import { cellOf } from './cells.ts';
import { complement, union, type Ranges } from './classes.ts';
import { coverOf } from './cover.ts';
import { saysWithoutRows } from './policies.ts';
import { recordAt, type Space } from './space.ts';

/** Gaps that are listed: each as large as it can be made. */
const MOST_GAPS = 10;

export function findGaps(asked: Asked, areDisjoint: boolean): void {
  const { table, space, budget, found } = asked;
  if (saysWithoutRows(table)) return;
  const taken = space.boxes.filter((box) => box !== undefined);
  for (let count = 0; ; count++) {
    const cover = coverOf(space.whole, taken, budget, areDisjoint);
    if (cover.kind === 'open') found.undecided.push({ kind: 'gap' });
    if (cover.kind !== 'point') return;
    if (count === MOST_GAPS) {
      found.more.push('gap');
      return;
    }
    const gap = widened(space, taken, cover.point);
    taken.push(gap);
    const { point } = cover;
    report(asked, 'gap', [], () => ({
      region: regionOf(space, gap),
      witness: recordAt(space, point),
    }));
  }
}

/** A box around a point that no box holds, grown column by column as far as none is met. */
function widened(space: Space, boxes: readonly Box[], point: readonly number[]): Box {
  const gap: Ranges[] = point.map((place) => [[place, place]]);
  let near = boxes;
  for (const [axis, { column, size }] of space.axes.entries()) {
    const place = point[axis] ?? 0;
    const inTheWay = near.filter((box) => meets(box, gap, axis));
    const taken = union(inTheWay.flatMap((box) => box[axis] ?? []));
    const free = complement(taken, 0, size - 1);
    const piece = free.filter(([first, last]) => first <= place && place <= last);
    gap[axis] = column.isOrdered ? piece : free;
    near = near.filter((box) => intersect(box[axis] ?? [], gap[axis] ?? []).length > 0);
  }
  return gap;
}

/** In every column but one. */
function meets(box: Box, gap: Box, but: number): boolean {
  return box.every((ranges, axis) => axis === but || intersect(ranges, gap[axis] ?? []).length > 0);
}

function regionOf(space: Space, gap: Box): Record<string, Cell> {
  return Object.fromEntries(
    space.axes.flatMap((axis, place): [string, Cell][] => {
      const ranges = gap[place] ?? [];
      return isSame(ranges, space.whole[place] ?? [])
        ? []
        : [[axis.column.id, cellOf(axis, ranges)]];
    }),
  );
}
