/** What is drawn across the grid, from where to where. */
import type { Place } from '../../document/tables/document.ts';
import type { Area } from './selection.ts';
import type { Sheet } from './sheet.ts';

/** What of the grid something points at. */
export interface Pointed extends Place {
  kind: 'cell' | 'row' | 'column' | 'fill' | 'moveRow' | 'moveColumn';
  /** Taken hold of to do something with what is selected. */
  isHandle: boolean;
}

/** A point over the grid: the nearest cell, and the nearest gap between rows and between columns. */
export interface Point extends Place {
  rowGap: number;
  columnGap: number;
}

export type Drag =
  | { kind: 'cells'; at: Place }
  | { kind: 'rows'; from: number; to: number }
  | { kind: 'columns'; from: number; to: number }
  | { kind: 'fill'; from: Area; to: Area }
  /** To the gap before the row, or the column, of that place. */
  | { kind: 'moveRows'; from: number; count: number; gap: number }
  | { kind: 'moveColumn'; column: number; gap: number };

/** `width`: columns of the grid. Several rows move together when they are selected as a whole. */
export function beginDrag({ kind, row, column }: Pointed, area: Area, width: number): Drag {
  if (kind === 'row') return { kind: 'rows', from: row, to: row };
  if (kind === 'column') return { kind: 'columns', from: column, to: column };
  if (kind === 'fill') return { kind: 'fill', from: area, to: area };
  if (kind === 'moveColumn') return { kind: 'moveColumn', column, gap: column };
  if (kind === 'cell') return { kind: 'cells', at: { row, column } };
  const isWhole = area.columns === width;
  const isSelected = isWhole && row >= area.top && row < area.top + area.rows;
  const [from, count] = isSelected ? [area.top, area.rows] : [row, 1];
  return { kind: 'moveRows', from, count, gap: from };
}

/** The same drag, at another point. */
export function drawn(drag: Drag, point: Point, sheet: Sheet): Drag {
  const { row, column, rowGap, columnGap } = point;
  if (drag.kind === 'cells') return { ...drag, at: { row, column } };
  const last = sheet.rows.length;
  if (drag.kind === 'rows') return { ...drag, to: Math.min(row, last - 1) };
  if (drag.kind === 'columns') return { ...drag, to: column };
  if (drag.kind === 'moveRows') return { ...drag, gap: Math.min(rowGap, last) };
  if (drag.kind === 'fill') return { ...drag, to: reached(drag.from, { row, column }) };
  const [low, high] = sheet.sideOf(drag.column);
  return { ...drag, gap: Math.max(low, Math.min(high, columnGap)) };
}

/** The area grown one way: down or up, or else sideways. */
function reached(from: Area, { row, column }: Place): Area {
  const [bottom, right] = [from.top + from.rows - 1, from.left + from.columns - 1];
  const [down, up] = [row - bottom, from.top - row];
  if (down > 0) return { ...from, rows: from.rows + down };
  if (up > 0) return { ...from, top: row, rows: from.rows + up };
  if (column > right) return { ...from, columns: from.columns + column - right };
  if (column < from.left) return { ...from, left: column, columns: right - column + 1 };
  return from;
}

/** How many places rows move that go to a gap. */
export function wayTo({ from, count, gap }: { from: number; count: number; gap: number }): number {
  if (gap < from) return gap - from;
  return gap > from + count ? gap - from - count : 0;
}
