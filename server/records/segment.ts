/** Reads a segment: the footer when it is opened, blocks when they are asked for. */
import { closeSync, fstatSync, openSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Column } from '@flowmeter/engine/columns/column.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import { DamagedBlock, decodeColumn, decodeNumbers, type Block } from './blocks.ts';
import { readWhole } from './disk.ts';
import { MAGIC, TRAILER, type Footer, type Part } from './segment-writer.ts';

export interface Segment {
  footer: Footer;
  /** @throws {DamagedBlock} */
  hashes(part: Part): Uint32Array;
  /** Of each row the number of the batch; the same for all where it is one number. */
  came(part: Part): Uint32Array | number;
  went(part: Part): Uint32Array | number;
  /**
   * Undefined where the field was not there when the segment was written, or was of a type that does not
   * become the one that is asked for: its values are then not known.
   */
  column(part: Part, field: string, as?: Fact['type']): Column | undefined;
  close(): void;
}

/**
 * All of them or none.
 * @throws {DamagedBlock}
 */
export function openSegments(paths: readonly string[]): Segment[] {
  const opened: Segment[] = [];
  try {
    for (const path of paths) opened.push(openSegment(path));
    return opened;
  } catch (error) {
    for (const segment of opened) segment.close();
    throw error;
  }
}

/** @throws {DamagedBlock} */
export function openSegment(path: string): Segment {
  const file = openSync(path, 'r');
  const footer = footerOf(file);
  let room = Buffer.alloc(0);

  /** Until the next block is read. */
  function bytesOf({ at, length }: Block): Buffer {
    if (room.length < length) room = Buffer.allocUnsafeSlow(length);
    return filled(room.subarray(0, length), file, at);
  }

  function numbers(of: Block | number): Uint32Array | number {
    return typeof of === 'number' ? of : decodeNumbers(of, bytesOf(of));
  }

  return {
    footer,
    hashes: ({ hashes }) => decodeNumbers(hashes, bytesOf(hashes)),
    came: ({ came }) => numbers(came),
    went: ({ went }) => numbers(went),
    column: ({ fields }, field, as) => {
      const block = Object.hasOwn(fields, field) ? fields[field] : undefined;
      const type = footer.fields[field];
      if (block === undefined || type === undefined) return undefined;
      if (as !== undefined && !becomes(type, as)) return undefined;
      return { ...decodeColumn(type, block, bytesOf(block)), type: as ?? type } as Column;
    },
    close: () => closeSync(file),
  };
}

const texts: ReadonlySet<Fact['type']> = new Set(['string', 'text', 'enum']);

/** Do values of a type stand for the same ones of another? */
export function becomes(was: Fact['type'], is: Fact['type']): boolean {
  if (was === is || (texts.has(was) && texts.has(is))) return true;
  return was === 'integer' && is === 'number';
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
  if (length < 0) throw new DamagedBlock();
  return filled(Buffer.allocUnsafe(length), file, at);
}

function filled(bytes: Buffer, file: number, at: number): Buffer {
  if (at < 0 || readWhole(file, bytes, at) !== bytes.length) throw new DamagedBlock();
  return bytes;
}
