/** The identity of a definition: SHA-256 of its canonical form (RFC 8785). */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { Definition } from './kinds.ts';

const PREFIX = 'flowmeter/def/v1\0';

/**
 * 64 hexadecimal digits. `$schema` is an editor's hint, `$export` the mark of a file: everything else is meaning.
 * The prefix keeps a definition's hash apart from any other use of SHA-256.
 */
export function hashOf(definition: Definition): string {
  const { $schema: _, $export: _mark, ...meaning } = definition;
  return sha256Hex(PREFIX + canonical(meaning));
}

/** RFC 8785 text of a JSON value. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
