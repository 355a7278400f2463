/** Cells of a spreadsheet put into the grid: read as if they were typed, one by one. */
import { fill, type Language, type Localized } from '@flowmeter/engine/problem.ts';
import type { Filled } from './filling.ts';
import { type Area, rowsThere } from './selection.ts';
import type { GridColumn, Sheet } from './sheet.ts';

type Pasting = readonly (readonly string[])[];

export interface Pasted<C> extends Filled<C> {
  /** What was filled. */
  area: Area;
  /** The first row named the columns, and was not filled in. */
  isHeaded: boolean;
}

/**
 * From the first place of the area on; rows below the last are added, columns beyond the last refused. An
 * area that what was copied fits into several times is filled with it. A first row that names columns says
 * where each belongs.
 */
export function pasted<C>(
  sheet: Sheet<unknown, C>,
  area: Area,
  texts: Pasting,
  language: Language,
): Pasted<C> {
  const heads = headsOf(sheet.columns, texts);
  const there = { ...area, rows: Math.max(1, rowsThere(area, sheet.rows.length).count) };
  const rows = heads === undefined ? tiled(texts, there) : texts.slice(1);
  const target =
    heads ?? Array.from({ length: rows[0]?.length ?? 0 }, (_, place) => area.left + place);
  const filled: Filled<C> = { cells: [], refused: [] };
  for (const [down, row] of rows.entries()) {
    for (const [place, text] of row.entries()) {
      const column = target[place];
      const at = { row: area.top + down, column: column ?? area.left + place };
      const read = readAt(sheet, { ...at, column }, text, language);
      if (read === undefined) continue;
      if (read.ok) filled.cells.push({ ...at, content: read.value });
      else filled.refused.push({ ...at, text, reason: read.reason });
    }
  }
  return { ...filled, area: reach(area, filled), isHeaded: heads !== undefined };
}

function readAt<C>(
  sheet: Sheet<unknown, C>,
  { row, column }: { row: number; column: number | undefined },
  text: string,
  language: Language,
) {
  const isThere = column !== undefined && column < sheet.columns.length;
  if (!isThere) return text.trim() === '' ? undefined : { ok: false as const, reason: beyond };
  if (row >= sheet.most) return { ok: false as const, reason: tooMany(sheet.most) };
  return sheet.read({ row, column }, text, language);
}

const beyond: Localized = { zh: '表格没有这一列', en: 'the table has no such column' };
const MOST: Localized = { zh: '最多 {most} 行', en: 'it takes {most} rows at most' };

function tooMany(most: number): Localized {
  return { zh: fill(MOST.zh, { most }), en: fill(MOST.en, { most }) };
}

/** Where each column of the sheet belongs, when its first row names columns; undefined for one that has no name. */
function headsOf(
  columns: readonly GridColumn[],
  [first = [], ...rest]: Pasting,
): (number | undefined)[] | undefined {
  if (rest.length === 0) return undefined;
  const places = first.map((text) => {
    const said = text.replace(/\s*[(（][^()（）]*[)）]\s*$/, '').trim();
    const found = columns.findIndex(
      ({ id, name }) => said !== '' && (said === id || said === name.zh || said === name.en),
    );
    return found < 0 ? undefined : found;
  });
  const known = places.filter((place) => place !== undefined);
  const isAll = first.every((text, place) => text.trim() === '' || places[place] !== undefined);
  const isOnce = new Set(known).size === known.length;
  return isOnce && (known.length > 1 || (known.length === 1 && isAll)) ? places : undefined;
}

/** Repeated over an area that is so many times as high and wide. */
function tiled(texts: Pasting, { rows, columns }: Area): Pasting {
  const width = texts[0]?.length ?? 0;
  const isWhole = width > 0 && rows % texts.length === 0 && columns % width === 0;
  if (!isWhole) return texts;
  return Array.from({ length: rows }, (_, down) => {
    const row = texts[down % texts.length] ?? [];
    return Array.from({ length: columns }, (__, place) => row[place % width] ?? '');
  });
}

/** From where it was pasted to the last cell that was taken or refused. */
function reach<C>({ top, left }: Area, { cells, refused }: Filled<C>): Area {
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
