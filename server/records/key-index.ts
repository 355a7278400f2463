/**
 * The key index of a segment: of every row the hash of its key, the hash of its content and its number,
 * sorted by key. A table in front says where the keys with each first byte begin.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { DamagedBlock } from './blocks.ts';
import { readWhole, writeWhole } from './disk.ts';
import { CONTENT_BYTES, KEY_BYTES } from './hashes.ts';
import { LANES } from './spill.ts';

export interface IndexedKey {
  key: string;
  content: string;
  row: number;
  /** Had the row a successor when the index was written? */
  isGone?: boolean;
}

export interface KeyIndex {
  /** Every row whose key begins with this byte, sorted by key. */
  lane(lane: number): IndexedKey[];
  /** Rows with this key. */
  rowsOf(key: string): number[];
  close(): void;
}

export interface KeyIndexWriter {
  /** Lane after lane, each sorted by key. */
  add(lane: number, keys: readonly IndexedKey[]): void;
  /** Gives every row the number that it has in the end; on the disk when this returns. */
  finish(numberOf?: Uint32Array): void;
}

const ROW_AT = KEY_BYTES + CONTENT_BYTES;
const ENTRY = ROW_AT + 4;
/** Of a row's number: it had a successor. */
const GONE = 2 ** 31;
const HEAD = (LANES + 1) * 4;
const CHUNK = ENTRY * 65_536;

export function createKeyIndexWriter(path: string): KeyIndexWriter {
  const file = openSync(path, 'wx+');
  const starts = new Uint32Array(LANES + 1);
  let rows = 0;

  function renumber(numberOf: Uint32Array): void {
    const chunk = Buffer.alloc(CHUNK);
    for (let at = HEAD; at < HEAD + rows * ENTRY; at += CHUNK) {
      const length = readWhole(file, chunk, at);
      for (let entry = ROW_AT; entry < length; entry += ENTRY) {
        chunk.writeUInt32LE(numberOf[chunk.readUInt32LE(entry)] ?? 0, entry);
      }
      writeWhole(file, chunk.subarray(0, length), at);
    }
  }

  return {
    add(lane, keys) {
      const bytes = Buffer.alloc(keys.length * ENTRY);
      for (const [index, { key, content, row, isGone }] of keys.entries()) {
        bytes.write(key + content, index * ENTRY, 'latin1');
        bytes.writeUInt32LE(isGone === true ? row + GONE : row, index * ENTRY + ROW_AT);
      }
      writeWhole(file, bytes, HEAD + rows * ENTRY);
      rows += keys.length;
      starts.fill(rows, lane + 1);
    },
    finish(numberOf) {
      if (numberOf !== undefined) renumber(numberOf);
      writeWhole(file, new Uint8Array(starts.buffer), 0);
      fsyncSync(file);
      closeSync(file);
    },
  };
}

export function openKeyIndex(path: string): KeyIndex {
  const file = openSync(path, 'r');
  const starts = new Uint32Array(LANES + 1);
  const read = readWhole(file, new Uint8Array(starts.buffer), 0);
  if (read !== HEAD) throw new DamagedBlock();

  function entries(from: number, to: number): Buffer {
    const bytes = Buffer.alloc((to - from) * ENTRY);
    if (readWhole(file, bytes, HEAD + from * ENTRY) !== bytes.length) throw new DamagedBlock();
    return bytes;
  }

  function keyAt(entry: number): string {
    return entries(entry, entry + 1).toString('latin1', 0, KEY_BYTES);
  }

  return {
    lane(lane) {
      const bytes = entries(starts[lane] ?? 0, starts[lane + 1] ?? 0);
      return decoded(bytes);
    },
    rowsOf(key) {
      const lane = key.charCodeAt(0);
      const last = starts[lane + 1] ?? 0;
      let [low, high] = [starts[lane] ?? 0, last];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (keyAt(middle) < key) low = middle + 1;
        else high = middle;
      }
      const rows: number[] = [];
      for (let at = low; at < last && keyAt(at) === key; at++) {
        rows.push(...decoded(entries(at, at + 1)).map(({ row }) => row));
      }
      return rows;
    },
    close: () => closeSync(file),
  };
}

function decoded(bytes: Buffer): IndexedKey[] {
  const keys: IndexedKey[] = [];
  for (let at = 0; at < bytes.length; at += ENTRY) {
    const row = bytes.readUInt32LE(at + ROW_AT);
    keys.push({
      key: bytes.toString('latin1', at, at + KEY_BYTES),
      content: bytes.toString('latin1', at + KEY_BYTES, at + ROW_AT),
      row: row % GONE,
      isGone: row >= GONE,
    });
  }
  return keys;
}
