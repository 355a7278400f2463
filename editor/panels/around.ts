/** What the panels have to know besides the flow: what its fields may name. */
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import { all, factsOf, type Pack } from '@flowmeter/engine/definition/pack.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import type { Localized } from '@flowmeter/engine/problem.ts';
import { askableFacts } from '@flowmeter/engine/tables/facts.ts';

/** A thing that a field may name by its id. */
export interface Named {
  id: string;
  name: Localized;
}

export interface Around {
  /** Facts of the dictionaries, by id; built-in facts are not among them. */
  facts: FactDictionary;
  /** Those, and what decision tables answer: what conditions may ask. */
  askable: FactDictionary;
  posts: readonly Named[];
  units: readonly Named[];
  rosters: readonly Named[];
  rules: readonly Rule[];
  calendars: readonly Named[];
  /** Those that send. */
  connectors: readonly Named[];
  flows: readonly Named[];
}

/** Reads a pack once; keep the answer while the pack stays the same. */
export function aroundOf(pack: Pack): Around {
  return {
    facts: factsOf(pack),
    askable: askableFacts(pack),
    posts: all(pack, 'organisation').flatMap((one) => one.posts),
    units: all(pack, 'organisation').flatMap((one) => one.units),
    rosters: all(pack, 'organisation').flatMap((one) => one.rosters ?? []),
    rules: all(pack, 'ruleset').flatMap((one) => one.rules),
    calendars: all(pack, 'calendar').map(({ id, name }) => ({ id, name })),
    connectors: all(pack, 'connector')
      .filter(({ type }) => type !== 'incoming')
      .map(({ id, name }) => ({ id, name })),
    flows: all(pack, 'flow').map(({ id, name }) => ({ id, name })),
  };
}
