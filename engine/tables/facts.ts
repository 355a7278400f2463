/**
 * The outputs of tables as facts, `<table>.<output>`: a record that has the facts a table asks for has
 * those that it answers.
 */
import type { FactDictionary } from '../case/forms.ts';
import type { Fact } from '../definition/facts.ts';
import { all, factsOf, type Pack } from '../definition/pack.ts';
import type { TableDefinition, TableOutput } from '../definition/table.ts';
import { policies } from './policies.ts';

/** `<table>.<output>` */
export function outputFact(table: Pick<TableDefinition, 'id'>, output: Pick<TableOutput, 'id'>) {
  return `${table.id}.${output.id}`;
}

/** What the tables answer, declared. */
export function tableFacts(tables: Iterable<TableDefinition>): Record<string, Fact> {
  const facts: Record<string, Fact> = {};
  for (const table of tables) {
    for (const output of table.outputs) facts[outputFact(table, output)] = declared(table, output);
  }
  return facts;
}

/** The dictionaries of a pack and what its tables answer: what conditions may ask of a case. */
export function askableFacts(pack: Pack): Record<string, Fact> {
  const tables = tableFacts(all(pack, 'table'));
  return Object.assign(Object.create(null), factsOf(pack), tables);
}

/** Those, and the fields and derived facts of every kind of record; the first of a name. */
export function everyFact(pack: Pack): FactDictionary {
  const fields = all(pack, 'record').map((one) => one.fields);
  const derived = all(pack, 'derived').map((one) => one.facts);
  return Object.assign(Object.create(null), ...derived, ...fields, askableFacts(pack));
}

/** Null where no row matches and the output says that there may be nothing; otherwise that is unknown. */
function declared(table: TableDefinition, output: TableOutput): Fact {
  const { gives } = policies[table.hit];
  const name = {
    zh: `${table.name.zh}·${output.name.zh}`,
    en: `${table.name.en}: ${output.name.en}`,
  };
  if (gives === 'count') return { name, type: 'integer', min: 0 };
  const { type, unit, options, nullable } = output;
  const domain = { ...(unit !== undefined && { unit }), ...(options && { options }) };
  if (gives === 'list') return { name, type: 'list', item: itemOf(type), ...domain };
  return { name, type, ...domain, ...(nullable && { nullable }) };
}

function itemOf(type: TableOutput['type']): NonNullable<Fact['item']> {
  return type === 'text' || type === 'datetime' ? 'string' : type;
}
