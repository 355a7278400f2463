/** Entries of key indexes, as strings of bytes of fixed length: they sort and compare as they stand. */
import { CONTENT_BYTES, KEY_BYTES } from './hashes.ts';

/** A row that came in a file, before it is known whether it stays. */
export interface KeyEntry {
  key: string;
  content: string;
  /** Number among the rows that fit. */
  number: number;
  line: number;
}

const NUMBER_AT = KEY_BYTES + CONTENT_BYTES;
export const KEY_ENTRY_BYTES = NUMBER_AT + 8;

export function encodeKeyEntry({ key, content, number, line }: KeyEntry): string {
  return key + content + bytes(number) + bytes(line);
}

export function decodeKeyEntries(entries: Buffer): KeyEntry[] {
  const found: KeyEntry[] = [];
  for (let at = 0; at < entries.length; at += KEY_ENTRY_BYTES) {
    found.push({
      key: entries.toString('latin1', at, at + KEY_BYTES),
      content: entries.toString('latin1', at + KEY_BYTES, at + NUMBER_AT),
      number: entries.readUInt32BE(at + NUMBER_AT),
      line: entries.readUInt32BE(at + NUMBER_AT + 4),
    });
  }
  return found;
}

/** Big endian, so that it sorts as numbers do. */
function bytes(number: number): string {
  return String.fromCharCode(
    (number >>> 24) & 0xff,
    (number >>> 16) & 0xff,
    (number >>> 8) & 0xff,
    number & 0xff,
  );
}
