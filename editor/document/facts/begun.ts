/** What new things of a dictionary are called until somebody says better. */
import type { DerivedFact, DerivedParam } from '@flowmeter/engine/definition/derived.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { Language, Localized } from '@flowmeter/engine/problem.ts';

export const newFact: Fact = { name: { zh: '新数据项', en: 'New fact' }, type: 'string' };

export const newDerived: DerivedFact = {
  name: { zh: '新派生数据项', en: 'New derived fact' },
  type: 'number',
  value: 0,
};

/** Is this the name that a new fact was given, so that another language may replace it? */
export function isGivenName(words: string, language: Language): boolean {
  return [newFact, newDerived].some(({ name }) => name[language] === words);
}

export function optionName(n: number): Localized {
  return { zh: `选项 ${n}`, en: `Option ${n}` };
}

/** A threshold to begin with. */
export function newParam(n: number): DerivedParam {
  return { name: { zh: `参数 ${n}`, en: `Parameter ${n}` }, type: 'integer', default: 1 };
}
