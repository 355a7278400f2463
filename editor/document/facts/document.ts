/** What is edited as a dictionary: facts, or derived facts, by their ids; the latter with examples. */
import type { DerivedDefinition } from '@flowmeter/engine/definition/derived.ts';
import type { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import type { Fact, FactsDefinition } from '@flowmeter/engine/definition/facts.ts';
import { optionName } from './begun.ts';

/** A dictionary of either kind. */
export type Dictionary = FactsDefinition | DerivedDefinition;

export interface DictionaryDocument<D extends Dictionary = Dictionary> {
  set: D;
  /** Null until there are some; facts that are entered have none. */
  examples: ExamplesDefinition | null;
}

export type FactsDocument = DictionaryDocument<FactsDefinition>;
export type DerivedDocument = DictionaryDocument<DerivedDefinition>;

/** `base`, or `base_2`, `base_3`, …: the first that is not taken. */
export function freshFactId(taken: (id: string) => boolean, base: string): string {
  if (!taken(base)) return base;
  for (let n = 2; ; n += 1) {
    const id = `${base.slice(0, 58)}_${n}`;
    if (!taken(id)) return id;
  }
}

const ID = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** May it be the id of a fact? */
export function isFactId(text: string): boolean {
  return ID.test(text) && !(text in Object.prototype);
}

const figures: readonly Fact['type'][] = ['number', 'integer'];
const texts: readonly Fact['type'][] = ['string', 'text'];

/** Which parts of a fact its type gives a meaning to; of a list those of its items. */
export function partsOf({ type, item }: Pick<Fact, 'type' | 'item'>) {
  const of = type === 'list' ? (item ?? 'string') : type;
  return {
    item: type === 'list',
    unit: figures.includes(of),
    bounds: figures.includes(of),
    length: texts.includes(of),
    options: of === 'enum',
  };
}

/** The fact with another type: what the new one gives no meaning to is gone. */
export function withType(fact: Fact, type: Fact['type'], item?: Fact['item']): Fact {
  const of = item ?? (type === 'list' ? 'string' : undefined);
  const parts = partsOf({ type, item: of });
  const kept: Record<(typeof domain)[number], boolean> = {
    unit: parts.unit,
    min: parts.bounds,
    max: parts.bounds,
    max_length: parts.length,
    pattern: parts.length,
    options: parts.options,
    samples: sameSort(fact.type, type),
  };
  const { item: _, ...held } = fact;
  const lost = new Set<string>(domain.filter((part) => !kept[part]));
  const rest = Object.entries(held).filter(([part]) => !lost.has(part));
  const begun = parts.options && fact.options === undefined ? { options: [firstOption] } : {};
  return { ...Object.fromEntries(rest), ...begun, ...(of && { item: of }), type } as Fact;
}

/** What a type may give a meaning to. */
const domain = ['unit', 'min', 'max', 'max_length', 'pattern', 'options', 'samples'] as const;

export const firstOption = { value: 'option_1', name: optionName(1) };

function sameSort(one: Fact['type'], other: Fact['type']): boolean {
  return [figures, texts].some((sort) => sort.includes(one) && sort.includes(other));
}
