/** Keeps columns that were read lately, so many that they stay within a number of bytes. */
import type { Column } from '@flowmeter/engine/columns/column.ts';

export interface ColumnCache {
  get(key: string): Column | undefined;
  set(key: string, column: Column): void;
}

/** Bytes that a value of a dictionary takes, about. */
const VALUE_BYTES = 48;

/** Two generations: what is used moves to the young one, and the old one goes when that is full. */
export function createColumnCache(mostBytes: number): ColumnCache {
  let young = new Map<string, Column>();
  let old = new Map<string, Column>();
  let bytes = 0;

  function set(key: string, column: Column): void {
    young.set(key, column);
    bytes += bytesOf(column);
    if (bytes < mostBytes / 2) return;
    old = young;
    young = new Map();
    bytes = 0;
  }

  return {
    set,
    get(key) {
      const known = young.get(key);
      if (known !== undefined) return known;
      const kept = old.get(key);
      if (kept !== undefined) set(key, kept);
      return kept;
    },
  };
}

function bytesOf(column: Column): number {
  if (!('codes' in column)) return column.numbers.byteLength;
  return column.codes.byteLength + column.values.length * VALUE_BYTES;
}
