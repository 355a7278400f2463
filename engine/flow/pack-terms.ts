/** What the steps of a flow may name among the definitions of a pack. */
import { builtinFacts } from '../case/builtin-facts.ts';
import type { ConnectorDefinition } from '../definition/connector.ts';
import type { Fact } from '../definition/facts.ts';
import type { FlowDefinition } from '../definition/flow.ts';
import { all, factsOf, type Pack } from '../definition/pack.ts';
import type { Localized, Problem } from '../problem.ts';
import { unknown } from './unknown.ts';

export interface Terms {
  /** Facts that may be entered. */
  declared: Readonly<Record<string, Fact>>;
  /** Those, and the built-in ones. */
  known: Readonly<Record<string, Fact>>;
  posts: ReadonlySet<string>;
  rosters: ReadonlySet<string>;
  /** Posts that nobody holds. */
  vacant: ReadonlyMap<string, Localized>;
  calendars: ReadonlySet<string>;
  connectors: ReadonlyMap<string, ConnectorDefinition>;
  flows: ReadonlyMap<string, FlowDefinition>;
}

/** Facts that are entered have to be declared. */
export function undeclared(terms: Terms, fact: string, at: string): Problem[] {
  return Object.hasOwn(terms.declared, fact) ? [] : [unknown('fact', fact, at)];
}

/** Facts that are read may be built-in ones as well. */
export function unknownFact(terms: Terms, fact: string, at: string): Problem[] {
  return Object.hasOwn(terms.known, fact) ? [] : [unknown('fact', fact, at)];
}

export function termsOf(pack: Pack): Terms {
  const declared = factsOf(pack);
  const organisations = all(pack, 'organisation');
  const held = new Set(organisations.flatMap(({ people }) => people.flatMap((one) => one.posts)));
  const posts = organisations.flatMap((one) => one.posts);
  return {
    declared,
    known: { ...builtinFacts, ...declared },
    posts: new Set(posts.map(({ id }) => id)),
    rosters: new Set(organisations.flatMap(({ rosters = [] }) => rosters.map(({ id }) => id))),
    vacant: new Map(posts.flatMap(({ id, name }) => (held.has(id) ? [] : [[id, name]]))),
    calendars: new Set(all(pack, 'calendar').map(({ id }) => id)),
    connectors: new Map(all(pack, 'connector').map((one) => [one.id, one])),
    flows: new Map(all(pack, 'flow').map((one) => [one.id, one])),
  };
}
