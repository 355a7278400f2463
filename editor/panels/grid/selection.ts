/** What is selected in the grid, and where keys lead. Rows and columns are counted from 0. */
import type { Place } from '../../document/tables/document.ts';

/** `at` has the keyboard; the area reaches from it to `anchor`. */
export interface Selection {
  at: Place;
  anchor: Place;
  /** Where Tab set out from: Enter comes back to this column. */
  home?: number | undefined;
}

export interface Size {
  /** Those that there are; one more place below them, for the next, where there is `more`. */
  rows: number;
  more?: boolean;
  columns: number;
  /** Rows that are seen at once. */
  page: number;
}

export interface Area {
  top: number;
  left: number;
  rows: number;
  columns: number;
}

export const atFirst: Selection = { at: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } };

export function areaOf({ at, anchor }: Selection): Area {
  const [top, left] = [Math.min(at.row, anchor.row), Math.min(at.column, anchor.column)];
  return {
    top,
    left,
    rows: Math.abs(at.row - anchor.row) + 1,
    columns: Math.abs(at.column - anchor.column) + 1,
  };
}

export function isInside({ top, left, rows, columns }: Area, { row, column }: Place): boolean {
  return row >= top && row < top + rows && column >= left && column < left + columns;
}

/** Every place of an area, row by row. */
export function placesIn({ top, left, rows, columns }: Area): Place[] {
  return Array.from({ length: rows * columns }, (_, index) => ({
    row: top + Math.floor(index / columns),
    column: left + (index % columns),
  }));
}

/** Whole rows; the keyboard stays in the first column. */
export function wholeRows(from: number, to: number, { columns }: Size): Selection {
  return { at: { row: to, column: 0 }, anchor: { row: from, column: columns - 1 } };
}

export function wholeColumns(from: number, to: number, { rows }: Size): Selection {
  return { at: { row: 0, column: to }, anchor: { row: rows - 1, column: from } };
}

/** The rows of the area that there are: without the place for the next one. */
export function rowsThere({ top, rows }: Area, count: number): { from: number; count: number } {
  return { from: top, count: Math.max(0, Math.min(rows, count - top)) };
}

/** The place kept within the grid. */
export function within({ rows, more = false, columns }: Size, { row, column }: Place): Place {
  return {
    row: Math.max(0, Math.min(more ? rows : rows - 1, row)),
    column: Math.max(0, Math.min(columns - 1, column)),
  };
}

interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey?: boolean;
}

/** Where a key leads; undefined for keys that lead nowhere. Shift takes the area along. */
export function movedBy(pressed: Pressed, selection: Selection, size: Size): Selection | undefined {
  const { at } = selection;
  const to = target(pressed, at, size);
  if (to === undefined) return undefined;
  const next = within(size, to);
  if (pressed.key === 'Tab') return { at: next, anchor: next, home: selection.home ?? at.column };
  return { at: next, anchor: pressed.shiftKey ? selection.anchor : next };
}

type Lead = (at: Place, size: Size, far: boolean, back: boolean) => Place | undefined;

/** One row a key. `far` goes to the end, `back` the other way. */
const leads: Readonly<Record<string, Lead>> = {
  ArrowUp: (at, _, far) => ({ ...at, row: far ? 0 : at.row - 1 }),
  ArrowDown: (at, { rows }, far) => ({ ...at, row: far ? rows - 1 : at.row + 1 }),
  ArrowLeft: (at, _, far) => ({ ...at, column: far ? 0 : at.column - 1 }),
  ArrowRight: (at, { columns }, far) => ({ ...at, column: far ? columns - 1 : at.column + 1 }),
  Home: (at, _, far) => ({ row: far ? 0 : at.row, column: 0 }),
  End: (at, { rows, columns }, far) => ({ row: far ? rows - 1 : at.row, column: columns - 1 }),
  PageUp: (at, { page }) => ({ ...at, row: at.row - page }),
  PageDown: (at, { page }) => ({ ...at, row: at.row + page }),
  Tab: (at, size, _, back) => tabbed(at, size, back ? -1 : 1),
};

function target(pressed: Pressed, at: Place, size: Size): Place | undefined {
  const lead =
    !pressed.altKey && Object.hasOwn(leads, pressed.key) ? leads[pressed.key] : undefined;
  return lead?.(at, size, pressed.ctrlKey || pressed.metaKey, pressed.shiftKey);
}

/** Cell by cell, on to the next row; past the last cell the keyboard leaves the grid. */
function tabbed(at: Place, { rows, more = false, columns }: Size, by: 1 | -1): Place | undefined {
  const index = at.row * columns + at.column + by;
  if (index < 0 || index >= (more ? rows + 1 : rows) * columns) return undefined;
  return { row: Math.floor(index / columns), column: index % columns };
}
