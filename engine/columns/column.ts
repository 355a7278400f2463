/**
 * Records as columns, in memory: what very many records are asked, stored and streamed in. A column is
 * either coded (each value once, in a dictionary, and a code for each row) or, where nearly every row
 * has a value of its own, plain numbers. Pieces of a long column may share their dictionary.
 */
import { instantText } from '../calendar/zone.ts';
import type { Fact, FactValue } from '../definition/facts.ts';
import { readingName, type FactParams, type FactSource } from '../rules/source.ts';

/** The codes that every dictionary has: the value is missing, the value is null. */
export const MISSING_CODE = 0;
export const NULL_CODE = 1;

export type Codes = Uint8Array | Uint16Array | Uint32Array;

/** A row's value is `values[code]`: `values[0]` is undefined (missing), `values[1]` is null. */
export interface CodedColumn {
  type: Fact['type'];
  codes: Codes;
  values: readonly (FactValue | undefined)[];
}

/**
 * Numbers as they stand, date-times as epoch milliseconds. Values of facts are finite, so the others
 * are free to say what is not there: NaN is missing, Infinity is null, -Infinity is no value of the type.
 */
export interface NumberColumn {
  type: 'number' | 'integer' | 'datetime';
  numbers: Float64Array;
}

export type Column = CodedColumn | NumberColumn;

export interface ColumnTable {
  rows: number;
  /** By reading name: a fact's id, dotted or not, with its arguments where it has some. */
  columns: ReadonlyMap<string, Column>;
}

/** A source of facts that stands on one row of a table after another. */
export interface RowSource extends FactSource {
  row: number;
}

/** The value of a row; undefined is missing, NaN no value of the type. Date-times come back as UTC. */
export function valueAt(column: Column, row: number): FactValue | undefined {
  if ('codes' in column) return column.values[column.codes[row] ?? MISSING_CODE];
  const value = column.numbers[row] ?? Number.NaN;
  if (Number.isNaN(value)) return undefined;
  if (value === Infinity) return null;
  if (value === -Infinity) return Number.NaN;
  return column.type === 'datetime' ? instantText(value) : value;
}

/** Reads rows as rules read records. A column that is not there is missing in every row. */
export function rowSource({ columns }: ColumnTable, row = 0): RowSource {
  const source: RowSource = { row, read };
  return source;

  function read(fact: string, params?: FactParams): FactValue | undefined {
    const column = columns.get(params === undefined ? fact : readingName(fact, params));
    return column === undefined ? undefined : valueAt(column, source.row);
  }
}

/** The rows from `begin` to before `end`, without copying. */
export function sliceTable(
  { columns }: ColumnTable,
  [begin, end]: readonly [number, number],
): ColumnTable {
  const sliced = [...columns].map(([id, column]): [string, Column] => [
    id,
    'codes' in column
      ? { ...column, codes: column.codes.subarray(begin, end) }
      : { ...column, numbers: column.numbers.subarray(begin, end) },
  ]);
  return { rows: end - begin, columns: new Map(sliced) };
}
