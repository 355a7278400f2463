/** The properties of a rule as columns of a grid: how each is said, written and read. */
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import type { Language, Localized } from '@flowmeter/engine/problem.ts';
import { describe } from '@flowmeter/engine/rules/explain.ts';
import { sayValue } from '@flowmeter/engine/rules/words.ts';
import type { Path } from '../../document/assign.ts';
import type { ConditionTerms } from '../condition/comparison.ts';
import { type Read, readTest, readValue, writeTest, writeValue } from '../grid/cell-text.ts';
import type { GridColumn } from '../grid/sheet.ts';
import { any } from '../grid/use-layout.ts';
import { readConditionText } from './condition-read.ts';
import { writeCondition } from './condition-text.ts';
import { readThresholds, writeThresholds } from './threshold-text.ts';

export interface RuleColumn extends GridColumn {
  path: Path;
  say: (rule: Rule) => Localized;
  write: (rule: Rule, language: Language) => string;
  /** Undefined: it is taken away. */
  read: (rule: Rule, text: string) => Read<unknown>;
  /** May there be nothing? */
  isOptional: boolean;
}

type Options = NonNullable<Fact['options']>;

/** What may be chosen, and what conditions of a rule may speak about. */
export interface RuleTerms {
  language: Language;
  names: Record<string, Localized>;
  options: Record<'severity' | 'stage' | 'record' | 'flows' | 'posts', Options>;
  termsOf: (rule: Rule) => ConditionTerms;
}

const kinds = {
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
  choice: { zh: '选择', en: 'Choice' },
  day: { zh: '日期', en: 'Date' },
  id: { zh: '唯一', en: 'Unique' },
  condition: { zh: '可输入的语句', en: 'Typed as words' },
  figures: { zh: '数值与依据', en: 'Figures and basis' },
} satisfies Record<string, Localized>;

const EMPTY: Localized = { zh: '不能为空', en: 'it cannot be empty' };
const LONG: Localized = { zh: '最多 2000 个字', en: 'at most 2,000 letters' };
const UNKNOWN: Localized = { zh: '没有这个选项', en: 'there is no such choice' };
const ID: Localized = {
  zh: '以字母开头，只用字母、数字、_ 和 -，最多 64 个字',
  en: 'a letter, then letters, digits, _ and -; at most 64',
};

export function ruleColumns(terms: RuleTerms): RuleColumn[] {
  const { language, options } = terms;
  const other = language === 'zh' ? 'en' : 'zh';
  const words = (part: WordsPart, tongue: Language) => wordsColumn(terms, part, tongue);
  return [
    idColumn(terms),
    words('name', language),
    choiceColumn(terms, 'severity', options.severity),
    conditionColumn(terms),
    thresholdsColumn(terms),
    choiceColumn(terms, 'stage', options.stage),
    choiceColumn(terms, 'record', options.record),
    dayColumn(terms, 'valid_from'),
    dayColumn(terms, 'valid_to'),
    words('theme', language),
    flowsColumn(terms),
    blocksColumn(terms),
    choiceColumn(terms, 'override_post', options.posts, true),
    words('message', language),
    words('rectification', language),
    words('name', other),
    words('theme', other),
    words('message', other),
    words('rectification', other),
  ];
}

const none: Localized = { zh: '', en: '' };

function nameOf({ names }: RuleTerms, part: string): Localized {
  return names[part] ?? { zh: part, en: part };
}

function idColumn(terms: RuleTerms): RuleColumn {
  return {
    ...base(terms, 'id', kinds.id),
    type: 'string',
    say: ({ id }) => ({ zh: id, en: id }),
    write: ({ id }) => id,
    read: (_, text) =>
      /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(text.trim())
        ? { ok: true, value: text.trim() }
        : { ok: false, reason: ID },
  };
}

function base({ names }: RuleTerms, part: string, kind: Localized) {
  return {
    id: part,
    name: names[part] ?? { zh: part, en: part },
    kind,
    help: kind,
    isInput: false,
    isOptional: false,
    path: [part],
  };
}

type WordsPart = 'name' | 'theme' | 'message' | 'rectification';

/** In one language: what it says in the other stays. */
function wordsColumn(terms: RuleTerms, part: WordsPart, tongue: Language): RuleColumn {
  const isOwn = tongue === terms.language;
  const own = nameOf(terms, part);
  const { zh, en } = kinds[tongue];
  const name = isOwn ? own : { zh: `${zh}${own.zh}`, en: `${own.en}, ${en}` };
  return {
    ...base(terms, part, kinds[tongue]),
    id: `${part}.${tongue}`,
    name,
    type: 'text',
    isLong: part === 'message' || part === 'rectification',
    path: [part, tongue],
    say: (rule) => ({ zh: rule[part][tongue], en: rule[part][tongue] }),
    write: (rule) => rule[part][tongue],
    read: (_, text) => readWords(text),
  };
}

function readWords(text: string): Read<string> {
  const words = text.trim();
  if (words === '') return { ok: false, reason: EMPTY };
  return words.length > 2000 ? { ok: false, reason: LONG } : { ok: true, value: words };
}

type ChoicePart = 'severity' | 'stage' | 'record' | 'override_post';

function choiceColumn(
  terms: RuleTerms,
  part: ChoicePart,
  options: Options,
  isOptional = false,
): RuleColumn {
  const written = { type: 'enum' as const, options };
  const held = (rule: Rule) => rule[part] ?? null;
  return {
    ...base(terms, part, kinds.choice),
    ...written,
    isOptional,
    say: (rule) => (held(rule) === null ? none : sayOption(options, String(held(rule)))),
    write: (rule, language) =>
      held(rule) === null ? '' : writeValue(written, held(rule), language),
    read: (_, text) => readChoice(written, text, isOptional),
  };
}

function sayOption(options: Options, value: string): Localized {
  return options.find((one) => one.value === value)?.name ?? { zh: value, en: value };
}

function readChoice(
  written: { type: 'enum'; options: Options },
  text: string,
  isOptional: boolean,
): Read<unknown> {
  const read = readValue(written, text);
  if (!read.ok) return read;
  if (read.value === null) {
    return isOptional ? { ok: true, value: undefined } : { ok: false, reason: EMPTY };
  }
  const isKnown = written.options.some(({ value }) => value === read.value);
  return isKnown ? read : { ok: false, reason: UNKNOWN };
}

function dayColumn(terms: RuleTerms, part: 'valid_from' | 'valid_to'): RuleColumn {
  const written = { type: 'date' as const };
  const held = (rule: Rule) => rule[part] ?? '';
  return {
    ...base(terms, part, kinds.day),
    ...written,
    isOptional: true,
    say: (rule) => ({ zh: held(rule), en: held(rule) }),
    write: held,
    read: (_, text) => {
      const read = readValue(written, text);
      return read.ok ? { ok: true, value: read.value ?? undefined } : read;
    },
  };
}

/** Several; all where none is said. */
function flowsColumn(terms: RuleTerms): RuleColumn {
  const written = { type: 'enum' as const, options: terms.options.flows };
  return {
    ...base(terms, 'flows', kinds.choice),
    ...written,
    isInput: true,
    isOptional: true,
    say: ({ flows = [] }) => (flows.length === 0 ? any : sayFlows(written.options, flows)),
    write: ({ flows = [] }, language) => writeTest(written, flows, language),
    read: (_, text) => {
      const read = readTest(written, text);
      if (!read.ok) return read;
      const ids = read.value.filter((one) => typeof one === 'string');
      const isKnown = ids.every((id) => written.options.some(({ value }) => value === id));
      if (!isKnown || ids.length < read.value.length) return { ok: false, reason: UNKNOWN };
      return { ok: true, value: ids.length === 0 ? undefined : ids };
    },
  };
}

function sayFlows(options: Options, flows: readonly string[]): Localized {
  const names = flows.map((id) => sayOption(options, id));
  return {
    zh: names.map(({ zh }) => zh).join('、'),
    en: names.map(({ en }) => en).join(', '),
  };
}

function blocksColumn(terms: RuleTerms): RuleColumn {
  const written = { type: 'boolean' as const };
  return {
    ...base(terms, 'blocks', kinds.choice),
    ...written,
    isOptional: true,
    say: ({ blocks }) => (blocks === undefined ? none : sayValue('', blocks, {})),
    write: ({ blocks }, language) =>
      blocks === undefined ? '' : writeValue(written, blocks, language),
    read: (_, text) => {
      const read = readValue(written, text);
      return read.ok ? { ok: true, value: read.value ?? undefined } : read;
    },
  };
}

const HOW: Localized = {
  zh: '如：[数据项] ≥ 100 且 ([另一项] = 值 或 [日期] 为空)；$编号 是阈值',
  en: 'E.g. [fact] ≥ 100 and ([another] = value or [date] is empty); $id is a threshold',
};

/** Steps by their names. */
function wordingOf({ steps }: ConditionTerms) {
  const names = new Map(steps?.map(({ id, name }) => [id, name]));
  return {
    nameOf: (fact: string, id: string) => (fact === 'step_id' ? names.get(id) : undefined),
  };
}

function conditionColumn(terms: RuleTerms): RuleColumn {
  return {
    ...base(terms, 'conditions', kinds.condition),
    type: 'text',
    help: HOW,
    isLong: true,
    say: (rule) => {
      const around = terms.termsOf(rule);
      return describe(rule.conditions, rule.params, around.facts, wordingOf(around));
    },
    write: (rule, language) => writeCondition(rule.conditions, terms.termsOf(rule), language),
    read: (rule, text) => readConditionText(text, terms.termsOf(rule)),
  };
}

const FIGURES: Localized = {
  zh: '如：most = 5 wd; ratio = 0.7。依据在规则里注明',
  en: 'E.g. most = 5 wd; ratio = 0.7. What they stand on is said in the rule',
};

function thresholdsColumn(terms: RuleTerms): RuleColumn {
  return {
    ...base(terms, 'params', kinds.figures),
    type: 'text',
    help: FIGURES,
    isLong: true,
    isOptional: true,
    say: ({ params = {} }) => sayThresholds(params),
    write: ({ params }, language) => writeThresholds(params, language),
    read: ({ params }, text) => readThresholds(text, params),
  };
}

/** Practice is marked, and never taken for law. */
function sayThresholds(params: NonNullable<Rule['params']>): Localized {
  const said = Object.entries(params).map(([id, { value, unit, basis }]) => {
    const { zh, en } = sayValue(id, value, {}, {}, unit);
    const mark = basis.kind === 'typical' ? ' [T]' : '';
    return { zh: `${id} = ${zh}${mark}`, en: `${id} = ${en}${mark}` };
  });
  return {
    zh: said.map(({ zh }) => zh).join('；'),
    en: said.map(({ en }) => en).join('; '),
  };
}
