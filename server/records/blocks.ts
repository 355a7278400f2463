/**
 * Columns as bytes and back. A coded column is its codes, then its dictionary as JSON; numbers are 64-bit
 * floats as they stand in memory. Every block has a checksum: what was damaged on disk is told, never
 * read as data. Little endian, as the machines that write it are.
 */
import { crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Codes, Column, CodedColumn, NumberColumn } from '@flowmeter/engine/columns/column.ts';
import type { Fact, FactValue } from '@flowmeter/engine/definition/facts.ts';
import { ERASED, isErased } from '@flowmeter/engine/privacy/erased.ts';

/** Where a block stands in its file, and what it is. */
export interface Block {
  at: number;
  /** Bytes in the file. */
  length: number;
  crc: number;
  /** Bytes before compression; none: it is not compressed. */
  whole?: number;
  /** Of codes: bytes a code. Of numbers: none. */
  width?: 1 | 2 | 4;
  /** Of codes: bytes that they take, before the dictionary. */
  codes?: number;
  /** Of codes: the place in the dictionary that stands for values that were erased. */
  erased?: number;
}

export type Encoded = Omit<Block, 'at'> & { bytes: Buffer };

/** Less is not worth the time of decompressing. */
const WORTH = 0.75;
/** The least that is decompressed at a time. */
const SPARE = 64;
const numbersType = new Set<Fact['type']>(['number', 'integer', 'datetime']);

export function encodeColumn(column: Column): Encoded {
  if (!('codes' in column)) return packed(bytesOf(column.numbers), {});
  const plain = plainly(column);
  if (plain !== undefined) return packed(bytesOf(plain), {});
  const codes = narrowed(column);
  const dictionary = Buffer.from(JSON.stringify(column.values.slice(2)));
  const width = codes.BYTES_PER_ELEMENT as 1 | 2 | 4;
  const erased = column.values.findIndex(isErased);
  const mark = erased < 0 ? {} : { erased };
  const whole = Buffer.concat([bytesOf(codes), dictionary]);
  return packed(whole, { width, codes: codes.byteLength, ...mark });
}

/** @throws {DamagedBlock} */
export function decodeColumn(type: Fact['type'], block: Block, bytes: Buffer): Column {
  const whole = unpacked(block, bytes);
  if (block.width === undefined || block.codes === undefined) {
    const { buffer, byteOffset, length } = owned(whole, bytes);
    const numbers = new Float64Array(buffer, byteOffset, length / 8);
    return { type: type as NumberColumn['type'], numbers };
  }
  const { buffer } = copied(whole.subarray(0, block.codes));
  const values = JSON.parse(whole.toString('utf8', block.codes)) as (FactValue | undefined)[];
  values.unshift(undefined, null);
  if (block.erased !== undefined) values[block.erased] = ERASED;
  return { type, codes: codesOf(block.width, buffer), values };
}

export function encodeNumbers(numbers: Uint32Array): Encoded {
  return packed(bytesOf(numbers), {});
}

/** @throws {DamagedBlock} */
export function decodeNumbers(block: Block, bytes: Buffer): Uint32Array {
  const { buffer, byteOffset, length } = owned(unpacked(block, bytes), bytes);
  return new Uint32Array(buffer, byteOffset, length / 4);
}

/** What stands on the disk is not what was written. */
export class DamagedBlock extends Error {
  constructor() {
    super('a block of records is not what was written');
    this.name = 'DamagedBlock';
  }
}

/** Numbers of which nearly every row has its own are kept as they stand. */
function plainly({ type, codes, values }: CodedColumn): Float64Array | undefined {
  if (!numbersType.has(type) || values.length < 258 || values.length * 4 < codes.length) {
    return undefined;
  }
  const numbers = Float64Array.from(values, (value) => {
    if (value === null) return Infinity;
    if (isErased(value)) return -Infinity;
    return typeof value === 'number' ? value : Number.NaN;
  });
  return Float64Array.from(codes, (code) => numbers[code] ?? Number.NaN);
}

function narrowed({ codes, values }: CodedColumn): Codes {
  if (values.length <= 0x100) return codes instanceof Uint8Array ? codes : Uint8Array.from(codes);
  if (values.length <= 0x10000 && codes instanceof Uint32Array) return Uint16Array.from(codes);
  return codes;
}

function codesOf(width: 1 | 2 | 4, buffer: ArrayBuffer): Codes {
  if (width === 1) return new Uint8Array(buffer);
  return width === 2 ? new Uint16Array(buffer) : new Uint32Array(buffer);
}

function packed(bytes: Buffer, how: Pick<Block, 'width' | 'codes' | 'erased'>): Encoded {
  const small = zstdCompressSync(bytes);
  const isWorth = small.length < bytes.length * WORTH;
  const kept = isWorth ? small : bytes;
  const whole = isWorth ? { whole: bytes.length } : {};
  return { ...how, ...whole, length: kept.length, crc: crc32(kept), bytes: kept };
}

function unpacked({ whole, crc }: Block, bytes: Buffer): Buffer {
  if (crc32(bytes) !== crc) throw new DamagedBlock();
  if (whole === undefined) return bytes;
  // One piece, with room to see that there is no more: nothing has to be put together.
  return zstdDecompressSync(bytes, { maxOutputLength: whole || 1, chunkSize: whole + SPARE });
}

function bytesOf({ buffer, byteOffset, byteLength }: Codes | Float64Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** Memory of its own, where typed arrays can stand: what was read is read over again. */
function owned(whole: Buffer, read: Buffer): Buffer<ArrayBuffer> {
  const isOwn = whole !== read && whole.byteOffset % 8 === 0 && isPlain(whole);
  return isOwn ? whole : copied(whole);
}

function isPlain(bytes: Buffer): bytes is Buffer<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer;
}

function copied(bytes: Buffer): Buffer<ArrayBuffer> {
  const fresh = Buffer.from(new ArrayBuffer(bytes.length));
  bytes.copy(fresh);
  return fresh;
}
