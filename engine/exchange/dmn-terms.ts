/** What the names and types of a DMN document stand for. */
import type { TableOutput } from '../definition/table.ts';
import type { DmnDecision, DmnModel, DmnType, Said } from './dmn-model.ts';
import { createIds, idOf, isId } from './ids.ts';
import type { ColumnType } from './write-feel.ts';

export interface Terms {
  /** Id that each decision's table gets. */
  ids: ReadonlyMap<DmnDecision, string>;
  decisions: ReadonlyMap<string, DmnDecision>;
  inputs: ReadonlyMap<string, string | undefined>;
  types: ReadonlyMap<string, DmnType>;
  /** Outputs of tables that have been made, by table id. */
  made: Map<string, readonly TableOutput[]>;
}

export function termsOf({ decisions, inputs, types }: DmnModel): Terms {
  const given = createIds();
  return {
    ids: new Map(
      decisions.map((one) => {
        const { plain } = one.marks;
        const id = plain.get('id') ?? '';
        return [one, given.of([isId(id) ? id : undefined, plain.get('name')], 'table')];
      }),
    ),
    decisions: new Map(decisions.map((one) => [spaced(one.marks.plain.get('name') ?? ''), one])),
    inputs: new Map(inputs.map(({ name, typeRef }) => [spaced(name), typeRef])),
    types: new Map(types.map((one) => [one.name, one])),
    made: new Map(),
  };
}

/** What an input expression asks for. */
export interface Asked {
  /** A fact; dotted where it leads elsewhere. Undefined: nothing of its name can stand in an id. */
  fact: string | undefined;
  /** Said by what it leads to. */
  typeRef?: string | undefined;
  type?: ColumnType | undefined;
}

/**
 * A name, or a path of names: an input datum, an output of a decision. Undefined for anything that would
 * have to be computed.
 */
export function askedBy(text: string, terms: Terms): Asked | undefined {
  const said = spaced(text);
  const decision = terms.decisions.get(said);
  if (decision !== undefined) return outputOf(decision, undefined, terms);
  if (terms.inputs.has(said)) return { fact: factOf([said]), typeRef: terms.inputs.get(said) };
  const [first = '', ...rest] = said.split(/\s*\.\s*/);
  const other = terms.decisions.get(first);
  if (other !== undefined && rest.length === 1) return outputOf(other, rest[0], terms);
  if (!terms.inputs.has(first) && ![first, ...rest].every(isName)) return undefined;
  if (rest.length > MOST_STEPS || !rest.every(isName)) return undefined;
  return { fact: factOf([first, ...rest]), typeRef: partOf(terms, first, rest) };
}

const MOST_STEPS = 7;
const keywords =
  /(?:^| )(?:if|then|else|for|in|return|and|or|not|some|every|satisfies|between|instance|function|true|false|null)(?: |$)/;

function isName(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_-]*(?: [\p{L}\p{N}_-]+)*$/u.test(text) && !keywords.test(text);
}

/** A table of one output is its output; of several, they are named. */
function outputOf(
  decision: DmnDecision,
  name: string | undefined,
  terms: Terms,
): Asked | undefined {
  const table = terms.ids.get(decision) ?? '';
  const outputs = terms.made.get(table);
  const [only, ...more] = outputs ?? [];
  if (only === undefined || (name === undefined && more.length > 0)) return undefined;
  const output = name === undefined ? only : outputs?.find(({ id }) => id === idOf(name));
  return output && { fact: `${table}.${output.id}`, type: output.type };
}

function partOf({ inputs, types }: Terms, first: string, rest: readonly string[]) {
  let typeRef = inputs.get(first);
  for (const name of rest) {
    const part = types.get(typeRef ?? '')?.parts.find((one) => one.name === name);
    typeRef = part?.typeRef;
  }
  return typeRef;
}

/** Ids joined by `.` */
function factOf(names: readonly string[]): string | undefined {
  const ids = names.map((name) => (isId(name) ? name : idOf(name)));
  return ids.includes(undefined) ? undefined : ids.join('.');
}

const builtin: Readonly<Record<string, ColumnType>> = {
  string: 'string',
  number: 'number',
  integer: 'integer',
  long: 'integer',
  double: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  'date and time': 'datetime',
};

/** Without a word, or with one that says nothing. */
const open = new Set(['', 'any', 'undefined']);

export type KnownType = { type: ColumnType | undefined; values?: Said | undefined } | 'unknown';

/** What a type reference comes to, through item definitions; `unknown`: a type that has no counterpart. */
export function typeNamed(typeRef: string | undefined, { types }: Terms): KnownType {
  let name = (typeRef ?? '').replace(/^\w+:/, '').trim();
  let values: Said | undefined;
  for (let step = 0; step < MOST_TYPES; step++) {
    const defined = types.get(name);
    if (defined === undefined) break;
    if (defined.parts.length > 0) return 'unknown';
    values ??= defined.values;
    name = (defined.typeRef ?? '').replace(/^\w+:/, '').trim();
  }
  const plain = name.toLowerCase();
  if (open.has(plain)) return { type: undefined, values };
  const type = Object.hasOwn(builtin, plain) ? builtin[plain] : undefined;
  return type === undefined ? 'unknown' : { type, values };
}

const MOST_TYPES = 16;

function spaced(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
