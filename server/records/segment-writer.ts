/**
 * Writes a segment: rows in the order of their object's hash, in parts that are read one at a time, each
 * field a block. The footer, written last, says where everything stands.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Column } from '@flowmeter/engine/columns/column.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { encodeColumn, encodeNumbers, type Block, type Encoded } from './blocks.ts';
import { writeWhole } from './disk.ts';

/** Rows of the segment that follow one another; their hashes are `from` and above. */
export interface Part {
  from: number;
  /** Number of its first row. */
  start: number;
  rows: number;
  /** Of each row: the hash of its object. */
  hashes: Block;
  /** Of each row: the batch that brought it, and the one that brought its successor (0: none has). */
  came: Block | number;
  went: Block | number;
  fields: Record<string, Block>;
}

export interface Footer {
  format: 1;
  rows: number;
  fields: Record<string, Fact['type']>;
  parts: Part[];
}

export interface PartRows {
  from: number;
  hashes: Uint32Array;
  came: Uint32Array | number;
  went: Uint32Array | number;
  columns: ReadonlyMap<string, Column>;
}

export interface SegmentWriter {
  add(part: PartRows): void;
  /** Written to the disk when this returns; the file's rows. */
  finish(): number;
}

export const MAGIC = 'FMR1';
/** Offset (8 bytes), length and checksum of the footer, then the magic. */
export const TRAILER = 20;

export function createSegmentWriter(path: string, fields: Footer['fields']): SegmentWriter {
  const file = openSync(path, 'wx');
  const parts: Part[] = [];
  let end = 0;
  let rows = 0;

  function put(bytes: Buffer): number {
    const at = end;
    writeWhole(file, bytes, at);
    end += bytes.length;
    return at;
  }

  function block({ bytes, ...rest }: Encoded): Block {
    return { ...rest, at: put(bytes) };
  }

  function numbers(of: Uint32Array | number): Block | number {
    return typeof of === 'number' ? of : block(encodeNumbers(of));
  }

  return {
    add({ from, hashes, came, went, columns }) {
      const written = [...columns].map(([id, column]) => [id, block(encodeColumn(column))]);
      parts.push({
        from,
        start: rows,
        rows: hashes.length,
        hashes: block(encodeNumbers(hashes)),
        came: numbers(came),
        went: numbers(went),
        fields: Object.fromEntries(written) as Part['fields'],
      });
      rows += hashes.length;
    },
    finish() {
      const footer: Footer = { format: 1, rows, fields, parts };
      const bytes = Buffer.from(JSON.stringify(footer));
      const trailer = Buffer.alloc(TRAILER);
      trailer.writeBigUInt64LE(BigInt(put(bytes)), 0);
      trailer.writeUInt32LE(bytes.length, 8);
      trailer.writeUInt32LE(crc32(bytes), 12);
      trailer.write(MAGIC, 16, 'latin1');
      put(trailer);
      fsyncSync(file);
      closeSync(file);
      return rows;
    },
  };
}
