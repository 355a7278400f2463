/** What several definitions of one change are called together. */
import { canonical, sha256Hex } from '../definition/hash.ts';

/** A definition and the hash of one of its versions. */
export interface Hashed {
  kind: string;
  id: string;
  /** Null where there is none. */
  hash: string | null;
}

const PREFIX = 'flowmeter/change/v1\0';

/** The hash of one definition is its own; that of several covers them all, in any order. */
export function hashOfWhole(items: readonly Hashed[]): string | null {
  const [first] = items;
  if (items.length === 1 && first !== undefined) return first.hash;
  const rows = items.map(({ kind, id, hash }) => [kind, id, hash]);
  return sha256Hex(PREFIX + canonical(rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))));
}

function keyOf([kind, id]: readonly (string | null)[]): string {
  return `${kind}/${id}`;
}
