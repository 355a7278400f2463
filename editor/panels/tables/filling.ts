/** Many cells at once: pasted, filled down, emptied. What cannot be read is named and left as it was. */
import type { Language, Localized } from '@flowmeter/engine/problem.ts';
import {
  blankAt,
  type CellContent,
  contentAt,
  isInput,
  type Place,
  widthOf,
} from '../../document/tables/document.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { readTest, readValue, type Written, writeTest, writeValue } from './cell-text.ts';
import { type Area, placesIn } from './selection.ts';

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

/**
 * Text of a spreadsheet put into the grid from a place on. One cell fills the whole area selected; rows
 * below the last are added; columns beyond the last are refused.
 */
export function pasted(
  table: TableDefinition,
  columns: readonly Written[],
  area: Area,
  sheet: readonly (readonly string[])[],
): Filled {
  const [first = []] = sheet;
  const isOne = sheet.length === 1 && first.length === 1;
  const texts = isOne
    ? placesIn(area).map((place) => ({ ...place, text: first[0] ?? '' }))
    : sheet.flatMap((row, down) =>
        row.map((text, across) => ({ row: area.top + down, column: area.left + across, text })),
      );
  const filled: Filled = { cells: [], refused: [] };
  for (const { text, ...place } of texts) {
    const read =
      place.column < widthOf(table) ? readCell(table, columns, place.column, text) : beyond;
    if (read.ok) filled.cells.push({ ...place, content: read.content });
    else filled.refused.push({ ...place, text, reason: read.reason });
  }
  return filled;
}

const beyond = {
  ok: false as const,
  reason: { zh: '表格没有这一列', en: 'the table has no such column' },
};

/** The first row of the area into the others; of a single row, the one above it. */
export function filledDown(table: TableDefinition, area: Area): Filled['cells'] {
  const from = area.rows === 1 ? area.top - 1 : area.top;
  if (from < 0) return [];
  return placesIn(area)
    .filter(({ row }) => row !== from)
    .map((place) => ({ ...place, content: contentAt(table, { ...place, row: from }) }));
}

export function emptied(table: TableDefinition, area: Area): Filled['cells'] {
  return placesIn(area).map((place) => ({ ...place, content: blankAt(table, place.column) }));
}

/** The area as text for the clipboard. */
export function copied(
  table: TableDefinition,
  columns: readonly Written[],
  { top, left, rows, columns: width }: Area,
  language: Language,
): string[][] {
  return Array.from({ length: rows }, (_, down) =>
    Array.from({ length: width }, (__, across) =>
      textAt(table, columns, { row: top + down, column: left + across }, language),
    ),
  );
}
