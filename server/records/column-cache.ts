/** Keeps columns that were read lately, so many that they stay within a number of bytes. */
import type { Column } from '@flowmeter/engine/columns/column.ts';

export interface ColumnCache {
  get(piece: number, field: string): Column | undefined;
  set(piece: number, field: string, column: Column): void;
}

/** Bytes that a value of a dictionary takes, about. */
const VALUE_BYTES = 48;

/** By field, piece by piece: asked for every value that is read, without making a name of the two. */
type Generation = Map<string, (Column | undefined)[]>;

/** Two generations: what is used moves to the young one, and the old one goes when that is full. */
export function createColumnCache(mostBytes: number): ColumnCache {
  let young: Generation = new Map();
  let old: Generation = new Map();
  let bytes = 0;

  function set(piece: number, field: string, column: Column): void {
    const pieces = young.get(field) ?? [];
    pieces[piece] = column;
    young.set(field, pieces);
    bytes += bytesOf(column);
    if (bytes < mostBytes / 2) return;
    old = young;
    young = new Map();
    bytes = 0;
  }

  return {
    set,
    get(piece, field) {
      const known = young.get(field)?.[piece];
      if (known !== undefined) return known;
      const kept = old.get(field)?.[piece];
      if (kept !== undefined) set(piece, field, kept);
      return kept;
    },
  };
}

function bytesOf(column: Column): number {
  if (!('codes' in column)) return column.numbers.byteLength;
  return column.codes.byteLength + column.values.length * VALUE_BYTES;
}
