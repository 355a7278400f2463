/** A decision table as a sheet: inputs, then outputs; a row for each of its rows. */
import type { TableDefinition, TableRow } from '@flowmeter/engine/definition/table.ts';
import type { Language, Localized, Problem } from '@flowmeter/engine/problem.ts';
import { sayCell, sayColumnValue } from '@flowmeter/engine/tables/words.ts';
import {
  blankAt,
  blankRow,
  type CellContent,
  contentAt,
  isInput,
  type Place,
  widthOf,
} from '../../document/tables/document.ts';
import {
  type Read,
  readTest,
  readValue,
  type Written,
  writeTest,
  writeValue,
} from '../grid/cell-text.ts';
import type { GridColumn, Sheet, SheetEdits } from '../grid/sheet.ts';
import { any } from '../grid/use-layout.ts';
import type { TablePort } from './desk.ts';
import { goingOn } from './series.ts';

export type TableSheet = Sheet<TableRow, CellContent>;

/** The most rows of a table. */
const MOST_ROWS = 20_000;

/** What of it stays the same while rows are edited, so that those that did not change are not drawn again. */
export type TableLook = Pick<TableSheet, 'label' | 'aside' | 'columns' | 'wordsOf' | 'columnsOf'>;

export function tableLook(
  columns: readonly GridColumn[],
  words: Pick<TableSheet, 'label' | 'aside'>,
): TableLook {
  const inputs = columns.filter(({ isInput: isTest }) => isTest).length;
  return {
    ...words,
    columns,
    wordsOf: (row, column) => wordsIn(row, columns[column], column, inputs),
    columnsOf: (problem) => troubledColumns(problem, inputs),
  };
}

export function tableSheet(
  table: TableDefinition,
  look: TableLook,
  port: TablePort | undefined,
): TableSheet {
  const { columns } = look;
  const inputs = table.inputs.length;
  return {
    ...look,
    id: `table/${table.id}`,
    rows: table.rows,
    next: blankRow(table),
    most: MOST_ROWS,
    contentAt: (place) => contentAt(table, place),
    blankAt: ({ column }) => blankAt(table, column),
    textAt: (place, language) => textAt(table, columns, place, language),
    read: (place, text) => readCell(table, columns, place.column, text),
    goingOn,
    sideOf: (column) => (isInput(table, column) ? [0, inputs] : [inputs, widthOf(table)]),
    edits: port && editsBy(port),
  };
}

function editsBy(port: TablePort): SheetEdits<CellContent> {
  return {
    setCells: (cells) => void port.perform({ do: 'setCells', args: { cells } }),
    insertRows: (at, count) => void port.perform({ do: 'insertRow', args: { at, count } }),
    removeRows: (from, count) =>
      port.perform({ do: 'removeRows', args: { from, count } }) !== undefined,
    moveRows: (from, count, by) => void port.perform({ do: 'moveRows', args: { from, count, by } }),
    moveColumn: (column, to) => void port.perform({ do: 'moveColumn', args: { column, to } }),
  };
}

const string = { type: 'string' as const };

/** What typed text says in a column. */
function readCell(
  table: TableDefinition,
  columns: readonly GridColumn[],
  column: number,
  text: string,
): Read<CellContent> {
  const written = columns[column] ?? string;
  if (isInput(table, column)) {
    const read = readTest(written, text);
    return read.ok ? { ok: true, value: { test: read.value } } : read;
  }
  const read = readValue(written, text);
  return read.ok ? { ok: true, value: { value: read.value } } : read;
}

function textAt(
  table: TableDefinition,
  columns: readonly GridColumn[],
  place: Place,
  language: Language,
): string {
  const content = contentAt(table, place);
  const written = columns[place.column] ?? string;
  return 'test' in content
    ? writeTest(written, content.test, language)
    : writeValue(written, content.value, language);
}

/** What stands in a cell, without the unit, which the head says. */
function wordsIn(
  row: TableRow,
  column: GridColumn | undefined,
  place: number,
  inputs: number,
): Localized {
  const { type, options }: Written = column ?? string;
  if (place >= inputs) {
    const value = row.then[place - inputs] ?? null;
    const isText = options === undefined && (type === 'text' || type === 'string');
    if (isText && typeof value === 'string') return { zh: value, en: value };
    return sayColumnValue({ type, options }, value);
  }
  const cell = row.when[place] ?? [];
  return cell.length === 0 ? any : sayCell({ type, options }, cell);
}

/** The columns whose cells a problem is about. */
function troubledColumns({ at = '' }: Problem, inputs: number): number[] {
  const [, side, place] = /^\/rows\/\d+\/(when|then)\/(\d+)/.exec(at) ?? [];
  if (side === undefined) return [];
  return [side === 'when' ? Number(place) : inputs + Number(place)];
}
