/** A pack: a set of definitions looked at together, indexed by kind and id. */
import type { Fact } from './facts.ts';
import type { Definition, DefinitionKind, DefinitionOf } from './kinds.ts';
import type { Rule } from './ruleset.ts';

export interface Pack {
  definitions: Definition[];
}

export function find<K extends DefinitionKind>(pack: Pack, kind: K, id: string) {
  return all(pack, kind).find((one) => one.id === id);
}

export function all<K extends DefinitionKind>(pack: Pack, kind: K): DefinitionOf<K>[] {
  return pack.definitions.filter((one): one is DefinitionOf<K> => one.kind === kind);
}

/** Every declared fact of every dictionary; ids are unique across a pack (checked). */
export function factsOf(pack: Pack): Record<string, Fact> {
  return Object.assign(Object.create(null), ...all(pack, 'facts').map((one) => one.facts));
}

export function rulesOf(pack: Pack): Map<string, Rule> {
  return new Map(all(pack, 'ruleset').flatMap((set) => set.rules.map((rule) => [rule.id, rule])));
}

/** The pack with one definition put in place of the one with the same kind and id. */
export function withDefinition(pack: Pack, definition: Definition): Pack {
  const others = pack.definitions.filter(
    (one) => one.kind !== definition.kind || one.id !== definition.id,
  );
  return { definitions: [...others, definition] };
}
