/** A comparison as it is edited: what may be compared by what with what. Every edit is pure. */
import {
  builtinFacts,
  computedFact,
  computedFacts,
  declarationOf,
  recordsOf,
} from '@flowmeter/engine/case/builtin-facts.ts';
import type { FactParameter } from '@flowmeter/engine/case/fact-rows.ts';
import type { FactDictionary } from '@flowmeter/engine/case/forms.ts';
import type { Comparison, Operand } from '@flowmeter/engine/definition/condition.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { RuleRecord } from '@flowmeter/engine/definition/ruleset.ts';
import { checkCondition } from '@flowmeter/engine/rules/check.ts';
import type { CheckTerms } from '@flowmeter/engine/rules/check-arguments.ts';
import {
  comparable,
  isFactOperand,
  isParamOperand,
  type RuleParams,
} from '@flowmeter/engine/rules/operands.ts';
import {
  type Operator,
  operatorIds,
  operatorOf,
  operators,
} from '@flowmeter/engine/rules/operators.ts';
import type { FactParams } from '@flowmeter/engine/rules/source.ts';
import type { Named } from '../around.ts';

/** What a condition may speak about. */
export interface ConditionTerms {
  /** Declared facts by id; built-in ones come by themselves. */
  facts: FactDictionary;
  /** Declared facts that are offered first, e.g. those on the forms of the flow. */
  near?: ReadonlySet<string> | undefined;
  /** The kind of record that the condition is asked about. */
  record: string;
  /** Thresholds of the rule, where the condition belongs to one. */
  params?: RuleParams | undefined;
  /** Steps that computed facts may name; any text where the list is not given. */
  steps?: readonly Named[] | undefined;
  calendars?: readonly Named[] | undefined;
  /** The day that a new comparison with a date begins with, `YYYY-MM-DD`. */
  today: () => string;
}

export function checkTermsOf({
  facts,
  record,
  params,
  steps,
  calendars,
}: ConditionTerms): CheckTerms {
  return { facts, record, params, steps: idsOf(steps), calendars: idsOf(calendars) };
}

/** Where the facts that can be chosen come from. */
export type FactGroup = 'near' | 'declared' | RuleRecord | 'computed';

export interface FactChoice {
  id: string;
  fact: Fact;
  group: FactGroup;
}

/** Every fact that a record of the kind has, declared ones first. */
export function factChoices({ facts, near, record }: ConditionTerms): FactChoice[] {
  const within = recordsOf(record);
  const declared = Object.entries(facts)
    .filter(([, { type }]) => operatorChoices(type).length > 0)
    .filter(([id]) => !(id in builtinFacts))
    .map(([id, fact]): FactChoice => ({ id, fact, group: near?.has(id) ? 'near' : 'declared' }));
  const own = Object.entries(builtinFacts)
    .filter(([, fact]) => within.includes(fact.record))
    .map(([id, fact]): FactChoice => ({ id, fact, group: fact.record }));
  const hasLists = Object.values(facts).some(({ type }) => type === 'list');
  const computed = Object.entries(computedFacts)
    .filter(([, fact]) => within.includes(fact.record))
    .filter(([, { params }]) => hasLists || params.every(({ kind }) => kind !== 'list'))
    .map(([id, fact]): FactChoice => ({ id, fact, group: 'computed' }));
  return [...declared, ...own, ...computed];
}

const namedTypes: Partial<Record<FactParameter['kind'], readonly Fact['type'][]>> = {
  moment: ['date', 'datetime'],
  instant: ['datetime'],
  list: ['list'],
};

/** The facts that may be an argument naming another: dates and date-times, date-times only, or lists. */
export function momentChoices(terms: ConditionTerms, kind: FactParameter['kind']): FactChoice[] {
  const types = namedTypes[kind] ?? [];
  const lists = Object.entries(terms.facts).flatMap(([id, fact]): FactChoice[] =>
    fact.type === 'list' ? [{ id, fact, group: 'declared' }] : [],
  );
  return [...factChoices(terms), ...lists].filter(
    ({ fact, group }) => group !== 'computed' && types.includes(fact.type),
  );
}

/** The facts whose values may stand on the right of this one. */
export function otherFacts(fact: string, terms: ConditionTerms): FactChoice[] {
  const left = declarationOf(fact, terms.facts);
  return factChoices(terms).filter(
    ({ id, fact: other }) => id !== fact && left !== undefined && comparable(left.type, other.type),
  );
}

/** Ids of the operators that a fact of the type takes. */
export function operatorChoices(type: Fact['type'] | undefined): (typeof operatorIds)[number][] {
  return operatorIds.filter((id) => {
    const { types }: Operator = operators[id];
    return type === undefined || types.includes(type);
  });
}

/** A fact by which its values are entered: steps are chosen by name where they are known. */
export function enteredAs(id: string, { facts, steps }: ConditionTerms): Fact | undefined {
  const declared = declarationOf(id, facts);
  if (id !== 'step_id' || declared === undefined || steps === undefined) return declared;
  const options = steps.map((one) => ({ value: one.id, name: one.name }));
  return { ...declared, type: 'enum', options };
}

export type Source = 'literal' | 'fact' | 'param';

export function sourceOf(value: Operand): Source {
  if (isFactOperand(value)) return 'fact';
  return isParamOperand(value) ? 'param' : 'literal';
}

/** Where the right side may come from, given the left one. */
export function sourceChoices(comparison: Comparison, terms: ConditionTerms): Source[] {
  const takes = operatorOf(comparison.operator)?.takes;
  if (takes === 'nothing') return [];
  const facts = takes === 'one' && otherFacts(comparison.fact, terms).length > 0;
  const params = paramChoices(comparison, terms).length > 0;
  return ['literal', ...(facts ? ['fact' as const] : []), ...(params ? ['param' as const] : [])];
}

/** Thresholds of the rule that fit the left side and the operator. */
export function paramChoices(comparison: Comparison, terms: ConditionTerms): string[] {
  return Object.keys(terms.params ?? {}).filter((param) =>
    fits({ ...comparison, value: { param } }, terms),
  );
}

/** A comparison to begin with: a fact equals its first value. */
export function newComparison(fact: string, terms: ConditionTerms): Comparison {
  return withFact({ fact, operator: 'equal', value: '' }, fact, terms);
}

/** Another fact on the left; operator and value stay where they still fit. */
export function withFact(
  { operator, value }: Comparison,
  fact: string,
  terms: ConditionTerms,
): Comparison {
  const declared = declarationOf(fact, terms.facts);
  const takesIt = declared === undefined || operatorOf(operator)?.types.includes(declared.type);
  const params = firstArguments(fact, terms);
  const next = {
    fact,
    ...(params ? { params } : {}),
    operator: takesIt ? operator : 'equal',
    value,
  };
  return withFittingValue(next, terms);
}

/** Another operator; the value stays, as a list or alone, where it still fits. */
export function withOperator(
  comparison: Comparison,
  operator: string,
  terms: ConditionTerms,
): Comparison {
  const takes = operatorOf(operator)?.takes;
  const { value } = comparison;
  const [first] = Array.isArray(value) ? value : [undefined];
  const isPlain = sourceOf(value) === 'literal' && !Array.isArray(value);
  if (takes === 'nothing') return { ...comparison, operator, value: true };
  const next = { ...comparison, operator };
  if (takes === 'list' && isPlain)
    return withFittingValue({ ...next, value: [value] } as Comparison, terms);
  if (takes === 'one' && first !== undefined)
    return withFittingValue({ ...next, value: first }, terms);
  return withFittingValue(next, terms);
}

/** The right side from elsewhere: the first of what can be had from there. */
export function withSource(
  comparison: Comparison,
  source: Source,
  terms: ConditionTerms,
): Comparison {
  if (sourceOf(comparison.value) === source) return comparison;
  const [param] = paramChoices(comparison, terms);
  const [other] = otherFacts(comparison.fact, terms);
  if (source === 'param' && param !== undefined) return { ...comparison, value: { param } };
  if (source === 'fact' && other !== undefined) {
    return { ...comparison, value: operandOf(other.id, terms) };
  }
  return withFittingValue({ ...comparison, value: [] as never }, terms);
}

/** A fact as the right side, with the arguments that it begins with. */
export function operandOf(fact: string, terms: ConditionTerms): Operand {
  const params = firstArguments(fact, terms);
  return params === undefined ? { fact } : { fact, params };
}

/** One argument set, or taken away where it is not needed. */
export function withArgument<R extends { fact: string; params?: FactParams | undefined }>(
  reading: R,
  id: string,
  value: FactParams[string] | undefined,
): R {
  const { [id]: _, ...others } = reading.params ?? {};
  const params = value === undefined ? others : { ...others, [id]: value };
  return { ...reading, params };
}

function withFittingValue(comparison: Comparison, terms: ConditionTerms): Comparison {
  if (fits(comparison, terms)) return comparison;
  const operator = operatorOf(comparison.operator);
  const fact = declarationOf(comparison.fact, terms.facts);
  if (operator?.takes === 'nothing') return { ...comparison, value: true };
  const first = fact === undefined ? '' : firstOf[fact.type](fact, terms);
  return { ...comparison, value: operator?.takes === 'list' ? [first] : first };
}

/** Does the right side fit the left one and the operator? */
function fits(comparison: Comparison, terms: ConditionTerms): boolean {
  const value = comparison.value;
  if (Array.isArray(value) && value.length === 0) return false;
  const found = checkCondition(comparison, checkTermsOf(terms));
  return found.every(({ at = '', level }) => level === 'warning' || !at.startsWith('/value'));
}

/** The value that a new comparison begins with, one row a type. */
const firstOf: Record<
  Fact['type'],
  (fact: Fact, terms: ConditionTerms) => string | number | boolean
> = {
  string: () => '',
  text: () => '',
  number: ({ min }) => min ?? 0,
  integer: ({ min }) => min ?? 0,
  boolean: () => true,
  date: (_, { today }) => today(),
  datetime: (_, { today }) => `${today()}T00:00:00.000Z`,
  enum: ({ options }) => options?.[0]?.value ?? '',
  list: () => '',
};

/** The arguments that a computed fact begins with; none for other facts. */
function firstArguments(fact: string, terms: ConditionTerms): FactParams | undefined {
  const wanted = (computedFact(fact)?.params ?? []).filter((one) => !one.optional);
  if (wanted.length === 0) return undefined;
  return Object.fromEntries(wanted.map((one) => [one.id, firstArgument[one.kind](one, terms)]));
}

const firstArgument: Record<
  FactParameter['kind'],
  (parameter: FactParameter, terms: ConditionTerms) => FactParams[string]
> = {
  step: (_, { steps }) => steps?.[0]?.id ?? '',
  steps: (_, { steps }) => (steps ?? []).slice(0, 2).map(({ id }) => id),
  moment: firstMoment,
  instant: firstMoment,
  list: ({ kind }, terms) => momentChoices(terms, kind)[0]?.id ?? '',
  calendar: (_, { calendars }) => calendars?.[0]?.id ?? '',
};

/** From acceptance until now, as most durations are measured. */
function firstMoment({ id, kind }: FactParameter, terms: ConditionTerms): string {
  const wish = id === 'to' ? 'now' : 'accepted_at';
  const choices = momentChoices(terms, kind);
  return (choices.find((one) => one.id === wish) ?? choices[0])?.id ?? wish;
}

function idsOf(named: readonly Named[] | undefined): ReadonlySet<string> | undefined {
  return named && new Set(named.map(({ id }) => id));
}
