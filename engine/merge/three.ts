/** What is merged: a value as it was, and what two people made of it. Undefined where there is none. */
import type { Path } from '../definition/diff-structure.ts';

export const sides = ['mine', 'theirs'] as const;
export type SideName = (typeof sides)[number];

/** Whose value counts where both changed the same thing; `base`: it stays as it was. */
export const choices = [...sides, 'base'] as const;
export type Choice = (typeof choices)[number];

export type Three<T = unknown> = Record<Choice, T>;

/** Where the value stands in each of the documents; `id` names elements of lists by who they are. */
export interface Place {
  base: Path;
  mine: Path;
  theirs: Path;
  id: Path;
}

/**
 * `changed`: both changed it, each in another way, or one changed what the other took out; `used`: one took
 * out what the other has come to speak of; `order`: both put a list into another order.
 */
type Clashing = 'changed' | 'used' | 'order';

export interface Clash extends Three {
  kind: Clashing;
  place: Place;
  /** Where it stands in the merged document. */
  at: Path;
}

export interface Merged<T = unknown> {
  value: T;
  clashes: Clash[];
}

/** What is known while a document is merged. */
export interface Merging {
  choices: Readonly<Record<string, Choice>>;
  /** Has this side come to speak of anything at all that the base did not speak of there? */
  speaks: (side: SideName) => boolean;
  /** Of the thing of this name? */
  speaksOf: (side: SideName, id: Path) => boolean;
  /** What of an element tells whether it is the same one; the element itself mostly. */
  likeness: (path: Path, element: unknown) => unknown;
}

/** The name by which a choice is made. */
export function nameOf(id: Path, kind: Clashing): string {
  const name = id.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  return kind === 'order' ? `${name}#order` : name;
}

export function below(place: Place, key: string): Place {
  return {
    base: [...place.base, key],
    mine: [...place.mine, key],
    theirs: [...place.theirs, key],
    id: [...place.id, key],
  };
}

/** The same clashes, seen from the value around the one they are in. */
export function within(key: readonly string[], clashes: readonly Clash[]): Clash[] {
  return clashes.map((clash) => ({ ...clash, at: [...key, ...clash.at] }));
}
