/** What a grid shows and edits: rows of cells that are written as text. It knows nothing of what they mean. */
import type { ReactNode } from 'react';
import type { Place } from '../../document/tables/document.ts';
import type { Language, Localized, Problem } from '@flowmeter/engine/problem.ts';
import type { Read, Written } from './cell-text.ts';

/** A column of the grid. */
export interface GridColumn extends Written {
  id: string;
  name: Localized;
  unit?: string | undefined;
  /** What it is, below its name. */
  kind: Localized;
  /** Its cells are tests, with several alternatives; else one value. */
  isInput: boolean;
  /** Shaded, as what follows from the others. */
  isOutput?: boolean;
  /** Words run on for long: the column may be wider than others. */
  isLong?: boolean;
  /** What may be typed, where it is not as in every table. */
  help?: Localized;
}

export interface Filling<C> extends Place {
  content: C;
}

/** How cells, rows and columns are changed; each one gesture, undone at once. */
export interface SheetEdits<C> {
  /** Rows that are not there yet are added. */
  setCells(cells: readonly Filling<C>[]): void;
  insertRows(at: number, count: number): void;
  /** Says whether it was done. */
  removeRows(from: number, count: number): boolean;
  moveRows(from: number, count: number, by: number): void;
  moveColumn?(column: number, to: number): void;
}

/** `R`: a row; it is another object whenever it reads differently. `C`: what stands in a cell. */
export interface Sheet<R = unknown, C = unknown> {
  /** By which the widths of its columns are remembered. */
  id: string;
  label: string;
  columns: readonly GridColumn[];
  rows: readonly R[];
  /** What stands in the place for the next row. */
  next: R;
  /** So many rows it takes. */
  most: number;
  /** What a row says besides its cells, under a head of its own. */
  aside: { title: string; say(this: void, row: R): ReactNode };
  wordsOf(this: void, row: R, column: number): Localized;
  contentAt(place: Place): C;
  blankAt(place: Place): C;
  textAt(place: Place, language: Language): string;
  read(place: Place, text: string, language: Language): Read<C>;
  /** What stands `offset` places from the first of some cells of a column. */
  goingOn(contents: readonly C[], offset: number): C;
  /** The columns that a problem is about. */
  columnsOf(this: void, problem: Problem): readonly number[];
  /** The places among which a column may be moved: from, and up to. */
  sideOf(column: number): readonly [number, number];
  /** Absent where it is only shown. */
  edits: SheetEdits<C> | undefined;
}
