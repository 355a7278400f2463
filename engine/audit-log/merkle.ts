/**
 * A Merkle tree over the log, as RFC 6962 (and RFC 9162) defines it: a root says what all entries up to a
 * size are; a short path shows that an entry is among them, or that a later root continues an earlier one.
 * Hashes are 32 bytes; a leaf's data is the hash of an entry.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';

export type Hash = Uint8Array<ArrayBuffer>;

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** The root of a tree without leaves. */
export const emptyRoot: Hash = sha256(new Uint8Array());

export function leafHash(data: Uint8Array): Hash {
  return sha256(concatBytes(LEAF, data));
}

function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(concatBytes(NODE, left, right));
}

/** A tree that only grows: of a subtree that is full its root is kept and nothing else. */
export interface Tree {
  add(leaf: Hash): void;
  size(): number;
  root(): Hash;
  /** Roots of its full subtrees, the largest first: enough to go on from. Hexadecimal. */
  frontier(): string[];
}

/** Empty, or going on from a frontier of so many leaves. */
export function growTree(from: { size: number; frontier: readonly string[] }): Tree {
  const full = from.frontier.map((text) => hexToBytes(text));
  let { size } = from;
  return {
    add: (leaf) => {
      let node = leaf;
      // As many subtrees of equal size join as the size has ones at its end.
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
        node = nodeHash(full.pop() ?? emptyRoot, node);
      }
      full.push(node);
      size += 1;
    },
    size: () => size,
    root: () =>
      full.length === 0 ? emptyRoot : full.reduceRight((right, left) => nodeHash(left, right)),
    frontier: () => full.map((hash) => bytesToHex(hash)),
  };
}

/** MTH(D[n]) of RFC 6962, 2.1. */
export function rootOf(leaves: readonly Hash[]): Hash {
  const tree = growTree({ size: 0, frontier: [] });
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

/** PATH(m, D[n]) of RFC 6962, 2.1.1: the hashes beside the way from leaf `index` to the root. */
export function inclusionPath(leaves: readonly Hash[], index: number): Hash[] {
  if (leaves.length <= 1) return [];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...inclusionPath(left, index), rootOf(right)]
    : [...inclusionPath(right, index - split), rootOf(left)];
}

/** PROOF(m, D[n]) of RFC 6962, 2.1.2: the tree of the first `size` leaves is a beginning of this one. */
export function consistencyPath(leaves: readonly Hash[], size: number): Hash[] {
  return size === 0 || size === leaves.length ? [] : subproof(leaves, size, true);
}

/** RFC 9162, 2.1.3.2. */
export function isIncluded(
  { leaf, index, size, root }: { leaf: Hash; index: number; size: number; root: Hash },
  path: readonly Hash[],
): boolean {
  if (!isPlace(index) || !isPlace(size) || index >= size) return false;
  let [node, last] = [index, size - 1];
  let hash = leaf;
  for (const beside of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(beside, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      hash = nodeHash(hash, beside);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && same(hash, root);
}

export interface Roots {
  first: { size: number; root: Hash };
  second: { size: number; root: Hash };
}

/** RFC 9162, 2.1.4.2: does the second tree continue the first? */
export function isConsistent({ first, second }: Roots, path: readonly Hash[]): boolean {
  if (!isPlace(first.size) || !isPlace(second.size) || first.size > second.size) return false;
  if (first.size === second.size) return path.length === 0 && same(first.root, second.root);
  if (first.size === 0) return path.length === 0 && same(first.root, emptyRoot);
  const isPower = largestPowerBelow(first.size * 2) === first.size;
  const [start, ...beside] = isPower ? [first.root, ...path] : path;
  return start !== undefined && continues({ first, second }, start, beside);
}

function continues({ first, second }: Roots, start: Hash, path: readonly Hash[]): boolean {
  let [node, last] = [first.size - 1, second.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [before, after] = [start, start];
  for (const hash of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [before, after] = [nodeHash(hash, before), nodeHash(hash, after)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      after = nodeHash(after, hash);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && same(before, first.root) && same(after, second.root);
}

/** SUBPROOF(m, D[n], b) of RFC 6962; `whole`: its root is known to whoever checks. */
function subproof(leaves: readonly Hash[], size: number, whole: boolean): Hash[] {
  if (size === leaves.length) return whole ? [] : [rootOf(leaves)];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return size <= split
    ? [...subproof(left, size, whole), rootOf(right)]
    : [...subproof(right, size - split, false), rootOf(left)];
}

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function half(place: number): number {
  return Math.floor(place / 2);
}

function isPlace(place: number): boolean {
  return Number.isSafeInteger(place) && place >= 0;
}

function same(one: Hash, other: Hash): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
