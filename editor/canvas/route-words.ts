/** What a route says on the canvas: its name, else its condition, else what it means to take it. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Route } from '@flowmeter/engine/definition/route.ts';
import type { Language, Localized } from '@flowmeter/engine/problem.ts';
import { describe } from '@flowmeter/engine/rules/explain.ts';
import { kindOf } from '@flowmeter/engine/steps/registry.ts';
import type { Surroundings } from './surroundings.ts';

const otherwise: Localized = { zh: '其他情况', en: 'otherwise' };
const unset: Localized = { zh: '未设条件', en: 'no condition' };

/** Null for a route that needs no words: the only one, without a name. */
export function routeWords(
  flow: FlowDefinition,
  step: string,
  route: Route,
  { facts }: Surroundings,
): Localized | null {
  if (route.name) return route.name;
  if (route.when) return describe(route.when, undefined, facts, { nameOf: stepNamesOf(flow) });
  const from = flow.steps[step];
  if (from === undefined || !kindOf(from).conditional || from.routes.length < 2) return null;
  return from.routes.at(-1)?.id === route.id ? otherwise : unset;
}

/** For words about facts whose values are ids of steps. */
export function stepNamesOf(flow: FlowDefinition) {
  return (fact: string, id: string): Localized | undefined =>
    fact === 'step_id' || fact === 'flow_id' ? flow.steps[id]?.name : undefined;
}

/** The widest label, in pixels; longer words are cut. */
export const LABEL_MOST = 184;

/** The width of a label, estimated: letters of 12 px text plus its padding. */
export function labelWidth(words: Localized | null, language: Language): number {
  if (words === null) return 0;
  let width = 18;
  for (const letter of words[language]) width += (letter.codePointAt(0) ?? 0) > 0x2e80 ? 12 : 6.7;
  return Math.min(LABEL_MOST, Math.ceil(width));
}
