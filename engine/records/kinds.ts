/** The kinds of record of a pack, each with the dictionary of what may be asked about one of its records. */
import { compileCalendar, type CompiledCalendar } from '../calendar/working-time.ts';
import type { Declared, FactDictionary } from '../case/forms.ts';
import type { DerivedFact } from '../definition/derived.ts';
import type { Fact } from '../definition/facts.ts';
import { keptFor } from '../definition/kept.ts';
import { all, type Pack } from '../definition/pack.ts';
import type { RecordDefinition, RecordLink } from '../definition/record.ts';
import type { TableDefinition } from '../definition/table.ts';
import type { Localized } from '../problem.ts';
import { tablesOf, type Tables } from '../tables/ask.ts';
import { tableFacts } from '../tables/facts.ts';
import type { Kind, Setting } from './function-row.ts';
import { isPersonal } from './personal.ts';

export interface RecordKind {
  definition: RecordDefinition;
  derived: Readonly<Record<string, DerivedFact>>;
  links: Readonly<Record<string, RecordLink>>;
  /** Everything that may be asked: fields, derived facts, through links, outputs of tables. */
  facts: FactDictionary;
  /** The tables as its records ask them. */
  tables: Tables;
}

export interface RecordTerms {
  kinds: ReadonlyMap<string, RecordKind>;
  calendars: ReadonlyMap<string, CompiledCalendar>;
  setting: Setting;
}

/** Made once for the definitions that they are made of. */
export const recordTermsOf = keptFor(
  ['record', 'derived', 'table', 'calendar'],
  (among): RecordTerms => {
    const calendars = new Map(all(among, 'calendar').map((one) => [one.id, compileCalendar(one)]));
    const first = calendars.values().next().value;
    return {
      kinds: kindsOf(among),
      calendars,
      setting: {
        zone: first?.zone ?? 'UTC',
        calendar: (id?: string) => (id === undefined ? first : calendars.get(id)),
      },
    };
  },
);

/** The kind of value that facts of a type have; undefined for lists, which are no single value. */
export function kindOfType(type: Fact['type']): Kind | undefined {
  return kindsOfType[type];
}

const kindsOfType: Record<Fact['type'], Kind | undefined> = {
  string: 'text',
  text: 'text',
  enum: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  list: undefined,
};

/** Links are followed so far: `work_order.account.customer.name`. */
const MOST_LINKS = 3;

type Own = Pick<RecordKind, 'definition' | 'derived' | 'links'>;

function kindsOf(pack: Pack): Map<string, RecordKind> {
  const definitions = new Map(all(pack, 'record').map((one) => [one.id, one]));
  const owns = new Map([...definitions].map(([id, one]) => [id, ownOf(one, pack)]));
  const tables = all(pack, 'table');
  return new Map(
    [...owns].map(([id, own]) => {
      const facts = dictionaryOf(id, own, owns, tables);
      return [id, { ...own, facts, tables: tablesOf(tables, facts) }];
    }),
  );
}

function ownOf(definition: RecordDefinition, pack: Pack): Own {
  const derived = all(pack, 'derived').filter(({ record }) => record === definition.id);
  return {
    definition,
    links: definition.links ?? {},
    derived: Object.assign(Object.create(null), ...derived.map(({ facts }) => facts)),
  };
}

function dictionaryOf(
  of: string,
  own: Own,
  owns: ReadonlyMap<string, Own>,
  tables: readonly TableDefinition[],
): FactDictionary {
  const facts: FactDictionary = Object.create(null);
  Object.assign(facts, timesOf(of), declaredBy(own, owns, of, MOST_LINKS));
  return withTables(facts, of, tables);
}

/** Own fields and derived facts, and those through links. */
function declaredBy(
  { definition, derived, links }: Own,
  owns: ReadonlyMap<string, Own>,
  of: string,
  depth: number,
): FactDictionary {
  const facts: FactDictionary = Object.create(null);
  for (const [id, link] of Object.entries(depth > 0 ? links : {})) {
    const target = owns.get(link.record);
    if (target === undefined) continue;
    const mayLack = Object.values(link.by).some((field) => definition.fields[field]?.nullable);
    const theirs = declaredBy(target, owns, of, depth - 1);
    for (const [name, fact] of Object.entries(theirs)) {
      facts[`${id}.${name}`] = throughLink(link.name, fact, mayLack);
    }
  }
  for (const [id, fact] of Object.entries(derived)) {
    const own = { definition, derived, links };
    facts[id] = { ...derivedFact(fact, of), ...(isPersonal(id, own, owns) && { personal: true }) };
  }
  for (const [id, fact] of Object.entries(definition.fields)) facts[id] = { ...fact, of };
  return facts;
}

function throughLink(link: Localized, fact: Declared, mayLack: boolean): Declared {
  const name = { zh: `${link.zh}·${fact.name.zh}`, en: `${link.en}: ${fact.name.en}` };
  return { ...fact, name, found: true, ...(mayLack && { nullable: true }) };
}

function derivedFact({ value: _value, params, ...fact }: DerivedFact, of: string): Declared {
  return { ...fact, of, found: true, ...(params && { asks: params }) };
}

function timesOf(of: string): FactDictionary {
  return {
    now: { name: { zh: '当前时间', en: 'Now' }, type: 'datetime', found: true, of },
    today: { name: { zh: '当日', en: 'Today' }, type: 'date', found: true, of },
  };
}

/** A record that has the facts a table asks for has those that it answers; tables may ask tables. */
function withTables(
  own: FactDictionary,
  of: string,
  tables: readonly TableDefinition[],
): FactDictionary {
  const facts = own;
  let rest = [...tables];
  for (;;) {
    const askable = rest.filter(({ inputs }) => inputs.every(({ id, fact = id }) => fact in facts));
    if (askable.length === 0) return facts;
    for (const [id, fact] of Object.entries(tableFacts(askable))) {
      if (!(id in facts)) facts[id] = { ...fact, of, found: true };
    }
    rest = rest.filter((one) => !askable.includes(one));
  }
}
