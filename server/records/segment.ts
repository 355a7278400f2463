/** Reads a segment: the footer when it is opened, blocks when they are asked for. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Column } from '@flowmeter/engine/columns/column.ts';
import { DamagedBlock, decodeColumn, decodeNumbers, type Block } from './blocks.ts';
import { MAGIC, TRAILER, type Footer, type Part } from './segment-writer.ts';

export interface Segment {
  footer: Footer;
  /** @throws {DamagedBlock} */
  hashes(part: Part): Uint32Array;
  /** Of each row the number of the batch; the same for all where it is one number. */
  came(part: Part): Uint32Array | number;
  went(part: Part): Uint32Array | number;
  /** Undefined where the field was not there when the segment was written. */
  column(part: Part, field: string): Column | undefined;
  close(): void;
}

/** @throws {DamagedBlock} */
export function openSegment(path: string): Segment {
  const file = openSync(path, 'r');
  const footer = footerOf(file);

  function bytesOf({ at, length }: Block): Buffer {
    return bytesAt(file, at, length);
  }

  function numbers(of: Block | number): Uint32Array | number {
    return typeof of === 'number' ? of : decodeNumbers(of, bytesOf(of));
  }

  return {
    footer,
    hashes: ({ hashes }) => decodeNumbers(hashes, bytesOf(hashes)),
    came: ({ came }) => numbers(came),
    went: ({ went }) => numbers(went),
    column: ({ fields }, field) => {
      const block = Object.hasOwn(fields, field) ? fields[field] : undefined;
      const type = footer.fields[field];
      if (block === undefined || type === undefined) return undefined;
      return decodeColumn(type, block, bytesOf(block));
    },
    close: () => closeSync(file),
  };
}

function footerOf(file: number): Footer {
  const { size } = fstatSync(file);
  const trailer = bytesAt(file, size - TRAILER, TRAILER);
  if (trailer.toString('latin1', 16) !== MAGIC) throw new DamagedBlock();
  const at = Number(trailer.readBigUInt64LE(0));
  const bytes = bytesAt(file, at, trailer.readUInt32LE(8));
  if (crc32(bytes) !== trailer.readUInt32LE(12)) throw new DamagedBlock();
  return JSON.parse(bytes.toString('utf8')) as Footer;
}

function bytesAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(Math.max(0, length));
  if (at < 0 || readSync(file, bytes, 0, length, at) !== length) throw new DamagedBlock();
  return bytes;
}
