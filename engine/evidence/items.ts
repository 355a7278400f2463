/** The definitions of a change: each as it would be, beside what is in force. */
import { hashOf } from '../definition/hash.ts';
import type { Definition, DefinitionKind, DefinitionOf } from '../definition/kinds.ts';
import { withDefinition, type Pack } from '../definition/pack.ts';

export interface ChangedItem {
  /** What is in force; null where there is none. */
  base: Definition | null;
  content: Definition;
}

/** A change among the definitions in force: before it, and after it. */
export interface Changed {
  items: readonly ChangedItem[];
  before: Pack;
  after: Pack;
}

export function changedIn(before: Pack, items: readonly ChangedItem[]): Changed {
  return {
    items,
    before,
    after: items.map(({ content }) => content).reduce(withDefinition, before),
  };
}

/** Those of one kind. */
export function itemsOf<K extends DefinitionKind>(
  { items }: Pick<Changed, 'items'>,
  kind: K,
): { base: DefinitionOf<K> | null; content: DefinitionOf<K> }[] {
  return items.filter(
    (one): one is { base: DefinitionOf<K> | null; content: DefinitionOf<K> } =>
      one.content.kind === kind,
  );
}

/** `$schema` is an editor's hint, `$export` the mark of a file: a change of them alone is no change. */
export function meaningOf(definition: Definition): Definition {
  const { $schema: _, $export: _mark, ...meaning } = definition;
  return meaning;
}

export function titleOf({ kind, id, name }: Definition) {
  return { kind, id, name };
}

/** The hash of what is in force; null where nothing is. */
export function hashOfBase({ base }: ChangedItem): string | null {
  return base && hashOf(base);
}
