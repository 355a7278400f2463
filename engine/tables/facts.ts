/**
 * The outputs of tables as facts, `<table>.<output>`: a record that has the facts a table asks for has
 * those that it answers.
 */
import { declarationOf, recordOf, recordsWithin } from '../case/builtin-facts.ts';
import type { Declared, FactDictionary } from '../case/forms.ts';
import type { Fact } from '../definition/facts.ts';
import { keptFor } from '../definition/kept.ts';
import { all, factsOf, type Pack } from '../definition/pack.ts';
import { ruleRecords, type RuleRecord } from '../definition/ruleset.ts';
import type { TableDefinition, TableOutput } from '../definition/table.ts';
import { policies } from './policies.ts';

/** `<table>.<output>` */
export function outputFact(table: Pick<TableDefinition, 'id'>, output: Pick<TableOutput, 'id'>) {
  return `${table.id}.${output.id}`;
}

/** What the tables answer, declared. */
export function tableFacts(tables: Iterable<TableDefinition>): FactDictionary {
  const facts: FactDictionary = {};
  for (const table of tables) {
    for (const output of table.outputs) facts[outputFact(table, output)] = declared(table, output);
  }
  return facts;
}

/**
 * What tables answer of a case: of those that ask only what cases, their visits and findings have, other
 * tables among it.
 */
export function tableFactsOfCases(
  tables: readonly TableDefinition[],
  entered: FactDictionary,
): FactDictionary {
  const facts: FactDictionary = {};
  const isKnown = (fact: string) =>
    declarationOf(fact, entered) !== undefined || Object.hasOwn(facts, fact);
  let rest = tables;
  for (;;) {
    const askable = rest.filter(({ inputs }) => inputs.every(({ id, fact = id }) => isKnown(fact)));
    if (askable.length === 0) return facts;
    for (const table of askable) {
      const owner = narrowest(table, facts);
      for (const [id, fact] of Object.entries(tableFacts([table]))) {
        facts[id] = { ...fact, ...(owner && { owner }) };
      }
    }
    rest = rest.filter((one) => !askable.includes(one));
  }
}

/** The kind of record that has all that the table asks for; undefined: they all do. */
function narrowest({ inputs }: TableDefinition, facts: FactDictionary): RuleRecord | undefined {
  const owners = new Set(inputs.map(({ id, fact = id }) => recordOf(fact) ?? facts[fact]?.owner));
  const found = ruleRecords.filter((record) => owners.has(record));
  return found.find((record) => found.every((one) => recordsWithin[record].includes(one)));
}

/** The dictionaries of a pack and what its tables answer: what conditions may ask of a case. */
export const askableFacts = keptFor(['facts', 'table'], (among): FactDictionary => {
  const facts = factsOf(among);
  const tables = tableFactsOfCases(all(among, 'table'), facts);
  return Object.assign(Object.create(null), facts, tables);
});

/** Those, and the fields and derived facts of every kind of record; the first of a name. */
export function everyFact(pack: Pack): FactDictionary {
  const fields = all(pack, 'record').map((one) => one.fields);
  const derived = all(pack, 'derived').map((one) => one.facts);
  const tables = tableFacts(all(pack, 'table'));
  return Object.assign(Object.create(null), ...derived, ...fields, factsOf(pack), tables);
}

/** Null where no row matches and the output says that there may be nothing; otherwise that is unknown. */
function declared(table: TableDefinition, output: TableOutput): Declared {
  const { gives } = policies[table.hit];
  const name = {
    zh: `${table.name.zh}·${output.name.zh}`,
    en: `${table.name.en}: ${output.name.en}`,
  };
  if (gives === 'count') return { name, type: 'integer', min: 0, found: true };
  const { type, unit, options, nullable } = output;
  const domain = { ...(unit !== undefined && { unit }), ...(options && { options }) };
  if (gives === 'list') return { name, type: 'list', item: itemOf(type), found: true, ...domain };
  return { name, type, found: true, ...domain, ...(nullable && { nullable }) };
}

function itemOf(type: TableOutput['type']): NonNullable<Fact['item']> {
  return type === 'text' || type === 'datetime' ? 'string' : type;
}
