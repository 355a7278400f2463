/** From what a comparison names to the values it compares. */
import { dayNumber, instantMs } from '../calendar/zone.ts';
import { computedFact, declarationOf, isEntered } from '../case/builtin-facts.ts';
import type { FactDictionary } from '../case/forms.ts';
import type { Comparison, Operand } from '../definition/condition.ts';
import type { Fact, FactValue } from '../definition/facts.ts';
import type { Rule } from '../definition/ruleset.ts';
import { operatorOf, type Operator, type Plain } from './operators.ts';
import { readingName, type FactParams, type FactSource } from './source.ts';

export type RuleParams = NonNullable<Rule['params']>;

/** What gives a condition its meaning: the declarations of its facts, the thresholds of its rule. */
export interface Terms {
  facts: FactDictionary;
  params?: RuleParams | undefined;
}

/** And the record it is asked about. */
export interface Surroundings extends Terms {
  source: FactSource;
}

/** A fact read with its arguments; `name` tells readings apart. */
export interface Reading {
  name: string;
  fact: string;
  params: FactParams | undefined;
  type: Fact['type'];
}

/** A comparison whose words are all known: what is read, and what it is compared with. */
export interface Meaning {
  operator: Operator;
  left: Reading;
  right: { reading: Reading } | { constant: Plain | readonly Plain[] };
}

/**
 * What a comparison means, whatever the record; undefined where it means nothing (an unknown fact or
 * operator, a value of another type), which checked documents do not contain.
 */
export function meaningOf(comparison: Comparison, terms: Terms): Meaning | undefined {
  const { facts, params } = terms;
  const known = meanings.get(comparison);
  if (known?.facts === facts && known.params === params) return known.meaning;
  const meaning = findMeaning(comparison, terms);
  meanings.set(comparison, { facts, params, meaning });
  return meaning;
}

/** A rule is asked of many records: what its comparisons mean is found out once. */
const meanings = new WeakMap<Comparison, Terms & { meaning: Meaning | undefined }>();

function findMeaning(comparison: Comparison, { facts, params }: Terms): Meaning | undefined {
  const operator = operatorOf(comparison.operator);
  const left = readingOf(comparison, facts, params);
  if (left === undefined || !operator?.types.includes(left.type)) return undefined;
  if (operator.takes === 'nothing') return { operator, left, right: { constant: true } };
  const { value } = comparison;
  if (isFactOperand(value)) {
    const reading = readingOf(value, facts, params);
    const fits = reading && comparable(left.type, reading.type) && operator.takes === 'one';
    return fits ? { operator, left, right: { reading } } : undefined;
  }
  const constant = constantOf(
    isParamOperand(value) ? paramValue(value.param, params) : value,
    left.type,
  );
  const fits = Array.isArray(constant) === (operator.takes === 'list');
  return constant === undefined || !fits ? undefined : { operator, left, right: { constant } };
}

/** The value of a reading as it is compared; undefined is missing. */
export function valueOf(reading: Reading, around: Surroundings): Plain | undefined {
  const value = readFact(reading.fact, reading.params, around);
  return value === undefined || value === null ? value : plain(reading.type, value);
}

/**
 * The value of a fact as it stands in the record. Undefined is missing: it is not there, or is no value
 * of the declared type, or is null though null is not among its values. A declared fact that may be null
 * and was never entered is null.
 */
export function readFact(
  fact: string,
  params: FactParams | undefined,
  around: Surroundings,
): FactValue | undefined {
  const declared = declarationOf(fact, around.facts);
  if (declared === undefined) return undefined;
  const value = around.source.read(fact, params);
  if (value === null || value === undefined) {
    const none = value === null || isEntered(fact, around.facts) || waits(fact, params, around);
    return declared.nullable && none ? null : undefined;
  }
  return plain(declared.type, value) === undefined ? undefined : value;
}

/** Time between two moments of which one has not come and neither is missing. */
function waits(fact: string, params: FactParams | undefined, around: Surroundings): boolean {
  const moments = new Set(momentsOf(fact, params).map((one) => readFact(one, undefined, around)));
  return moments.has(null) && !moments.has(undefined);
}

/** The facts that a computed fact is worked out from: dates, date-times, lists. */
export function momentsOf(fact: string, params: FactParams | undefined): string[] {
  return (computedFact(fact)?.params ?? [])
    .filter(({ kind }) => kind === 'moment' || kind === 'instant' || kind === 'list')
    .flatMap(({ id }) => params?.[id] ?? [])
    .filter((one) => typeof one === 'string');
}

/** Types whose values may be compared with each other. */
const families = {
  string: 'text',
  text: 'text',
  enum: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  date: 'date',
  datetime: 'datetime',
  list: 'list',
} as const satisfies Record<Fact['type'], string>;

export function comparable(one: Fact['type'], other: Fact['type']): boolean {
  return families[one] === families[other];
}

/** One row a family: a value as it is compared, or undefined when it is none. Nothing is converted. */
const plainOf: Record<
  (typeof families)[Fact['type']],
  (value: unknown) => Exclude<Plain, null> | undefined
> = {
  text: (value) => (typeof value === 'string' ? value : undefined),
  number: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined),
  boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  date: (value) =>
    typeof value === 'string' && dayNumber(value) !== undefined ? value : undefined,
  datetime: (value) => (typeof value === 'string' ? instantMs(value) : undefined),
  // Lists are counted (`list_size`), never compared.
  list: () => undefined,
};

export function plain(type: Fact['type'], value: unknown): Exclude<Plain, null> | undefined {
  return plainOf[families[type]](value);
}

/**
 * The facts that a comparison names: the left one, and the right one where it is a fact; with the rule's
 * parameters in place of their names.
 */
export function factsIn(
  comparison: Comparison,
  { params }: Pick<Terms, 'params'>,
): { fact: string; params?: FactParams | undefined }[] {
  const { value } = comparison;
  const named = isFactOperand(value) ? [comparison, value] : [comparison];
  return named.map((one) => ({ fact: one.fact, params: withParams(one.params, params) }));
}

/** Arguments with the rule's parameters in place of their names; one that there is not is left out. */
export function withParams(
  given: FactParams | undefined,
  params: RuleParams | undefined,
): FactParams | undefined {
  if (given === undefined || !Object.values(given).some(isNamed)) return given;
  const known = Object.entries(given).flatMap(([id, value]): [string, FactParams[string]][] => {
    const found = isNamed(value) ? paramValue(value.param, params) : value;
    return found === undefined ? [] : [[id, found as FactParams[string]]];
  });
  return Object.fromEntries(known);
}

function isNamed(value: FactParams[string]): value is { param: string } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Facts that are not known among those a comparison names, through computed ones to their moments. */
export function missingIn(comparison: Comparison, around: Surroundings): string[] {
  return factsIn(comparison, around)
    .filter(({ fact, params }) => readFact(fact, params, around) === undefined)
    .flatMap(({ fact, params }) => {
      const moments = momentsOf(fact, params).filter(
        (one) => readFact(one, undefined, around) === undefined,
      );
      return moments.length > 0 ? moments : (around.source.missing?.(fact) ?? [fact]);
    });
}

/** The values a comparison read, by fact id and, with arguments, by reading name; missing ones left out. */
export function snapshotOf(comparison: Comparison, around: Surroundings): [string, FactValue][] {
  return factsIn(comparison, around).flatMap(({ fact, params }): [string, FactValue][] => {
    const value = readFact(fact, params, around);
    if (value === undefined) return [];
    const name = readingName(fact, params);
    return name === fact
      ? [[fact, value]]
      : [
          [fact, value],
          [name, value],
        ];
  });
}

/** The parameters of the rule that a comparison names, as its value or as an argument. */
export function paramsIn({ params, value }: Comparison): string[] {
  const others = isFactOperand(value) ? value.params : undefined;
  const given = [params, others].flatMap((one) => Object.values(one ?? {}));
  const named = given.filter(isNamed);
  return [...(isParamOperand(value) ? [value] : []), ...named].map(({ param }) => param);
}

export function isFactOperand(value: Operand): value is Extract<Operand, { fact: string }> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'fact');
}

export function isParamOperand(value: Operand): value is { param: string } {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'param');
}

function readingOf(
  { fact, params: given }: { fact: string; params?: FactParams | undefined },
  facts: FactDictionary,
  known: RuleParams | undefined,
): Reading | undefined {
  const type = declarationOf(fact, facts)?.type;
  const params = withParams(given, known);
  return type && { name: readingName(fact, params), fact, params, type };
}

function paramValue(id: string, params: RuleParams | undefined): unknown {
  return params !== undefined && Object.hasOwn(params, id) ? params[id]?.value : undefined;
}

/** A literal as it is compared; one that is null, or holds a null, compares with nothing. */
function constantOf(value: unknown, type: Fact['type']): Plain | readonly Plain[] | undefined {
  if (!Array.isArray(value)) return plain(type, value);
  const each = value.map((one) => plain(type, one));
  return each.includes(undefined) ? undefined : (each as Plain[]);
}
