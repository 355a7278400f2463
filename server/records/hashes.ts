/**
 * Hashes of rows. A row's key and content are told apart by SHA-256 (nobody can make two keys that pass
 * for one); its object only says in which part it stands, so that records of one object lie together in
 * every kind.
 */
import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';

/** Bytes of a key's hash, and of a content's. */
export const KEY_BYTES = 16;
export const CONTENT_BYTES = 8;

export type Value = FactValue | undefined;

/** As a string of bytes (U+0000 to U+00FF), so that it can be compared, sorted and looked up. */
export function keyHash(values: readonly Value[]): string {
  return digest(JSON.stringify(values)).slice(0, KEY_BYTES);
}

/** Of what stands in the fields that have a value: a field that is added later changes no content. */
export function contentHash(texts: string): string {
  return digest(texts).slice(0, CONTENT_BYTES);
}

/** 32 bits; the records of one object have the same, in every kind. */
export function objectHash(values: readonly Value[]): number {
  return Math.imul(crc32(JSON.stringify(values)), 0x9e3779b1) >>> 0;
}

function digest(text: string): string {
  return hash('sha256', text, 'binary');
}
