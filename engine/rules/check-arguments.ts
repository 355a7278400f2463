/** Are the arguments of a fact those that it takes? */
import { computedFact, declarationOf, recordOf, recordsOf } from '../case/builtin-facts.ts';
import type { FactParameter } from '../case/fact-rows.ts';
import type { Declared } from '../case/forms.ts';
import type { Fact } from '../definition/facts.ts';
import { pointer as pointerOf } from '../definition/pointer.ts';
import type { RuleRecord } from '../definition/ruleset.ts';
import { problem, type Localized, type Problem } from '../problem.ts';
import { plain, type Terms } from './operands.ts';
import type { FactParams } from './source.ts';

/** What conditions are checked against. */
export interface CheckTerms extends Terms {
  /** The kind of record they are asked about: a case, a visit, a finding, or an imported kind. */
  record: string;
  /** Ids that arguments may name; not checked where the set is not given. */
  steps?: ReadonlySet<string> | undefined;
  calendars?: ReadonlySet<string> | undefined;
}

/** Problems of naming a fact with arguments: is it declared, has the record it, do its arguments fit? */
export function checkReading(
  { fact, params = {} }: { fact: string; params?: FactParams | undefined },
  terms: CheckTerms,
  at: string,
): Problem[] {
  const declared = declarationOf(fact, terms.facts);
  if (declared === undefined) return [problem('unknown_fact', { fact }, `${at}/fact`)];
  const found = lacks(fact, declared, terms, `${at}/fact`);
  if (declared.asks !== undefined) return [...found, ...checkAsked(declared, params, terms, at)];
  const wanted = declared.of === undefined ? (computedFact(fact)?.params ?? []) : [];
  const { name } = declared;
  for (const id of Object.keys(params)) {
    if (wanted.some((one) => one.id === id)) continue;
    const place = `${at}/params${pointerOf([id])}`;
    found.push(problem('argument_unknown', { fact: name, param: id }, place));
  }
  for (const one of wanted) {
    const place = `${at}/params/${one.id}`;
    const value = Object.hasOwn(params, one.id) ? params[one.id] : undefined;
    if (isNamed(value)) found.push(...checkNamed(one, value.param, { name, terms, at: place }));
    else if (value !== undefined)
      found.push(...checkArgument(one, value, { name, terms, at: place }));
    else if (!one.optional) {
      found.push(problem('argument_missing', { fact: name, param: one.name }, `${at}/params`));
    }
  }
  return found;
}

/** Figures that a derived fact may be asked with; each has a default. */
function checkAsked(
  { name, asks = {} }: Declared,
  params: FactParams,
  terms: CheckTerms,
  at: string,
): Problem[] {
  return Object.entries(params).flatMap(([id, given]) => {
    const place = `${at}/params${pointerOf([id])}`;
    const one = Object.hasOwn(asks, id) ? asks[id] : undefined;
    if (one === undefined) return [problem('argument_unknown', { fact: name, param: id }, place)];
    const param = isNamed(given) ? paramOf(given.param, terms) : undefined;
    if (isNamed(given) && param === undefined) {
      return [problem('unknown_parameter', { param: given.param }, place)];
    }
    const value: unknown = param === undefined ? given : param.value;
    if (plain(one.type, value) !== undefined) return [];
    const details = { fact: name, param: one.name, value: JSON.stringify(value) };
    return [problem('argument_wrong', details, place)];
  });
}

function paramOf(id: string, { params = {} }: CheckTerms) {
  return Object.hasOwn(params, id) ? params[id] : undefined;
}

interface Place {
  name: Localized;
  terms: CheckTerms;
  at: string;
}

type Argument = Exclude<FactParams[string], { param: string }>;
type Check = (value: Argument, place: Place) => Problem[] | 'wrong';

function isNamed(value: FactParams[string] | undefined): value is { param: string } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An argument that is a parameter of the rule. */
function checkNamed(one: FactParameter, param: string, place: Place): Problem[] {
  const found = paramOf(param, place.terms);
  return found === undefined
    ? [problem('unknown_parameter', { param }, place.at)]
    : checkArgument(one, found.value, place);
}

function checkArgument(one: FactParameter, value: Argument, place: Place): Problem[] {
  const found = checks[one.kind](value, place);
  if (found !== 'wrong') return found;
  const details = { fact: place.name, param: one.name, value: JSON.stringify(value) };
  return [problem('argument_wrong', details, place.at)];
}

/** One row a kind of argument. */
const checks: Record<FactParameter['kind'], Check> = {
  step: (value, { terms, at }) => named(value, terms.steps, { zh: '环节', en: 'step' }, at),
  steps: (value, { terms, at }) => {
    if (!Array.isArray(value) || new Set(value).size < 2) return 'wrong';
    const each = value.map((one, index) =>
      named(one, terms.steps, { zh: '环节', en: 'step' }, `${at}/${index}`),
    );
    return each.includes('wrong') ? 'wrong' : each.flatMap((one) => (one === 'wrong' ? [] : one));
  },
  moment: (value, place) => momentOf(value, ['date', 'datetime'], place),
  instant: (value, place) => momentOf(value, ['datetime'], place),
  list: (value, place) => momentOf(value, ['list'], place),
  calendar: (value, { terms, at }) =>
    named(value, terms.calendars, { zh: '日历', en: 'calendar' }, at),
};

/** Steps of imported logs are named by their activities: any text. */
function named(
  value: Argument,
  among: ReadonlySet<string> | undefined,
  what: Localized,
  at: string,
): Problem[] | 'wrong' {
  if (typeof value !== 'string' || value === '') return 'wrong';
  if (among === undefined || among.has(value)) return [];
  return [problem('unknown_reference', { what, id: value }, at)];
}

function momentOf(value: Argument, types: Fact['type'][], { terms, at }: Place) {
  if (typeof value !== 'string') return 'wrong';
  const declared = declarationOf(value, terms.facts);
  if (declared === undefined) return [problem('unknown_fact', { fact: value }, at)];
  if (computedFact(value) !== undefined || !types.includes(declared.type)) return 'wrong';
  return lacks(value, declared, terms, at);
}

function lacks(
  fact: string,
  { name, of, owner: within = recordOf(fact) }: Declared,
  { record }: CheckTerms,
  at: string,
): Problem[] {
  const isTheirs = of !== undefined || computedFact(fact)?.anywhere === true;
  const owner = isTheirs ? undefined : within;
  if (owner === undefined || recordsOf(record).includes(owner)) return [];
  const details = { fact: name, owner: recordNames[owner], record: recordName(record) };
  return [problem('record_lacks_fact', details, at)];
}

function recordName(record: string): Localized {
  return Object.hasOwn(recordNames, record)
    ? recordNames[record as RuleRecord]
    : { zh: record, en: record };
}

const recordNames: Record<RuleRecord, Localized> = {
  case: { zh: '案件', en: 'case' },
  step: { zh: '环节', en: 'step' },
  finding: { zh: '问题', en: 'finding' },
};
