/** Conditions in words, and why they held: the tree of their parts with operands and results. */
import type { FactDictionary } from '../case/forms.ts';
import { declarationOf } from '../case/builtin-facts.ts';
import type { Comparison, Condition, Operand } from '../definition/condition.ts';
import type { Rule } from '../definition/ruleset.ts';
import type { Truth } from '../flow/outcome.ts';
import { fill, type Localized } from '../problem.ts';
import { combine, compare, groupOf, type Group } from './interpret.ts';
import {
  factsIn,
  isFactOperand,
  isParamOperand,
  readFact,
  withParams,
  type RuleParams,
  type Surroundings,
  type Terms,
} from './operands.ts';
import { operatorOf } from './operators.ts';
import type { FactParams, FactSource } from './source.ts';
import {
  bracketed,
  join,
  joined,
  nameOfReading,
  placeholdersIn,
  same,
  sayRead,
  sayValue,
  type Wording,
} from './words.ts';

export interface Reason {
  holds: Truth;
  sentence: Localized;
  parts: Reason[];
  /** How what it read of an imported record was worked out. */
  because?: Because[];
}

/** A value with its formula, and what went into it. */
export interface Because {
  sentence: Localized;
  parts?: Because[];
}

/**
 * Why a condition holds, does not, or cannot be decided, over one record:
 * `用电容量 630 kVA ≥ 100 kVA 成立`. Made when a record is opened, by the interpreter.
 */
export function explain(
  condition: Condition,
  params: RuleParams | undefined,
  source: FactSource,
  facts: FactDictionary,
  wording: Wording = {},
): Reason {
  return reasonOf(condition, { source, facts, params }, wording);
}

/** What a condition asks, without a record: `重要客户 = 是 且 供电电压 ≥ 10 kV`. */
export function describe(
  condition: Condition,
  params: RuleParams | undefined,
  facts: FactDictionary,
  wording: Wording = {},
): Localized {
  const terms = { facts, params };
  const group = groupOf(condition);
  if (group === undefined) return describeComparison(condition as Comparison, terms, wording);
  const parts = group.parts.map((part) => describePart(part, group, terms, wording));
  if (group.kind === 'not') return join`${{ zh: '非', en: 'not ' }}${parts[0] ?? same('()')}`;
  return group.kind === 'all' ? joined(parts, ' 且 ', ' and ') : joined(parts, ' 或 ', ' or ');
}

/**
 * The words of a finding: `{fact}` from the operands of the answer, `{param}` from the thresholds; a
 * dash for a fact whose value is not known.
 */
export function messageOf(
  rule: Pick<Rule, 'message' | 'params'>,
  operands: Readonly<Record<string, unknown>>,
  facts: FactDictionary,
  wording: Wording = {},
): Localized {
  const unknown = placeholdersIn(rule.message.zh + rule.message.en);
  const said = new Map(unknown.map((name) => [name, same('—')]));
  for (const [fact, value] of Object.entries(operands)) {
    said.set(fact, sayRead(fact, value, facts, wording));
  }
  for (const [id, { value, unit }] of Object.entries(rule.params ?? {})) {
    said.set(id, sayValue(id, value, {}, wording, unit));
  }
  const values = (language: keyof Localized) =>
    Object.fromEntries([...said].map(([id, words]) => [id, words[language]]));
  return { zh: fill(rule.message.zh, values('zh')), en: fill(rule.message.en, values('en')) };
}

function reasonOf(condition: Condition, around: Surroundings, wording: Wording): Reason {
  const group = groupOf(condition);
  if (group === undefined) {
    const comparison = condition as Comparison;
    const holds = compare(comparison, around);
    const parts = factsIn(comparison, around).flatMap(
      ({ fact }) => around.source.reason?.(fact, wording) ?? [],
    );
    return { holds, sentence: sayComparison(comparison, holds, around, wording), parts };
  }
  const parts = group.parts.map((part) => reasonOf(part, around, wording));
  const holds = combine(
    group.kind,
    parts.map((part) => part.holds),
  );
  return { holds, sentence: groupWords[group.kind][wordKey(holds)], parts };
}

type WordKey = 'yes' | 'no' | 'unknown';

function wordKey(truth: Truth): WordKey {
  if (truth === 'unknown') return 'unknown';
  return truth ? 'yes' : 'no';
}

const groupWords: Record<Group['kind'], Record<WordKey, Localized>> = {
  all: {
    yes: { zh: '下列条件全部成立', en: 'All of these hold' },
    no: { zh: '下列条件未全部成立', en: 'Not all of these hold' },
    unknown: {
      zh: '下列条件是否全部成立无法判断',
      en: 'Whether all of these hold cannot be decided',
    },
  },
  any: {
    yes: { zh: '下列条件至少一项成立', en: 'At least one of these holds' },
    no: { zh: '下列条件均不成立', en: 'None of these holds' },
    unknown: {
      zh: '下列条件是否有一项成立无法判断',
      en: 'Whether one of these holds cannot be decided',
    },
  },
  not: {
    yes: { zh: '下列条件不成立，取反后成立', en: 'This does not hold, so its opposite does' },
    no: { zh: '下列条件成立，取反后不成立', en: 'This holds, so its opposite does not' },
    unknown: { zh: '下列条件无法判断', en: 'This cannot be decided' },
  },
};

const verdicts: Record<WordKey, Localized> = {
  yes: { zh: '成立', en: 'holds' },
  no: { zh: '不成立', en: 'does not hold' },
  unknown: { zh: '无法判断', en: 'cannot be decided' },
};

/** A group within a group stands in brackets where it would otherwise read differently. */
function describePart(part: Condition, { kind }: Group, terms: Terms, wording: Wording): Localized {
  const words = describe(part, terms.params, terms.facts, wording);
  const inner = groupOf(part);
  const bare =
    kind === 'not' ? false : inner === undefined || inner.kind === kind || inner.kind === 'not';
  return bare || (inner !== undefined && inner.parts.length === 1 && kind !== 'not')
    ? words
    : join`${{ zh: '（', en: '(' }}${words}${{ zh: '）', en: ')' }}`;
}

function describeComparison(comparison: Comparison, terms: Terms, wording: Wording): Localized {
  const name = nameOfReading(asked(comparison, terms), terms.facts, wording);
  const operator = operatorOf(comparison.operator);
  const symbol = operator?.symbol ?? same(comparison.operator);
  if (operator?.takes === 'nothing') return join`${name} ${symbol}`;
  return join`${name} ${symbol} ${sayRight(comparison.fact, comparison.value, terms, wording)}`;
}

function sayComparison(
  comparison: Comparison,
  holds: Truth,
  around: Surroundings,
  wording: Wording,
): Localized {
  const { value, operator: id } = comparison;
  const operator = operatorOf(id);
  const left = sayReading(comparison, around, wording);
  const symbol = operator?.symbol ?? same(id);
  const verdict = verdicts[wordKey(holds)];
  if (operator?.takes === 'nothing') return join`${left} ${symbol} ${verdict}`;
  const right = isFactOperand(value)
    ? sayReading(value, around, wording)
    : sayRight(comparison.fact, value, around, wording);
  return join`${left} ${symbol} ${right} ${verdict}`;
}

/** A reading with the rule's thresholds in its arguments. */
function asked(
  { fact, params }: { fact: string; params?: FactParams | undefined },
  terms: Pick<Terms, 'params'>,
) {
  return { fact, params: withParams(params, terms.params) };
}

/** A fact's name with its value in the record. */
function sayReading(
  reading: { fact: string; params?: FactParams | undefined },
  around: Surroundings,
  wording: Wording,
): Localized {
  const { fact, params } = asked(reading, around);
  const name = nameOfReading({ fact, params }, around.facts, wording);
  const value = readFact(fact, params, around);
  if (value === undefined) return join`${name}${bracketed({ zh: '缺数据', en: 'missing' })}`;
  const said = sayRead(reading.fact, value, around.facts, wording);
  return typeof value === 'number' ? join`${name} ${said}` : join`${name}${bracketed(said)}`;
}

function sayRight(
  fact: string,
  value: Operand,
  { facts, params }: Terms,
  wording: Wording,
): Localized {
  if (isFactOperand(value)) return nameOfReading(asked(value, { params }), facts, wording);
  if (!isParamOperand(value)) return sayValue(fact, value, facts, wording);
  const { param: id } = value;
  const named: Localized = { zh: `参数 ${id}`, en: `parameter ${id}` };
  const param = params !== undefined && Object.hasOwn(params, id) ? params[id] : undefined;
  if (param === undefined) return named;
  const unit = param.unit ?? declarationOf(fact, facts)?.unit;
  const said = sayValue(fact, param.value, facts, wording, unit);
  return join`${said}${bracketed(named)}`;
}
