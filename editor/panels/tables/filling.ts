/** Many cells at once: filled, emptied, copied. What cannot be read is named and left as it was. */
import type { Language, Localized } from '@flowmeter/engine/problem.ts';
import {
  blankAt,
  type CellContent,
  contentAt,
  isInput,
  type Place,
} from '../../document/tables/document.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { readTest, readValue, type Written, writeTest, writeValue } from './cell-text.ts';
import { type Area, isInside, placesIn, rowsThere } from './selection.ts';
import { goingOn, wrapped } from './series.ts';

export interface Filled {
  cells: (Place & { content: CellContent })[];
  /** What was not taken, with the text that it was to be. */
  refused: (Place & { text: string; reason: Localized })[];
}

/** What typed text says in a column. */
export function readCell(
  table: TableDefinition,
  columns: readonly Written[],
  column: number,
  text: string,
): { ok: true; content: CellContent } | { ok: false; reason: Localized } {
  const written = columns[column] ?? { type: 'string' };
  if (isInput(table, column)) {
    const read = readTest(written, text);
    return read.ok ? { ok: true, content: { test: read.value } } : read;
  }
  const read = readValue(written, text);
  return read.ok ? { ok: true, content: { value: read.value } } : read;
}

export function textAt(
  table: TableDefinition,
  columns: readonly Written[],
  place: Place,
  language: Language,
): string {
  const content = contentAt(table, place);
  const written = columns[place.column] ?? { type: 'string' };
  return 'test' in content
    ? writeTest(written, content.test, language)
    : writeValue(written, content.value, language);
}

/** The first row of the area into the others; of a single row, the one above it. */
export function filledDown(table: TableDefinition, area: Area): Filled['cells'] {
  const from = area.rows === 1 ? area.top - 1 : area.top;
  if (from < 0) return [];
  return placesIn(area)
    .filter(({ row }) => row !== from)
    .map((place) => ({ ...place, content: contentAt(table, { ...place, row: from }) }));
}

/** The first column of the area into the others; of a single column, the one before it. */
export function filledRight(
  table: TableDefinition,
  columns: readonly Written[],
  area: Area,
  language: Language,
): Filled {
  const from = area.columns === 1 ? area.left - 1 : area.left;
  if (from < 0) return { cells: [], refused: [] };
  const places = placesIn(area).filter(({ column }) => column !== from);
  return sideways(table, columns, places, () => from, language);
}

/**
 * From the handle of a selection to where it was drawn. Downwards and upwards figures and days that go on
 * evenly go on, everything else is repeated; sideways it is repeated as it reads there.
 */
export function filledTo(
  table: TableDefinition,
  columns: readonly Written[],
  from: Area,
  to: Area,
  language: Language,
): Filled {
  const places = placesIn(to).filter((place) => !isInside(from, place));
  if (to.rows === from.rows) {
    const source = ({ column }: Place) => from.left + wrapped(column - from.left, from.columns);
    return sideways(table, columns, places, source, language);
  }
  const bases = new Map<number, CellContent[]>();
  const baseOf = (column: number) => {
    const known = bases.get(column);
    const rows = Array.from({ length: from.rows }, (_, down) => from.top + down);
    const base = known ?? rows.map((row) => contentAt(table, { row, column }));
    bases.set(column, base);
    return base;
  };
  const cells = places.map((place) => {
    const content = goingOn(baseOf(place.column), place.row - from.top);
    return { ...place, content };
  });
  return { cells, refused: [] };
}

/** Cells of other columns of the same rows, read anew where they come to stand. */
function sideways(
  table: TableDefinition,
  columns: readonly Written[],
  places: readonly Place[],
  source: (place: Place) => number,
  language: Language,
): Filled {
  const filled: Filled = { cells: [], refused: [] };
  for (const place of places) {
    const text = textAt(table, columns, { ...place, column: source(place) }, language);
    const read = readCell(table, columns, place.column, text);
    if (read.ok) filled.cells.push({ ...place, content: read.content });
    else filled.refused.push({ ...place, text, reason: read.reason });
  }
  return filled;
}

export function emptied(table: TableDefinition, area: Area): Filled['cells'] {
  const { count } = rowsThere(area, table.rows.length);
  return placesIn({ ...area, rows: count }).map((place) => ({
    ...place,
    content: blankAt(table, place.column),
  }));
}

/** The area as text for the clipboard. */
export function copied(
  table: TableDefinition,
  columns: readonly Written[],
  area: Area,
  language: Language,
): string[][] {
  const { top, left, columns: width } = area;
  return Array.from({ length: rowsThere(area, table.rows.length).count }, (_, down) =>
    Array.from({ length: width }, (__, across) =>
      textAt(table, columns, { row: top + down, column: left + across }, language),
    ),
  );
}
