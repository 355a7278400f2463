/** Names for ids: what the document itself declares, then what the pack around it does. */
import { builtinFacts } from '../case/builtin-facts.ts';
import type { Localized } from '../problem.ts';
import { isBag, isWords } from './diff-structure.ts';
import type { Fact } from './facts.ts';
import { recordTermsOf, type RecordTerms } from '../records/kinds.ts';
import { askableFacts } from '../tables/facts.ts';
import { all, rulesOf, type Pack } from './pack.ts';

export type Named =
  | 'step'
  | 'branch'
  | 'outcome'
  | 'post'
  | 'fact'
  | 'rule'
  | 'calendar'
  | 'flow'
  | 'unit'
  | 'indicator';

export interface Names {
  /** The id itself where nothing is known of it. */
  of(what: Named, id: string): Localized;
  find(what: Named, id: string): Localized | undefined;
  facts: Record<string, Fact>;
  /** The kinds of record of the pack. */
  kinds: RecordTerms['kinds'];
}

/** `document` may be any JSON: only well-formed names are taken from it. */
export function namesIn(document: unknown, pack: Pack): Names {
  const own = ownNames(document);
  const { kinds } = recordTermsOf(pack);
  const record = isBag(document) ? recordIn(document) : undefined;
  const about = typeof record === 'string' ? kinds.get(record) : undefined;
  const facts = about?.facts ?? { ...builtinFacts, ...askableFacts(pack) };
  const find = (what: Named, id: string): Localized | undefined =>
    own[what]?.get(id) ??
    (what === 'fact' ? rowOf(facts, id)?.name : undefined) ??
    packNames[what](pack, id);
  return {
    find,
    of: (what, id) => find(what, id) ?? { zh: id, en: id },
    facts,
    kinds,
  };
}

/** What it is about: rules, derived facts say it themselves, an indicator in what it counts over. */
function recordIn({ record, over }: Readonly<Record<string, unknown>>): unknown {
  return record ?? (isBag(over) ? over['record'] : undefined);
}

const packNames: Record<Named, (pack: Pack, id: string) => Localized | undefined> = {
  step: (pack, id) => all(pack, 'flow').flatMap((flow) => rowOf(flow.steps, id) ?? [])[0]?.name,
  branch: () => undefined,
  outcome: (pack, id) =>
    all(pack, 'flow').flatMap((flow) => flow.outcomes.filter((one) => one.id === id))[0]?.name,
  post: (pack, id) => organisationRow(pack, 'posts', id),
  unit: (pack, id) => organisationRow(pack, 'units', id),
  fact: (pack, id) => (rowOf(builtinFacts, id) ?? rowOf(askableFacts(pack), id))?.name,
  rule: (pack, id) => numbered(id, rulesOf(pack).get(id)?.name),
  calendar: (pack, id) => definitionName(pack, 'calendar', id),
  flow: (pack, id) => definitionName(pack, 'flow', id),
  indicator: (pack, id) => numbered(id, definitionName(pack, 'indicator', id)),
};

/** Staff know rules and indicators by number and name together. */
export function numbered(id: string, name: Localized | undefined): Localized | undefined {
  return name && { zh: `${id} ${name.zh}`, en: `${id} ${name.en}` };
}

function organisationRow(pack: Pack, list: 'posts' | 'units', id: string): Localized | undefined {
  const rows = all(pack, 'organisation').flatMap((org): { id: string; name: Localized }[] => [
    ...org[list],
  ]);
  return rows.find((one) => one.id === id)?.name;
}

function definitionName(
  pack: Pack,
  kind: 'calendar' | 'flow' | 'indicator',
  id: string,
): Localized | undefined {
  return pack.definitions.find((one) => one.kind === kind && one.id === id)?.name;
}

type Declared = Partial<Record<Named, Map<string, Localized>>>;

/** Where documents declare names: lists of `{id, name}`, or records of `{name}`. */
function ownNames(document: unknown): Declared {
  if (!isBag(document)) return {};
  const steps = isBag(document['steps']) ? document['steps'] : {};
  const branches = Object.values(steps).flatMap((step) =>
    isBag(step) && Array.isArray(step['branches']) ? (step['branches'] as unknown[]) : [],
  );
  return {
    step: named(Object.entries(steps)),
    branch: listed(branches),
    outcome: listed(document['outcomes']),
    post: listed(document['posts']),
    unit: listed(document['units']),
    fact: named([...entriesOf(document['facts']), ...entriesOf(document['fields'])]),
    rule: listed(document['rules'], numbered),
  };
}

function entriesOf(value: unknown): [string, unknown][] {
  return isBag(value) ? Object.entries(value) : [];
}

function listed(
  list: unknown,
  show: (id: string, name: Localized) => Localized | undefined = (_, name) => name,
): Map<string, Localized> {
  const rows = Array.isArray(list) ? (list as unknown[]) : [];
  const entries = rows.flatMap((row): [string, unknown][] =>
    isBag(row) && typeof row['id'] === 'string' ? [[row['id'], row]] : [],
  );
  const found = [...named(entries)].map(([id, name]) => [id, show(id, name) ?? name] as const);
  return new Map(found);
}

function named(entries: readonly [string, unknown][]): Map<string, Localized> {
  const found = entries.flatMap(([id, row]): [string, Localized][] =>
    isBag(row) && isWords(row['name']) ? [[id, row['name']]] : [],
  );
  return new Map(found);
}

function rowOf<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
