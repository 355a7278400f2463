/** Cells of a spreadsheet put into the grid: read as if they were typed, one by one. */
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { widthOf } from '../../document/tables/document.ts';
import type { Written } from './cell-text.ts';
import { type Filled, readCell } from './filling.ts';
import { type Area, rowsThere } from './selection.ts';

type Sheet = readonly (readonly string[])[];

export interface Pasted extends Filled {
  /** What was filled. */
  area: Area;
  /** The first row named the columns, and was not filled in. */
  isHeaded: boolean;
}

/** A column as the first row of a spreadsheet may name it. */
type NamedColumn = Written & { id?: string; name?: Localized };

/**
 * From the first place of the area on; rows below the last are added, columns beyond the last refused. An
 * area that what was copied fits into several times is filled with it. A first row that names columns says
 * where each belongs.
 */
export function pasted(
  table: TableDefinition,
  columns: readonly NamedColumn[],
  area: Area,
  sheet: Sheet,
): Pasted {
  const heads = headsOf(columns, sheet);
  const there = { ...area, rows: Math.max(1, rowsThere(area, table.rows.length).count) };
  const rows = heads === undefined ? tiled(sheet, there) : sheet.slice(1);
  const target =
    heads ?? Array.from({ length: rows[0]?.length ?? 0 }, (_, place) => area.left + place);
  const filled: Filled = { cells: [], refused: [] };
  for (const [down, row] of rows.entries()) {
    for (const [place, text] of row.entries()) {
      const column = target[place];
      const at = { row: area.top + down, column: column ?? area.left + place };
      const read = readAt(table, columns, { ...at, column }, text);
      if (read === undefined) continue;
      if (read.ok) filled.cells.push({ ...at, content: read.content });
      else filled.refused.push({ ...at, text, reason: read.reason });
    }
  }
  return { ...filled, area: reach(area, filled), isHeaded: heads !== undefined };
}

/** The most rows of a table. */
const MOST_ROWS = 20_000;

function readAt(
  table: TableDefinition,
  columns: readonly Written[],
  { row, column }: { row: number; column: number | undefined },
  text: string,
) {
  const isThere = column !== undefined && column < widthOf(table);
  if (!isThere) return text.trim() === '' ? undefined : { ok: false as const, reason: beyond };
  if (row >= MOST_ROWS) return { ok: false as const, reason: tooMany };
  return readCell(table, columns, column, text);
}

const beyond: Localized = { zh: '表格没有这一列', en: 'the table has no such column' };
const tooMany: Localized = {
  zh: '一张表最多 20000 行',
  en: 'a table takes 20,000 rows at most',
};

/** Where each column of the sheet belongs, when its first row names columns; undefined for one that has no name. */
function headsOf(
  columns: readonly NamedColumn[],
  [first = [], ...rest]: Sheet,
): (number | undefined)[] | undefined {
  if (rest.length === 0) return undefined;
  const places = first.map((text) => {
    const said = text.replace(/\s*[(（][^()（）]*[)）]\s*$/, '').trim();
    const found = columns.findIndex(
      ({ id, name }) => said !== '' && (said === id || said === name?.zh || said === name?.en),
    );
    return found < 0 ? undefined : found;
  });
  const known = places.filter((place) => place !== undefined);
  const isAll = first.every((text, place) => text.trim() === '' || places[place] !== undefined);
  const isOnce = new Set(known).size === known.length;
  return isOnce && (known.length > 1 || (known.length === 1 && isAll)) ? places : undefined;
}

/** Repeated over an area that is so many times as high and wide. */
function tiled(sheet: Sheet, { rows, columns }: Area): Sheet {
  const width = sheet[0]?.length ?? 0;
  const isWhole = width > 0 && rows % sheet.length === 0 && columns % width === 0;
  if (!isWhole) return sheet;
  return Array.from({ length: rows }, (_, down) => {
    const row = sheet[down % sheet.length] ?? [];
    return Array.from({ length: columns }, (__, place) => row[place % width] ?? '');
  });
}

/** From where it was pasted to the last cell that was taken or refused. */
function reach({ top, left }: Area, { cells, refused }: Filled): Area {
  const area = { top, left, rows: 1, columns: 1 };
  let isFirst = true;
  for (const { row, column } of [...cells, ...refused]) {
    if (isFirst) area.left = column;
    isFirst = false;
    const right = Math.max(area.left + area.columns, column + 1);
    area.left = Math.min(area.left, column);
    area.columns = right - area.left;
    area.rows = Math.max(area.rows, row + 1 - top);
  }
  return area;
}
