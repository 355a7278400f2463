/** Many cells at once: filled, emptied, copied. What cannot be read is named and left as it was. */
import type { Language, Localized } from '@flowmeter/engine/problem.ts';
import type { Place } from '../../document/tables/document.ts';
import { type Area, isInside, placesIn, rowsThere } from './selection.ts';
import type { Filling, Sheet } from './sheet.ts';

export interface Filled<C = unknown> {
  cells: Filling<C>[];
  /** What was not taken, with the text that it was to be. */
  refused: (Place & { text: string; reason: Localized })[];
}

/** The first row of the area into the others; of a single row, the one above it. */
export function filledDown<C>(sheet: Sheet<unknown, C>, area: Area): Filling<C>[] {
  const from = area.rows === 1 ? area.top - 1 : area.top;
  if (from < 0) return [];
  return placesIn(area)
    .filter(({ row }) => row !== from)
    .map((place) => ({ ...place, content: sheet.contentAt({ ...place, row: from }) }));
}

/** The first column of the area into the others; of a single column, the one before it. */
export function filledRight<C>(
  sheet: Sheet<unknown, C>,
  area: Area,
  language: Language,
): Filled<C> {
  const from = area.columns === 1 ? area.left - 1 : area.left;
  if (from < 0) return { cells: [], refused: [] };
  const places = placesIn(area).filter(({ column }) => column !== from);
  return sideways(sheet, places, () => from, language);
}

/**
 * From the handle of a selection to where it was drawn. Downwards and upwards figures and days that go on
 * evenly go on, everything else is repeated; sideways it is repeated as it reads there.
 */
export function filledTo<C>(
  sheet: Sheet<unknown, C>,
  from: Area,
  to: Area,
  language: Language,
): Filled<C> {
  const places = placesIn(to).filter((place) => !isInside(from, place));
  if (to.rows === from.rows) {
    const source = ({ column }: Place) => from.left + wrapped(column - from.left, from.columns);
    return sideways(sheet, places, source, language);
  }
  const bases = new Map<number, C[]>();
  const baseOf = (column: number) => {
    const known = bases.get(column);
    const rows = Array.from({ length: from.rows }, (_, down) => from.top + down);
    const base = known ?? rows.map((row) => sheet.contentAt({ row, column }));
    bases.set(column, base);
    return base;
  };
  const cells = places.map((place) => {
    const content = sheet.goingOn(baseOf(place.column), place.row - from.top);
    return { ...place, content };
  });
  return { cells, refused: [] };
}

/** Cells of other columns of the same rows, read anew where they come to stand. */
function sideways<C>(
  sheet: Sheet<unknown, C>,
  places: readonly Place[],
  source: (place: Place) => number,
  language: Language,
): Filled<C> {
  const filled: Filled<C> = { cells: [], refused: [] };
  for (const place of places) {
    const text = sheet.textAt({ ...place, column: source(place) }, language);
    const read = sheet.read(place, text, language);
    if (read.ok) filled.cells.push({ ...place, content: read.value });
    else filled.refused.push({ ...place, text, reason: read.reason });
  }
  return filled;
}

export function emptied<C>(sheet: Sheet<unknown, C>, area: Area): Filling<C>[] {
  const { count } = rowsThere(area, sheet.rows.length);
  return placesIn({ ...area, rows: count }).map((place) => ({
    ...place,
    content: sheet.blankAt(place),
  }));
}

/** The area as text for the clipboard. */
export function copied(sheet: Sheet, area: Area, language: Language): string[][] {
  const { top, left, columns: width } = area;
  return Array.from({ length: rowsThere(area, sheet.rows.length).count }, (_, down) =>
    Array.from({ length: width }, (__, across) =>
      sheet.textAt({ row: top + down, column: left + across }, language),
    ),
  );
}

/** A number counted round: -1 of 3 is 2. */
export function wrapped(number: number, of: number): number {
  return ((number % of) + of) % of;
}
