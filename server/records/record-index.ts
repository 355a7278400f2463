/**
 * Rows by the values of fields: a table of first rows by the hash of their values, and of each row the
 * next one with the same hash. Made when it is first asked for, in one pass and with nothing beside it.
 */
import { plain } from '@flowmeter/engine/rules/operands.ts';
import type { Plain } from '@flowmeter/engine/rules/operators.ts';
import type { RecordView } from './view.ts';

/** Rows whose hash is that of the values, rising; whoever asks looks closer. */
export type RowIndex = (values: readonly Exclude<Plain, null>[]) => Generator<number, void>;

/** At least half as many hashes as rows: about six to twelve bytes a row. */
export function rowIndex(view: RecordView, fields: readonly string[]): RowIndex {
  const size = 2 ** Math.max(4, Math.ceil(Math.log2(view.rows / 2 + 1)));
  // One more than the row, so that 0 is none.
  const firsts = new Uint32Array(size);
  const nexts = new Uint32Array(view.rows);
  for (const [index, { start, rows }] of [...view.pieces.entries()].toReversed()) {
    const hashes = fields.map((field) => hashesOf(view, index, field));
    for (let row = rows - 1; row >= 0; row--) {
      let hash = 0;
      for (const of of hashes) hash = mixed(hash, of(row));
      const bucket = hash & (size - 1);
      nexts[start + row] = firsts[bucket] as number;
      firsts[bucket] = start + row + 1;
    }
  }
  return function* rowsOf(values) {
    let hash = 0;
    for (const value of values) hash = mixed(hash, hashOf(value));
    let row = firsts[hash & (size - 1)] as number;
    for (; row !== 0; row = nexts[row - 1] as number) yield row - 1;
  };
}

/** Hashes of a column's values; each value of a dictionary is hashed once. */
function hashesOf(view: RecordView, piece: number, field: string): (row: number) => number {
  const column = view.column(piece, field);
  if (!('codes' in column)) return (row) => hashOf(column.numbers[row]);
  const known = Uint32Array.from(column.values, (value) => {
    return hashOf(value === null ? undefined : plain(column.type, value));
  });
  return (row) => known[column.codes[row] as number] ?? 0;
}

function hashOf(value: unknown): number {
  const text = String(value);
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}

function mixed(hash: number, more: number): number {
  const joined = Math.imul(hash ^ more, 0x9e3779b1);
  return (joined ^ (joined >>> 15)) >>> 0;
}
