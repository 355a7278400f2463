/**
 * A checkpoint: a signed statement of what the log is up to a size. Whoever keeps one elsewhere can tell
 * later whether the log still begins as it did.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import type { AuditEntry } from './chain.ts';
import { leafHash, type Hash, type Tree } from './merkle.ts';
import { Signature } from './signature.ts';

const Digest = z.string().regex(/^[0-9a-f]{64}$/);

export const Checkpoint = z.strictObject({
  /** Hash of the first entry: which log it is. */
  log: Digest,
  /** Entries so far. */
  size: z.int().min(1),
  /** The root of the tree over them (RFC 6962). */
  root: Digest,
  /** Hash of the last of them. */
  head: Digest,
  at: z.string().max(40),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

export const SignedCheckpoint = z.strictObject({ checkpoint: Checkpoint, signature: Signature });
export type SignedCheckpoint = z.infer<typeof SignedCheckpoint>;

/** One is made when so many entries have come since the last, … */
export const CHECKPOINT_ENTRIES = 1000;
/** … or so long after the first of them. */
export const CHECKPOINT_MS = 60_000;

/** An entry's leaf: its hash covers all of it. */
export function leafOf({ hash }: Pick<AuditEntry, 'hash'>): Hash {
  return leafHash(hexToBytes(hash));
}

/** Does it say what the tree is, whose last leaf is of an entry with this hash? */
export function isOf(
  { size, root, head }: Pick<Checkpoint, 'size' | 'root' | 'head'>,
  tree: Tree,
  hash: string,
): boolean {
  return size === tree.size() && head === hash && root === bytesToHex(tree.root());
}

/** What is to be signed of a tree whose last leaf is of `head`. */
export function checkpointOf(
  tree: Tree,
  { log, head, at }: Pick<Checkpoint, 'log' | 'head' | 'at'>,
): Checkpoint {
  return { log, size: tree.size(), root: bytesToHex(tree.root()), head, at };
}
