/** The words of conditions as they are written in a cell, and the facts by their names. */
import {
  builtinFacts,
  computedFacts,
  declarationOf,
} from '@flowmeter/engine/case/builtin-facts.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { Language, Localized } from '@flowmeter/engine/problem.ts';
import type { ConditionTerms } from '../condition/comparison.ts';

export const words = {
  all: { zh: '且', en: 'and' },
  any: { zh: '或', en: 'or' },
  not: { zh: '非', en: 'not' },
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
  null: { zh: '空', en: 'empty' },
} as const;

export type Word = keyof typeof words;

/** Is the text that word, in whichever language? Those of values are also understood as in JSON. */
export function isWord(word: Word, text: string): boolean {
  const said = text.toLowerCase();
  return said === words[word].zh || said === words[word].en || (isOfJson(word) && said === word);
}

function isOfJson(word: Word): boolean {
  return word === 'true' || word === 'false' || word === 'null';
}

/** What ends a word: brackets, commas, signs, space. */
export const SPECIAL = /[\s()（）[\]【】,，、"$=<>!≠≤≥＝＜＞]/;

/** Words that mean something else than themselves stand in quotes. */
export function isPlain(text: string): boolean {
  const isTaken = (Object.keys(words) as Word[]).some((word) => isWord(word, text));
  return text !== '' && !SPECIAL.test(text) && !isTaken && !isFigure(text);
}

export function isFigure(text: string): boolean {
  return /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text);
}

type NamedFact = readonly [id: string, name: Localized];

/** Every fact that may be named: declared ones, those of every case, those that are worked out. */
function namedFacts({ facts }: ConditionTerms): NamedFact[] {
  const known = { ...computedFacts, ...builtinFacts, ...facts };
  return Object.entries(known).map(([id, { name }]) => [id, name]);
}

/** The facts that are called so, by id or else by name. */
export function factsCalled(called: string, terms: ConditionTerms): string[] {
  if (declarationOf(called, terms.facts) !== undefined) return [called];
  return namedFacts(terms)
    .filter(([, name]) => name.zh === called || name.en === called)
    .map(([id]) => id);
}

/** As a fact is written: `[name]`, or its id where the name tells it from no other. */
export function writtenFact(id: string, terms: ConditionTerms, language: Language): string {
  const name = declarationOf(id, terms.facts)?.name[language];
  const isClear = name !== undefined && !/[[\]【】]/.test(name);
  const found = isClear ? factsCalled(name, terms) : [];
  return found.length === 1 && found[0] === id ? `[${name}]` : `[${id}]`;
}

/** The value of an option that is called so; the text itself where there is none. */
export function optionValue({ options = [] }: Pick<Fact, 'options'>, text: string): string {
  const exact = options.find(({ value }) => value === text);
  const named = options.find(({ name }) => name.zh === text || name.en === text);
  return (exact ?? named)?.value ?? text;
}
