/** A place in a definition, for people: what it is called, and the step or route it is at. */
import type { Localized } from '../problem.ts';
import { concerned, sideOf } from './diff.ts';
import { nodeAt } from './diff-place.ts';
import { placeNoun } from './diff-sentence.ts';
import type { Path } from './diff-structure.ts';
import type { Pack } from './pack.ts';

export interface NamedPlace {
  name: Localized;
  step: string | null;
  route: string | null;
}

/** Undefined where the document has nothing at that place. */
export function placeIn(document: unknown, path: Path, pack: Pack): NamedPlace | undefined {
  if (nodeAt(document, path) === undefined) return undefined;
  const side = sideOf(document, document, pack);
  return { name: placeNoun(side, path), ...concerned(side, path) };
}

/** Segments of a JSON Pointer (RFC 6901); undefined for text that is none. */
export function segmentsOf(pointer: string): string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  const parts = pointer.slice(1).split('/');
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
