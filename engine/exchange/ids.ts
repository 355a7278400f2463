/** Ids for things that came with a name. */
import { Id } from '../definition/header.ts';

/** Gives out ids, each once. */
export interface Ids {
  /** From the first of the names that yields one, else `otherwise`, with a number where it is taken. */
  of(names: readonly (string | undefined)[], otherwise: string): string;
}

export function createIds(): Ids {
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  return {
    of(names, otherwise) {
      const wished = names.map((name) => idOf(name ?? '')).find((id) => id !== undefined);
      const stem = wished ?? otherwise;
      let id = stem;
      let number = numbers.get(stem) ?? 1;
      while (taken.has(id)) {
        number++;
        id = `${stem.slice(0, LONGEST - String(number).length - 1)}_${number}`;
      }
      numbers.set(stem, number);
      taken.add(id);
      return id;
    },
  };
}

const LONGEST = 64;

/** `Approval Status` -> `Approval_Status`; undefined where nothing of the name can stand in an id. */
export function idOf(name: string): string | undefined {
  if (isId(name)) return name;
  const kept = name
    .slice(0, 4 * LONGEST)
    .trim()
    .replaceAll(/[^A-Za-z0-9_-]+/g, '_')
    .replaceAll(/^[^A-Za-z]+|_+$/g, '')
    .slice(0, LONGEST);
  return isId(kept) ? kept : undefined;
}

export function isId(text: string): boolean {
  return Id.safeParse(text).success;
}
