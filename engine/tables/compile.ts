/**
 * A table made ready to be asked: cells as ranges of value classes, and, for each column, which rows its
 * values leave in question, as words of bits. A look-up ands a few of these words and looks at what is
 * left exactly. (Bit vectors for finding rules: T. V. Lakshman, D. Stiliadis, "High-speed policy-based
 * packet forwarding using efficient multi-dimensional range matching", 1998.)
 */
import type { FactDictionary } from '../case/forms.ts';
import type { Cell, TableDefinition } from '../definition/table.ts';
import { classesOf, type Classes, type Ranges } from './classes.ts';
import { columnsOf, type Column } from './columns.ts';

export interface CompiledColumn {
  column: Column;
  classes: Classes;
  /** The different cells of the column: what they take. */
  cells: readonly Ranges[];
  /** Row -> its cell. */
  cellOf: Uint32Array;
  filter: Filter;
  /** Classes that hold a value of the column's domain. */
  live: readonly number[];
  /** No row says anything of it. */
  isIdle: boolean;
}

/** Rows that may match: `words[bucket * width …]` has their bits, for each bucket of classes. */
interface Filter {
  /** A bucket holds 2 ** shift classes. */
  shift: number;
  words: Uint32Array;
}

export interface CompiledTable {
  table: TableDefinition;
  /** One an input, and one of the business day where rows are dated. */
  columns: readonly CompiledColumn[];
  /** Words of bits that hold all rows. */
  width: number;
}

export function compileTable(table: TableDefinition, facts: FactDictionary): CompiledTable {
  const width = (table.rows.length + 31) >>> 5;
  const columns = columnsOf(table, facts).map((column, place) =>
    compileColumn(column, table, (row) => cellAt(table, row, place), width),
  );
  return { table, columns, width };
}

/** Does the row's cell take the class? */
export function takes({ cells, cellOf }: CompiledColumn, row: number, place: number): boolean {
  return has(cells[cellOf[row] ?? 0] ?? [], place);
}

export function has(ranges: Ranges, place: number): boolean {
  for (const [first, last] of ranges) if (place <= last) return place >= first;
  return false;
}

/** Rows whose cells take these classes; a class that is undefined leaves its column out. */
export function rowsTaking(
  { columns, width, table }: CompiledTable,
  places: readonly (number | undefined)[],
  isFirstEnough = false,
): number[] {
  const asked = columns.flatMap((column, index) => {
    const place = places[index];
    return place === undefined || column.isIdle ? [] : [{ column, place }];
  });
  const left = new Int32Array(width).fill(-1);
  for (const { column, place } of asked) narrow(left, column.filter, place);
  const rows: number[] = [];
  for (let word = 0; word < width; word++) {
    for (let bits = left[word] ?? 0; bits !== 0; bits &= bits - 1) {
      const row = (word << 5) + 31 - Math.clz32(bits & -bits);
      if (row >= table.rows.length) break;
      if (!asked.every(({ column, place }) => takes(column, row, place))) continue;
      rows.push(row);
      if (isFirstEnough) return rows;
    }
  }
  return rows;
}

function narrow(left: Int32Array, { shift, words }: Filter, place: number): void {
  const { length } = left;
  const at = (place >>> shift) * length;
  for (let word = 0; word < length; word++)
    left[word] = (left[word] ?? 0) & (words[at + word] ?? 0);
}

/** The cell of a row in one of the columns; that of the business day says when the row counts. */
export function cellAt({ rows, inputs }: TableDefinition, row: number, place: number): Cell {
  if (place < inputs.length) return rows[row]?.when[place] ?? [];
  const { valid_from: from, valid_to: to } = rows[row] ?? {};
  if (from === undefined && to === undefined) return [];
  return [{ ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
}

function compileColumn(
  column: Column,
  { rows }: TableDefinition,
  cellIn: (row: number) => Cell,
  width: number,
): CompiledColumn {
  const written = new Map<string, Cell>();
  const keys = rows.map((_, row) => {
    const cell = cellIn(row);
    const key = JSON.stringify(cell);
    if (!written.has(key)) written.set(key, cell);
    return key;
  });
  const classes = classesOf(column, written.values());
  const known = new Map<string, number>();
  const cells: Ranges[] = [];
  // Cells that take the same values are one, however they are written.
  const placeOf = new Map(
    [...written].map(([key, cell]) => {
      const ranges = classes.rangesOf(cell);
      const taken = JSON.stringify(ranges);
      const place = known.get(taken) ?? cells.push(ranges) - 1;
      known.set(taken, place);
      return [key, place];
    }),
  );
  const cellOf = Uint32Array.from(keys, (key) => placeOf.get(key) ?? 0);
  const filter = filterOf(classes.size, cells, cellOf, width);
  const isIdle = [...written.values()].every((cell) => cell.length === 0);
  const live = classes.samples.flatMap((sample, place) => (sample === undefined ? [] : [place]));
  return { column, classes, cells, cellOf, filter, live, isIdle };
}

/** A column's filter takes at most 1 MB. */
const MOST_WORDS = 1 << 18;

function filterOf(
  size: number,
  cells: readonly Ranges[],
  cellOf: Uint32Array,
  width: number,
): Filter {
  let shift = 0;
  while ((((size - 1) >>> shift) + 1) * width > MOST_WORDS) shift++;
  const words = new Uint32Array((((size - 1) >>> shift) + 1) * width);
  cellOf.forEach((cell, row) => {
    const [word, bit] = [row >>> 5, 1 << (row & 31)];
    for (const [first, last] of cells[cell] ?? []) {
      for (let bucket = first >>> shift; bucket <= last >>> shift; bucket++) {
        const at = bucket * width + word;
        words[at] = (words[at] ?? 0) | bit;
      }
    }
  });
  return { shift, words };
}
