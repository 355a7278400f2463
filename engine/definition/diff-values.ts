/** Values of definitions in words: names for ids, words for codes, conditions as sentences. */
import { measureNamed } from '../indicators/measures.ts';
import type { Localized } from '../problem.ts';
import { describe } from '../rules/explain.ts';
import { join, joined, same, unitName, type Wording } from '../rules/words.ts';
import { definitionKinds } from './kinds.ts';
import { functionOf } from '../records/functions.ts';
import { describeExpression } from '../records/words.ts';
import { Condition } from './condition.ts';
import { fieldWords, valueWords } from './diff-field-words.ts';
import type { Named, Names } from './diff-names.ts';
import { isBag, isCondition, isFormula, isWords, keysOf } from './diff-structure.ts';
import { Expression } from './expression.ts';
import { Rule } from './ruleset.ts';
import { stepKinds } from '../steps/registry.ts';

/** What is needed to say a value of one document. */
export interface Speech {
  /** Kind of the definition. */
  kind: string;
  names: Names;
  /** Thresholds of the rule that the value belongs to. */
  params?: unknown;
}

/** A value of `field` as text, without quotes. */
export function sayValue(speech: Speech, field: string, value: unknown): Localized {
  if (isWords(value)) return value;
  if (Array.isArray(value)) return sayList(speech, field, value);
  const formed = isBag(value) ? sayFormed(speech, value) : undefined;
  if (formed !== undefined) return formed;
  if (isBag(value)) return sayBag(speech, value);
  if (value === null || value === undefined) return { zh: '空', en: 'empty' };
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' };
  if (typeof value === 'number') return valueWords(field, value) ?? same(String(value));
  return sayText(speech, field, typeof value === 'string' ? value : '');
}

/** Conditions and formulas have a form of their own. */
function sayFormed(
  speech: Speech,
  value: Readonly<Record<string, unknown>>,
): Localized | undefined {
  const condition = isCondition(value) ? Condition.safeParse(value) : undefined;
  if (condition?.success === true) return sayCondition(speech, condition.data);
  const formula = isFormula(value) ? Expression.safeParse(value) : undefined;
  return formula?.success === true ? sayFormula(speech, formula.data) : undefined;
}

/** `重要程度 ≠ 无`. */
function sayCondition({ names, params }: Speech, condition: Condition): Localized {
  const wording: Wording = {
    nameOf: (fact, id) => {
      const what = factsThatHoldIds[fact];
      return what && names.find(what, id);
    },
  };
  const thresholds = Rule.shape.params.safeParse(params);
  return describe(condition, thresholds.data, names.facts, wording);
}

/** `抄见电量 − 前期平均电量`. */
function sayFormula({ names, params }: Speech, value: Expression): Localized {
  const named = Object.entries(isBag(params) ? params : {}).flatMap(([id, param]) =>
    isBag(param) && isWords(param['name']) ? [[id, { name: param['name'] }] as const] : [],
  );
  return describeExpression(value, { ...names, params: Object.fromEntries(named) });
}

/** `3 工作日`, of a limit or a waiting time. */
export function sayDuration(duration: unknown): Localized {
  if (!isBag(duration)) return same('?');
  return join`${String(duration['value'])} ${unitName(String(duration['unit']))}`;
}

/** Fields that hold an id of something with a name. */
const references: Record<string, Named> = {
  post: 'post',
  posts: 'post',
  owner_post: 'post',
  override_post: 'post',
  fact: 'fact',
  title_fact: 'fact',
  over: 'fact',
  item_fact: 'fact',
  period_by: 'fact',
  order: 'fact',
  object: 'fact',
  money: 'fact',
  person: 'fact',
  calendar: 'calendar',
  to: 'step',
  start: 'step',
  branch: 'branch',
  outcome: 'outcome',
  before: 'rule',
  during: 'rule',
  after: 'rule',
  flow: 'flow',
  flows: 'flow',
  finding_flow: 'flow',
  indicator: 'indicator',
  unit: 'unit',
  parent: 'unit',
};

/** Built-in facts whose value is an id. */
const factsThatHoldIds: Record<string, Named> = {
  step_id: 'step',
  step_post: 'post',
  unit_id: 'unit',
  flow_id: 'flow',
  outcome: 'outcome',
};

function sayText({ kind, names }: Speech, field: string, text: string): Localized {
  const worded = valueWords(field, text);
  if (worded !== undefined) return worded;
  if (field === 'kind') return kindName(text) ?? same(text);
  if (field === 'function') return functionOf(text)?.name ?? same(text);
  if (field === 'measure') return measureNamed(text)?.name ?? same(text);
  const what = Object.hasOwn(references, field) ? references[field] : undefined;
  const name = what && names.find(what, text);
  return name ?? (field === 'unit' && kind !== 'organisation' ? unitName(text) : same(text));
}

function kindName(kind: string): Localized | undefined {
  if (Object.hasOwn(stepKinds, kind)) return stepKinds[kind as keyof typeof stepKinds].name;
  if (!Object.hasOwn(definitionKinds, kind)) return undefined;
  return definitionKinds[kind as keyof typeof definitionKinds].name;
}

function sayList(speech: Speech, field: string, list: readonly unknown[]): Localized {
  if (list.length === 0) return { zh: '空', en: 'none' };
  return joined(
    list.map((one) => sayValue(speech, field, one)),
    '、',
    ', ',
  );
}

/** Something with a name is said by it; anything else field by field. */
function sayBag(speech: Speech, bag: Readonly<Record<string, unknown>>): Localized {
  if (isWords(bag['name'])) return bag['name'];
  const parts = keysOf(bag).map((key) => {
    const label = fieldWords(speech.kind, key) ?? same(key);
    return join`${label} ${sayValue(speech, key, bag[key])}`;
  });
  return parts.length === 0 ? { zh: '空', en: 'none' } : joined(parts, '，', ', ');
}
