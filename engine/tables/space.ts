/** All that a table may be asked: for each column the value classes that its domain holds. */
import type { ListItem } from '../definition/facts.ts';
import type { Box } from './boxes.ts';
import { firstAtLeast, union, type Classes, type Ranges } from './classes.ts';
import type { Column } from './columns.ts';
import type { CompiledColumn, CompiledTable } from './compile.ts';

/** A column, its classes counted anew without those that hold no value. */
export interface Axis {
  column: Column;
  classes: Classes;
  /** The class that each of ours is. */
  places: readonly number[];
  size: number;
}

export interface Space {
  axes: readonly Axis[];
  /** Everything. */
  whole: Box;
  /** Row -> what it takes; undefined where that is nothing. */
  boxes: readonly (Box | undefined)[];
}

export function spaceOf({ columns, table }: CompiledTable): Space {
  const axes = columns.map(axisOf);
  const cells = columns.map((column, index) =>
    column.cells.map((ranges) => liveRanges(ranges, axes[index]?.places ?? [])),
  );
  const boxes = table.rows.map((_, row) => {
    const box = columns.map(({ cellOf }, index) => cells[index]?.[cellOf[row] ?? 0] ?? []);
    return box.every((ranges) => ranges.length > 0) ? box : undefined;
  });
  return { axes, whole: axes.map(({ size }) => [[0, size - 1]] as const), boxes };
}

/** What these rows take; those that take nothing are left out. */
export function boxesAt({ boxes }: Space, rows: readonly number[]): Box[] {
  return rows.map((row) => boxes[row]).filter((box) => box !== undefined);
}

/** A record in these classes: input -> value. */
export function recordAt(
  { axes }: Space,
  point: readonly number[],
): Record<string, ListItem | null> {
  return Object.fromEntries(
    axes.map(({ column, classes, places }, index) => [
      column.id,
      classes.samples[places[point[index] ?? 0] ?? 0] ?? null,
    ]),
  );
}

function axisOf({ column, classes, live }: CompiledColumn): Axis {
  return { column, classes, places: live, size: live.length };
}

function liveRanges(ranges: Ranges, places: readonly number[]): Ranges {
  return union(
    ranges.map(([first, last]) => [
      firstAtLeast(places, first),
      firstAtLeast(places, last + 1) - 1,
    ]),
  );
}
