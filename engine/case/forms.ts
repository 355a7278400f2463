/** Forms: which facts a step takes, and whether what was entered fits. */
import { dayNumber } from '../calendar/zone.ts';
import {
  MOST_ITEMS,
  type Fact,
  type FactValue,
  type FactValues,
  type ListItem,
} from '../definition/facts.ts';
import type { DerivedParam } from '../definition/derived.ts';
import { fitsPattern, parsePattern } from '../definition/pattern.ts';
import type { RuleRecord } from '../definition/ruleset.ts';
import { problem, type Problem } from '../problem.ts';
import type { Field } from '../steps/base.ts';

/**
 * A fact as the dictionary of a subject declares it. What is `found` (worked out, or read through a link)
 * and is not there is not known, also where it may be null; what is entered and not there is null then.
 */
export interface Declared extends Fact {
  found?: true;
  /** The kind of imported record whose dictionary this is. */
  of?: string;
  /** The kind of record that it is worked out from, where not every subject has it. */
  owner?: RuleRecord;
  /** Figures that whoever asks may set. */
  asks?: Readonly<Record<string, DerivedParam>>;
}

export type FactDictionary = Record<string, Declared>;

/**
 * Problems of what was entered on a form, each at `/data/<fact>`. `kept` is what the case knows
 * already: a required fact may have been entered before.
 */
export function checkInput(
  form: readonly Field[],
  facts: FactDictionary,
  entered: FactValues,
  kept: FactValues = {},
): Problem[] {
  const found: Problem[] = [];
  const takes = new Map(form.filter((field) => !field.readonly).map((one) => [one.fact, one]));
  for (const [id, value] of Object.entries(entered)) {
    const fact = facts[id];
    if (!takes.has(id) || fact === undefined) {
      found.push(problem('fact_not_on_form', named(id, fact), `/data/${id}`));
      continue;
    }
    const misfit = value === null ? undefined : misfitOf(fact, value);
    if (misfit)
      found.push({
        ...misfit,
        details: { ...misfit.details, ...named(id, fact) },
        at: `/data/${id}`,
      });
  }
  for (const field of takes.values()) {
    if (field.optional || hasValue(field.fact, entered, kept)) continue;
    found.push(
      problem('fact_required', named(field.fact, facts[field.fact]), `/data/${field.fact}`),
    );
  }
  return found;
}

/** Why a value does not fit its fact; undefined when it fits. */
export function misfitOf(fact: Fact, value: Exclude<FactValue, null>): Problem | undefined {
  const check = checks[fact.type];
  const reason = check(fact, value);
  return reason === undefined ? undefined : problem('fact_wrong_type', { name: fact.name, reason });
}

type Reason = { zh: string; en: string };
type Check = (fact: Fact, value: Exclude<FactValue, null>) => Reason | undefined;

/** One row a fact type. */
const checks: Record<Fact['type'], Check> = {
  string: textual,
  text: textual,
  number: numeric,
  integer: (fact, value) =>
    typeof value === 'number' && !Number.isInteger(value)
      ? { zh: '应为整数', en: 'a whole number is expected' }
      : numeric(fact, value),
  boolean: (_fact, value) =>
    typeof value === 'boolean' ? undefined : { zh: '应为是或否', en: 'yes or no is expected' },
  date: (_fact, value) =>
    typeof value === 'string' && dayNumber(value) !== undefined
      ? undefined
      : { zh: '应为日期 YYYY-MM-DD', en: 'a date YYYY-MM-DD is expected' },
  datetime: (_fact, value) =>
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T/.test(value) &&
    !Number.isNaN(Date.parse(value))
      ? undefined
      : { zh: '应为日期时间', en: 'a date and time is expected' },
  enum: (fact, value) =>
    fact.options?.some((option) => option.value === value)
      ? undefined
      : { zh: '不在选项中', en: 'not among the options' },
  list: listed,
};

/** The first item that does not fit says why. */
function listed(fact: Fact, value: Exclude<FactValue, null>): Reason | undefined {
  if (!Array.isArray(value)) return { zh: '应为列表', en: 'a list is expected' };
  if (value.length > MOST_ITEMS) {
    return { zh: `不得超过 ${MOST_ITEMS} 项`, en: `at most ${MOST_ITEMS} items` };
  }
  const check = checks[fact.item ?? 'string'];
  for (const [index, item] of (value as ListItem[]).entries()) {
    const reason = check(fact, item);
    if (reason === undefined) continue;
    return { zh: `第 ${index + 1} 项${reason.zh}`, en: `item ${index + 1}: ${reason.en}` };
  }
  return undefined;
}

function textual(fact: Fact, value: Exclude<FactValue, null>): Reason | undefined {
  if (typeof value !== 'string') return { zh: '应为文字', en: 'text is expected' };
  const longest = fact.max_length ?? (fact.type === 'text' ? 20000 : 200);
  if (value.length > longest) {
    return { zh: `不得超过 ${longest} 字`, en: `at most ${longest} characters` };
  }
  const pattern = fact.pattern === undefined ? undefined : parsePattern(fact.pattern);
  return pattern === undefined || fitsPattern(pattern, value)
    ? undefined
    : { zh: `不符合格式 ${fact.pattern}`, en: `does not fit the pattern ${fact.pattern}` };
}

function numeric(fact: Fact, value: Exclude<FactValue, null>): Reason | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return { zh: '应为数字', en: 'a number is expected' };
  }
  if (fact.min !== undefined && value < fact.min) {
    return { zh: `不得小于 ${fact.min}`, en: `at least ${fact.min}` };
  }
  return fact.max !== undefined && value > fact.max
    ? { zh: `不得大于 ${fact.max}`, en: `at most ${fact.max}` }
    : undefined;
}

function hasValue(fact: string, entered: FactValues, kept: FactValues): boolean {
  const value = Object.hasOwn(entered, fact) ? entered[fact] : kept[fact];
  return value !== undefined && value !== null && value !== '';
}

function named(id: string, fact: Fact | undefined): { fact: string; name: Reason | string } {
  return { fact: id, name: fact?.name ?? id };
}
