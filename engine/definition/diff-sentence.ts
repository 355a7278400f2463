/**
 * One sentence for each difference, for people who read processes and not JSON. What a table of phrases
 * (diff-phrases.ts) does not say in its own way is said as thing, field, old value, new value.
 */
import { fill, type Localized } from '../problem.ts';
import { same } from '../rules/words.ts';
import { compoundWords, fieldWords } from './diff-field-words.ts';
import { phraseFor } from './diff-phrases.ts';
import { nodeAt, type Side } from './diff-place.ts';
import { cellNoun } from './diff-table-words.ts';
import {
  isBag,
  isCell,
  isCondition,
  isFormula,
  isWords,
  type Edit,
  type Path,
} from './diff-structure.ts';
import { thingAt, type Thing } from './diff-things.ts';
import { sayValue } from './diff-values.ts';

export interface Telling {
  edit: Edit;
  before: Side;
  after: Side;
}

export function sentenceOf(telling: Telling): Localized {
  const words = phraseFor(telling) ?? plainly(telling);
  return { zh: words.zh, en: words.en.charAt(0).toUpperCase() + words.en.slice(1) };
}

function plainly({ edit, before, after }: Telling): Localized {
  switch (edit.kind) {
    case 'added':
      return sayAdded(withParams(after, edit.to), edit.to, edit.after);
    case 'removed':
      return sayRemoved(withParams(before, edit.from), edit.from, edit.before);
    case 'moved': {
      const { noun, rest } = thingAt(after, edit.to);
      const element = rest.length === 0 ? noun : elementNoun(after, edit.to, noun);
      return say(sentences.moved, { thing: element, from: edit.before + 1, to: edit.after + 1 });
    }
    case 'changed':
      return sayChanged(edit, withParams(before, edit.from), withParams(after, edit.to));
    default:
      return edit satisfies never;
  }
}

const sentences = {
  added: { zh: '新增{thing}', en: 'added {thing}' },
  removed: { zh: '删除{thing}', en: 'removed {thing}' },
  moved: {
    zh: '{thing}由第 {from} 位调到第 {to} 位',
    en: '{thing} moved from place {from} to {to}',
  },
  fieldAdded: { zh: '{thing}增加{field}：{value}', en: '{field} of {thing} set to: {value}' },
  fieldRemoved: {
    zh: '{thing}取消{field}（原为{value}）',
    en: '{field} of {thing} removed (was {value})',
  },
  elementAdded: {
    zh: '{thing}的{field}新增{value}',
    en: '{value} added to the {field} of {thing}',
  },
  elementRemoved: {
    zh: '{thing}的{field}去掉{value}',
    en: '{value} removed from the {field} of {thing}',
  },
  fieldChanged: {
    zh: '{thing}的{field}由{old}改为{value}',
    en: '{field} of {thing} changed from {old} to {value}',
  },
  conditionChanged: {
    zh: '{thing}的{field}改为：{value}；原为：{old}',
    en: '{field} of {thing} is now: {value}; it was: {old}',
  },
  renamed: { zh: '{thing}改名为{value}', en: '{thing} is now called {value}' },
} as const;

function sayAdded(side: Side, path: Path, value: unknown): Localized {
  const thing = thingAt(side, path);
  if (thing.rest.length === 0) return say(sentences.added, { thing: thing.noun });
  if (isElement(side, path)) return sayElement(sentences.elementAdded, side, thing, value);
  return say(sentences.fieldAdded, fieldAnd(side, thing, value));
}

function sayRemoved(side: Side, path: Path, value: unknown): Localized {
  const thing = thingAt(side, path);
  if (thing.rest.length === 0) return say(sentences.removed, { thing: thing.noun });
  if (isElement(side, path)) return sayElement(sentences.elementRemoved, side, thing, value);
  return say(sentences.fieldRemoved, fieldAnd(side, thing, value));
}

function sayChanged(
  edit: Extract<Edit, { kind: 'changed' }>,
  before: Side,
  after: Side,
): Localized {
  const thing = thingAt(after, edit.to);
  const words = fieldAnd(after, thing, edit.after);
  if (thing.rest.length === 1 && thing.rest[0] === 'name' && isWords(edit.before)) {
    return say(sentences.renamed, { ...words, thing: thingAt(before, edit.from).noun });
  }
  if (isCondition(edit.after) || isFormula(edit.after)) {
    return say(sentences.conditionChanged, {
      ...words,
      value: sayValue(after, lastField(thing.rest), edit.after),
      old: sayValue(before, lastField(thing.rest), edit.before),
    });
  }
  const [old, value] = [
    quotedValue(before, lastField(thing.rest), differing(edit.before, edit.after)),
    quotedValue(after, lastField(thing.rest), differing(edit.after, edit.before)),
  ];
  return say(sentences.fieldChanged, { ...words, old, value });
}

/** Words that changed in one language only are told in that one, also to who reads the other. */
function differing(value: unknown, other: unknown): unknown {
  if (!isWords(value) || !isWords(other)) return value;
  if (value.zh === other.zh) return same(value.en);
  return value.en === other.en ? same(value.zh) : value;
}

function sayElement(
  template: Localized,
  side: Side,
  { noun, rest }: Thing,
  value: unknown,
): Localized {
  const fields = rest.slice(0, -1);
  return say(template, {
    thing: noun,
    field: fieldNoun(side, fields),
    value: quotedValue(side, lastField(fields), value),
  });
}

function fieldAnd(side: Side, { noun, rest }: Thing, value: unknown) {
  const said = quotedValue(side, lastField(rest), value);
  return { thing: noun, field: fieldNoun(side, rest), value: said };
}

/** The list it stands in and its value: rule “A16 …” among the audit rules of a step. */
function elementNoun(side: Side, path: Path, thing: Localized): Localized {
  const { rest } = thingAt(side, path);
  const fields = rest.slice(0, -1);
  const field = fieldNoun(side, fields);
  const value = quotedValue(side, lastField(fields), nodeAt(side.document, path));
  return {
    zh: `${thing.zh}的${field.zh}中${value.zh}`,
    en: `${value.en} in the ${field.en} of ${thing.en}`,
  };
}

/** What stands at a place, e.g. `环节“勘查”的流向`, `form of step “Survey”`. */
export function placeNoun(side: Side, path: Path): Localized {
  if (side.kind === 'table' && isCell(path)) return cellNoun(side, path);
  const { noun, rest } = thingAt(side, path);
  if (rest.length === 0) return noun;
  const field = fieldNoun(side, rest);
  return { zh: `${noun.zh}的${field.zh}`, en: `${field.en} of ${noun.en}` };
}

/** `统计对象的统计范围`, `scope of the counted records`; two fields that are one notion are said as one. */
function fieldNoun({ kind }: Side, fields: Path): Localized {
  const labels: Localized[] = [];
  for (let at = 0; at < fields.length; at += 1) {
    const [field = '', next] = fields.slice(at, at + 2);
    const both = next === undefined ? undefined : compoundWords(field, next);
    labels.push(both ?? fieldWords(kind, field) ?? unnamed(field));
    if (both !== undefined) at += 1;
  }
  return {
    zh: labels.map((label) => label.zh).join('的'),
    en: labels
      .map((label) => label.en)
      .toReversed()
      .join(' of the '),
  };
}

/** A place in a list is counted from 1; a key that no schema has is shown as it stands. */
function unnamed(segment: string): Localized {
  if (!/^\d+$/.test(segment)) return same(`“${segment}”`);
  return { zh: `第 ${Number(segment) + 1} 项`, en: `item ${Number(segment) + 1}` };
}

function lastField(path: Path): string {
  return path.findLast((segment) => !/^\d+$/.test(segment)) ?? '';
}

/** Text stands in quotes, figures and lists do not. */
function quotedValue(side: Side, field: string, value: unknown): Localized {
  const said = sayValue(side, field, value);
  const bare = typeof value === 'number' || typeof value === 'boolean' || value === null;
  if (bare || Array.isArray(value) || (isBag(value) && !isWords(value))) return said;
  return { zh: `“${said.zh}”`, en: `“${said.en}”` };
}

function isElement(side: Side, path: Path): boolean {
  return Array.isArray(nodeAt(side.document, path.slice(0, -1)));
}

/** A rule's conditions speak of its thresholds, and of facts of the kind of record it is about. */
function withParams(side: Side, path: Path): Side {
  const params = nodeAt(side.document, [...path.slice(0, -1), 'params']);
  const record = nodeAt(side.document, [...path.slice(0, -1), 'record']);
  const kind = typeof record === 'string' ? side.names.kinds.get(record) : undefined;
  const names = kind === undefined ? side.names : { ...side.names, facts: kind.facts };
  return { ...side, names, ...(params !== undefined && { params }) };
}

function say(template: Localized, values: Record<string, Localized | number>): Localized {
  const inside = (language: keyof Localized) =>
    Object.fromEntries(
      Object.entries(values).map(([key, one]) => [
        key,
        typeof one === 'number' ? one : one[language],
      ]),
    );
  return { zh: fill(template.zh, inside('zh')), en: fill(template.en, inside('en')) };
}
