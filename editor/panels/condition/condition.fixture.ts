/** Facts, terms and conditions that tests of the condition editor share. */
import fc from 'fast-check';
import type { Condition } from '@flowmeter/engine/definition/condition.ts';
import type { Fact } from '@flowmeter/engine/definition/facts.ts';
import type { ConditionTerms } from './comparison.ts';

function fact(type: Fact['type'], more: Partial<Fact> = {}): Fact {
  return { name: { zh: type, en: type }, type, ...more };
}

const option = (value: string) => ({ value, name: { zh: value, en: value } });

export const terms: ConditionTerms = {
  facts: {
    customer: fact('string'),
    note: fact('text'),
    capacity: fact('number', { unit: 'kVA', min: 1 }),
    sources: fact('integer'),
    important: fact('boolean'),
    applied_on: fact('date', { nullable: true }),
    energised_at: fact('datetime', { nullable: true }),
    importance: fact('enum', { options: [option('none'), option('second'), option('first')] }),
  },
  record: 'step',
  params: { most: { value: 100, basis: { kind: 'law', source: { zh: '甲', en: 'A' } } } },
  steps: [
    { id: 'survey', name: { zh: '勘查', en: 'Survey' } },
    { id: 'check', name: { zh: '竣工检验', en: 'Check' } },
    { id: 'meter', name: { zh: '装表', en: 'Meter' } },
  ],
  calendars: [{ id: 'cn', name: { zh: '法定日历', en: 'Calendar' } }],
  today: () => '2026-02-12',
};

const comparisons = fc.constantFrom<Condition>(
  { fact: 'capacity', operator: 'greaterThanInclusive', value: 100 },
  { fact: 'capacity', operator: 'lessThan', value: { param: 'most' } },
  { fact: 'importance', operator: 'in', value: ['first', 'second'] },
  { fact: 'important', operator: 'equal', value: true },
  { fact: 'applied_on', operator: 'notNull', value: true },
  { fact: 'step_visits', params: { step: 'survey' }, operator: 'greaterThan', value: 1 },
);

/** Conditions of every shape, a few levels deep. */
export const conditions: fc.Arbitrary<Condition> = fc.letrec<{ any: Condition }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparisons,
    fc.array(tie('any'), { minLength: 1, maxLength: 4 }).map((all): Condition => ({ all })),
    fc.array(tie('any'), { minLength: 1, maxLength: 4 }).map((any): Condition => ({ any })),
    tie('any').map((not): Condition => ({ not })),
  ),
})).any;
