/** Places in a document: walking a path, and the patterns by which tables speak of places. */
import type { Named } from './diff-names.ts';
import { isBag, type Path } from './diff-structure.ts';
import type { Speech } from './diff-values.ts';

/** One of the two documents, with what is needed to speak about it. */
export interface Side extends Speech {
  document: unknown;
}

export function nodeAt(document: unknown, path: Path): unknown {
  let node = document;
  for (const key of path) {
    if (Array.isArray(node)) node = node[Number(key)];
    else if (isBag(node) && Object.hasOwn(node, key)) node = node[key];
    else return undefined;
  }
  return node;
}

/** A pattern has as many segments as the path; each is the path's own, or a star. */
export function matches(pattern: string, path: Path): boolean {
  const parts = pattern === '' ? [] : pattern.split('/');
  return (
    parts.length === path.length && parts.every((part, at) => part === '*' || part === path[at])
  );
}

/** A text field of the node at a path; empty where there is none. */
export function textAt(side: Side, path: Path, field: string): string {
  const value = nodeAt(side.document, [...path, field]);
  return typeof value === 'string' ? value : '';
}

/** The name of what an id field of the node at a path speaks of. */
export function nameAt(side: Side, path: Path, field: string, what: Named) {
  return side.names.of(what, textAt(side, path, field));
}
