/**
 * A fact of a dictionary under another id, in everything that speaks of it. What it is given may be
 * unfinished: a draft is renamed like what is in force. The places are those of fact-uses.ts, and beyond
 * them what connectors take, what retention finds persons by, and what examples give.
 */
import { computedFact } from '../case/builtin-facts.ts';
import { ruleRecords } from './ruleset.ts';

export interface FactRenaming {
  id: string;
  to: string;
}

export type Json = Record<string, unknown>;

export interface Renamed {
  content: Json;
  /** How many places had the old id. */
  places: number;
}

/** Any definition by its kind and id, as it is before the renaming. */
export type FindContent = (kind: string, id: string) => Json | undefined;

export function withFactRenamed(content: Json, renaming: FactRenaming, find: FindContent): Renamed {
  const renamer = renamers[String(content['kind'])];
  const pen = new Pen(renaming);
  const renamed = renamer === undefined ? content : renamer(content, pen, { renaming, find });
  return pen.places === 0 ? { content, places: 0 } : { content: renamed, places: pen.places };
}

interface Around {
  renaming: FactRenaming;
  find: FindContent;
}

type Part = (value: unknown, pen: Pen) => unknown;

/** Writes the new id and counts how often it had to. */
class Pen {
  places = 0;
  readonly id: string;
  readonly to: string;

  constructor({ id, to }: FactRenaming) {
    this.id = id;
    this.to = to;
  }

  name(value: unknown): unknown {
    if (value !== this.id) return value;
    this.places += 1;
    return this.to;
  }

  /** Words with `{fact}` in them. */
  words(text: string): string {
    const pieces = text.split(`{${this.id}}`);
    this.places += pieces.length - 1;
    return pieces.join(`{${this.to}}`);
  }

  /** The name of a reading: `fact`, or `computed(from=fact,to=now)`. */
  reading(text: string): string {
    const named = text.replace(/(^|=)([A-Za-z][\w-]*)(?=$|[,)])/g, (whole, before, name) =>
      name === this.id ? `${before}${this.to}` : whole,
    );
    if (named !== text) this.places += 1;
    return named;
  }
}

/** One row a kind of definition that may speak of facts of a dictionary. */
const renamers: Record<string, (content: Json, pen: Pen, around: Around) => Json> = {
  facts: (content, pen) => parts(content, { facts: keys }, pen),
  flow: (content, pen) =>
    parts(content, { title_fact: plain, limits: spoken, steps: values(step) }, pen),
  ruleset: (content, pen) => parts(content, { rules: each(rule) }, pen),
  table: (content, pen) => parts(content, { inputs: each(input) }, pen),
  indicator: (content, pen) =>
    isAboutCases(json(content['over'])['record'])
      ? parts(content, { over: indicatorPart, measure: indicatorPart }, pen)
      : content,
  derived: (content, pen, { find }) =>
    parts(content, { facts: values(within({ value: handing(find) })) }, pen),
  connector: (content, pen) =>
    parts(content, { takes: spoken, subject: worded, text: worded }, pen),
  retention: (content, pen) =>
    parts(content, { persons: each(within({ facts: each(plain) })) }, pen),
  examples: (content, pen, around) => {
    const { kind, id } = json(content['of']);
    return parts(content, { rows: each(rowOf(String(kind), String(id), around)) }, pen);
  },
};

const plain: Part = (value, pen) => pen.name(value);

const keys: Part = (value, pen) => mapped(value, (key, one) => [String(pen.name(key)), one]);

/** `{ ours: theirs }` of a called flow: both are facts; `outcome` is how the called case ended. */
const handed: Part = (value, pen) =>
  mapped(value, (key, one) => [String(pen.name(key)), one === 'outcome' ? one : pen.name(one)]);

const worded: Part = (value, pen) =>
  mapped(value, (key, text) => [key, typeof text === 'string' ? pen.words(text) : text]);

/** Conditions, forms, what is taken or set: what stands under `fact`, and what arguments name. */
const spoken: Part = (value, pen) => {
  if (Array.isArray(value)) return value.map((one) => spoken(one, pen));
  if (!isJson(value)) return value;
  return mapped(value, (key, one) => {
    if (key === 'fact' && typeof one === 'string') return [key, pen.name(one)];
    return [key, key === 'params' ? moments(value['fact'], one, pen) : spoken(one, pen)];
  });
};

/** Of the arguments of a computed fact those that name facts. */
function moments(fact: unknown, given: unknown, pen: Pen): unknown {
  const declared = typeof fact === 'string' ? computedFact(fact)?.params : undefined;
  const naming = new Set(
    (declared ?? [])
      .filter(({ kind }) => kind === 'moment' || kind === 'instant' || kind === 'list')
      .map(({ id }) => id),
  );
  return mapped(given, (key, one) => [key, naming.has(key) ? pen.name(one) : one]);
}

const step: Part = (value, pen) => {
  const known = {
    in: handed,
    out: handed,
    over: plain,
    item_fact: plain,
    does: within({ send: within({ data: values(plain) }, spoken) }, spoken),
    message: within({ key: plain }, spoken),
  };
  return within(known, spoken)(value, pen);
};

const rule: Part = (value, pen) => {
  const held = json(value);
  if (!isAboutCases(held['record'])) return value;
  // Words speak of a threshold where one is called so.
  const isParam = Object.hasOwn(json(held['params']), pen.id);
  const words = isParam ? {} : { message: worded, rectification: worded };
  return within({ conditions: spoken, ...words })(value, pen);
};

/** The id of an input stays: its cells and examples go by it. */
const input: Part = (value, pen) => {
  const held = json(value);
  const named = { fact: pen.name(held['fact'] ?? held['id']) };
  const asked = named.fact === held['id'] ? {} : named;
  if (!isJson(held['params'])) return { ...held, ...asked };
  return { ...held, ...asked, params: moments(held['fact'], held['params'], pen) };
};

/** A record goes on handing its own field to a table that asked for the fact by the id they shared. */
function handing(find: FindContent): Part {
  return (value, pen) => {
    if (Array.isArray(value)) return value.map((one) => handing(find)(one, pen));
    if (!isJson(value)) return value;
    const inner = json(mapped(value, (key, one) => [key, handing(find)(one, pen)]));
    if (typeof inner['table'] !== 'string') return inner;
    const given = json(inner['inputs']);
    const asked = inputsOf(find('table', inner['table']))
      .filter(({ id, fact = id }) => fact === pen.id && !Object.hasOwn(given, String(id)))
      .map(({ id }) => [String(id), { fact: pen.id }]);
    pen.places += asked.length;
    return asked.length === 0
      ? inner
      : { ...inner, inputs: { ...given, ...Object.fromEntries(asked) } };
  };
}

function inputsOf(table: Json | undefined): Json[] {
  const inputs = table?.['inputs'];
  return Array.isArray(inputs) ? inputs.map(json) : [];
}

const indicatorPart: Part = (value, pen) =>
  within({ period_by: plain, fact: plain, where: spoken, of: spoken })(value, pen);

/** Examples speak of facts where what they are examples of does. */
function rowOf(kind: string, id: string, { renaming, find }: Around): Part {
  if (kind === 'flow')
    return within({ given: within({ data: keys }), when: each(within({ data: keys })) });
  const of = find(kind, id);
  const { places } = of === undefined ? { places: 0 } : withFactRenamed(of, renaming, find);
  if (places === 0) return untouched;
  if (kind === 'ruleset') return within({ given: readings });
  return kind === 'indicator' ? within({ given: each(readings) }) : untouched;
}

const untouched: Part = (value) => value;

/** Records of a data set have fields of their own. */
const readings: Part = (value, pen) =>
  isJson(json(value)['records']) ? value : mapped(value, (key, one) => [pen.reading(key), one]);

function isAboutCases(record: unknown): boolean {
  return ruleRecords.some((one) => one === record);
}

function each(part: Part): Part {
  return (value, pen) => (Array.isArray(value) ? value.map((one) => part(one, pen)) : value);
}

function values(part: Part): Part {
  return (value, pen) => mapped(value, (key, one) => [key, part(one, pen)]);
}

function within(known: Record<string, Part>, others: Part = untouched): Part {
  return (value, pen) =>
    mapped(value, (key, one) => {
      const part = Object.hasOwn(known, key) ? known[key] : undefined;
      return [key, (part ?? others)(one, pen)];
    });
}

function parts(content: Json, known: Record<string, Part>, pen: Pen): Json {
  return json(within(known)(content, pen));
}

function mapped(value: unknown, entry: (key: string, one: unknown) => [string, unknown]): unknown {
  if (!isJson(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => entry(key, one)));
}

function json(value: unknown): Json {
  return isJson(value) ? value : {};
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
