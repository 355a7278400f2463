/**
 * Reads Thrift's compact encoding, in which Parquet says what it holds, and trusts none of its lengths:
 * what claims to be longer than what is left is refused before anybody counts that far.
 */

/** Field number -> value: numbers, bytes, lists and structs of these. */
export type Struct = ReadonlyMap<number, Value>;
export type Value = number | boolean | Uint8Array | readonly Value[] | Struct;

/** Nesting of what Parquet itself defines is far below. */
const DEEPEST = 32;

/** @throws {RangeError} where it is none */
export function readStruct(bytes: Uint8Array): { fields: Struct; length: number } {
  const reader = { bytes, at: 0 };
  const fields = structAt(reader, 0);
  return { fields, length: reader.at };
}

interface Reader {
  bytes: Uint8Array;
  at: number;
}

function structAt(reader: Reader, depth: number): Struct {
  if (depth > DEEPEST) throw new RangeError('structures nest too deeply');
  const fields = new Map<number, Value>();
  let number = 0;
  for (;;) {
    const head = byteAt(reader);
    if (head === 0) return fields;
    const step = head >>> 4;
    number = step === 0 ? zigzag(varint(reader)) : number + step;
    const type = head & 0x0f;
    // A field that is yes or no says it in its type.
    fields.set(number, type <= 2 ? type === 1 : valueAt(reader, type, depth));
  }
}

type ReadValue = (reader: Reader, depth: number) => Value;

const whole: ReadValue = (reader) => zigzag(varint(reader));

const list: ReadValue = (reader, depth) => {
  const head = byteAt(reader);
  const size = head >>> 4;
  const count = size === 15 ? varint(reader) : size;
  fits(reader, count);
  return Array.from({ length: count }, () => valueAt(reader, head & 0x0f, depth));
};

const readers: Readonly<Record<number, ReadValue>> = {
  1: (reader) => byteAt(reader) === 1,
  2: (reader) => byteAt(reader) === 1,
  3: byteAt,
  4: whole,
  5: whole,
  6: whole,
  7: (reader) => taken(reader, 8),
  8: (reader) => taken(reader, varint(reader)),
  9: list,
  10: list,
  12: (reader, depth) => structAt(reader, depth + 1),
};

function valueAt(reader: Reader, type: number, depth: number): Value {
  const read = readers[type];
  if (read === undefined) throw new RangeError(`unknown type ${type}`);
  return read(reader, depth);
}

function byteAt(reader: Reader): number {
  const byte = reader.bytes[reader.at++];
  if (byte === undefined) throw new RangeError('a structure is cut off');
  return byte;
}

/** Up to 64 bits; beyond 53 only roughly, which is large enough to be refused. */
function varint(reader: Reader): number {
  let value = 0;
  for (let bits = 0; bits < 70; bits += 7) {
    const byte = byteAt(reader);
    value += (byte & 0x7f) * 2 ** bits;
    if (byte < 0x80) return value;
  }
  throw new RangeError('a number is too long');
}

function zigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

function taken(reader: Reader, length: number): Uint8Array {
  fits(reader, length);
  const bytes = reader.bytes.subarray(reader.at, reader.at + length);
  reader.at += length;
  return bytes;
}

/** Everything takes a byte at least. */
function fits({ bytes, at }: Reader, count: number): void {
  if (count > bytes.length - at)
    throw new RangeError(`${count} of something in ${bytes.length - at} bytes`);
}
