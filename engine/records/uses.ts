/** Where derived facts are used: by which rules, tables and other derived facts, through links too. */
import { all, type Pack } from '../definition/pack.ts';
import type { Localized } from '../problem.ts';
import { outputFact } from '../tables/facts.ts';
import { recordTermsOf, type RecordKind, type RecordTerms } from './kinds.ts';
import { THIS } from './scope.ts';

/** A rule, a table, an indicator or a derived fact; `within` is the definition it stands in. */
export interface Use {
  kind: 'rule' | 'table' | 'indicator' | 'derived';
  id: string;
  name: Localized;
  within: string;
}

/** By the kind of record and the id of the fact; each user once, in the order of the pack. */
export function usesOf(pack: Pack): (record: string, fact: string) => readonly Use[] {
  const terms = recordTermsOf(pack);
  const found = new Map<string, Map<string, Use>>();
  const note = (use: Use, named: Iterable<Named>) => {
    for (const one of named) {
      const at = ownerOf(terms, one);
      if (at === undefined) continue;
      const users = found.get(at) ?? new Map<string, Use>();
      found.set(at, users.set(`${use.kind} ${use.within} ${use.id}`, use));
    }
  };
  for (const { id: within, rules } of all(pack, 'ruleset')) {
    for (const { id, name, record, ...rule } of rules) {
      note({ kind: 'rule', id, name, within }, namedIn(rule, record, record));
    }
  }
  for (const table of all(pack, 'table')) {
    const use: Use = { kind: 'table', id: table.id, name: table.name, within: table.id };
    for (const record of terms.kinds.keys()) note(use, namedIn(table, record, record));
  }
  for (const { id, name, over, measure } of all(pack, 'indicator')) {
    const { record, period_by } = over;
    const asked = [{ fact: period_by }, over.where, measure.of, { fact: measure.fact }];
    note({ kind: 'indicator', id, name, within: id }, namedIn(asked, record, record));
  }
  for (const { id: within, record, facts } of all(pack, 'derived')) {
    for (const [id, { name, value }] of Object.entries(facts)) {
      note({ kind: 'derived', id, name, within }, namedIn(value, record, record));
    }
  }
  return (record, fact) => [...(found.get(placeOf(record, fact))?.values() ?? [])];
}

/** The derived fact that is meant, and the facts that it is worked out from. */
export interface Behind {
  /** `<record>.<fact>` */
  place: string;
  named: readonly Named[];
}

/** What stands behind a fact of a kind of record, one step down; undefined where it is no derived one. */
export function behind(terms: RecordTerms, one: Named): Behind | undefined {
  const owner = kindNaming(terms, one);
  const id = lastOf(one.fact);
  const derived = owner && Object.hasOwn(owner.derived, id) ? owner.derived[id] : undefined;
  if (owner === undefined || derived === undefined) return undefined;
  const record = owner.definition.id;
  return { place: placeOf(record, id), named: [...namedIn(derived.value, record, record)] };
}

/** A fact as it is named, asked of a kind of record. */
export interface Named {
  record: string;
  fact: string;
}

function* namedIn(node: unknown, record: string, asking: string): Generator<Named, void> {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const one of node) yield* namedIn(one, record, asking);
    return;
  }
  const { fact, over, where, value, ...rest } = node as Record<string, unknown>;
  if (typeof fact === 'string') {
    const isAsking = fact.startsWith(THIS);
    yield isAsking ? { record: asking, fact: fact.slice(THIS.length) } : { record, fact };
  }
  const { table, output } = rest;
  if (typeof table === 'string' && typeof output === 'string') {
    yield { record, fact: outputFact({ id: table }, { id: output }) };
  }
  // Within an aggregate their facts are asked, and those of the record that asks as `this.x`.
  const within = typeof over === 'string' && 'aggregate' in node ? over : record;
  const from = within === record ? asking : record;
  yield* namedIn([where, value], within, from);
  for (const one of Object.values(rest)) yield* namedIn(one, record, asking);
}

/** The derived fact that is meant, through links: of which record, and its id. */
function ownerOf(terms: RecordTerms, one: Named): string | undefined {
  const kind = kindNaming(terms, one);
  const id = lastOf(one.fact);
  if (kind === undefined || !Object.hasOwn(kind.derived, id)) return undefined;
  return placeOf(kind.definition.id, id);
}

/** The kind of record to which the links of a name lead. */
function kindNaming({ kinds }: RecordTerms, { record, fact }: Named): RecordKind | undefined {
  let kind = kinds.get(record);
  for (const link of fact.split('.').slice(0, -1)) {
    kind = kinds.get(kind?.links[link]?.record ?? '');
  }
  return kind;
}

function lastOf(fact: string): string {
  return fact.split('.').at(-1) ?? '';
}

function placeOf(record: string, fact: string): string {
  return `${record}.${fact}`;
}
