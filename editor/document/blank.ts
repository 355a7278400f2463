/** What a definition begins with: enough to be edited, not yet to be proposed as it is. */
import type { Localized } from '@flowmeter/engine/problem.ts';
import { stepKinds } from '@flowmeter/engine/steps/registry.ts';
import { blankCard, blankIndicator } from './figures/document.ts';
import { firstCondition, newRule } from './rules/document.ts';

/** Kinds that can be begun from nothing, in the order of a list. */
export const newKinds = [
  'flow',
  'ruleset',
  'table',
  'facts',
  'derived',
  'indicator',
  'scorecard',
] as const;
export type NewKind = (typeof newKinds)[number];

export interface Begun {
  id: string;
  name: Localized;
  /** What it cannot begin without, where its kind asks for it: see `wantsOf`. */
  about: string;
}

/** What besides its name has to be said: the post that answers for it, the kind of record it is about. */
export function wantsOf(kind: NewKind): 'owner' | 'record' | undefined {
  if (kind === 'flow') return 'owner';
  return kind === 'derived' ? 'record' : undefined;
}

export function blankOf(kind: NewKind, begun: Begun): object {
  const { id, name } = begun;
  return { kind, id, name, ...starts[kind](begun) };
}

const starts: Record<NewKind, (begun: Begun) => object> = {
  flow: ({ about }) => ({
    owner_post: about,
    limits: [],
    audits: { after: [] },
    outcomes: [],
    steps: {
      start: { kind: 'start', name: stepKinds.start.name, form: [], posts: [], routes: [] },
    },
  }),
  ruleset: () => ({ rules: [newRule([], firstCondition)] }),
  table: () => ({
    hit: 'U',
    inputs: [],
    outputs: [
      { id: 'output_1', name: { zh: '结果', en: 'Result' }, type: 'string', nullable: true },
    ],
    rows: [{ when: [], then: [null] }],
  }),
  facts: () => ({ facts: {} }),
  derived: ({ about }) => ({ record: about, facts: {} }),
  indicator: ({ id }) => ({ ...blankIndicator, key: id }),
  scorecard: () => blankCard,
};
