/**
 * What is worked out of a few kinds of definitions, kept as long as these are the same: whoever edits one
 * definition among hundreds does not wait for what the others come to all over again.
 */
import type { Problem } from '../problem.ts';
import type { Definition, DefinitionKind } from './kinds.ts';
import type { Pack } from './pack.ts';

/**
 * Works something out of the definitions of some kinds, once for the same ones in the same order. No
 * others are handed on, so that nothing kept can depend on one; definitions are never changed in place.
 */
export function keptFor<T>(
  kinds: readonly DefinitionKind[],
  work: (among: Pack) => T,
): (pack: Pack) => T {
  const wanted = new Set<string>(kinds);
  const ofPacks = new WeakMap<Pack, T>();
  const first: Kept<T> = { next: new WeakMap() };
  return (pack) => {
    if (ofPacks.has(pack)) return ofPacks.get(pack) as T;
    const definitions = pack.definitions.filter(({ kind }) => wanted.has(kind));
    const kept = definitions.reduce(nextOf, first);
    kept.found ??= { value: work({ definitions }) };
    ofPacks.set(pack, kept.found.value);
    return kept.found.value;
  };
}

/** A check that reads only definitions of some kinds besides the one that is checked. */
export function keptCheck<D extends Definition>(
  kinds: readonly DefinitionKind[],
  check: (definition: D, among: Pack) => Problem[],
): (definition: D, pack: Pack) => Problem[] {
  const foundAmong = keptFor(kinds, (among) => ({
    among,
    found: new WeakMap<D, readonly Problem[]>(),
  }));
  return (definition, pack) => {
    const { among, found } = foundAmong(pack);
    const problems = found.get(definition) ?? check(definition, among);
    found.set(definition, problems);
    return [...problems];
  };
}

/** What has been worked out of the definitions that lead here, one after another. */
interface Kept<T> {
  next: WeakMap<Definition, Kept<T>>;
  found?: { value: T };
}

function nextOf<T>(kept: Kept<T>, definition: Definition): Kept<T> {
  const next = kept.next.get(definition) ?? { next: new WeakMap() };
  kept.next.set(definition, next);
  return next;
}
