import type { Rule } from '@flowmeter/engine/definition/ruleset.ts';
import type { RulesDocument } from './document.ts';

const said = (words: string) => ({ zh: words, en: words });

const first: Rule = {
  id: 'R01',
  key: 'late',
  name: said('Late'),
  stage: 'during',
  record: 'step',
  theme: said('time'),
  severity: 'R2',
  flows: ['lend'],
  params: { most: { value: 5, unit: 'wd', basis: { kind: 'typical', source: said('practice') } } },
  conditions: {
    all: [
      { fact: 'step_id', operator: 'equal', value: 'check' },
      { fact: 'used_wd', operator: 'greaterThan', value: { param: 'most' } },
    ],
  },
  event: { type: 'finding' },
  message: said('Used {used_wd} of {most}'),
  rectification: said('Hurry'),
};

/** Two rules, and two examples of the first. */
export function rulesDocument(): RulesDocument {
  const second: Rule = { ...structuredClone(first), id: 'R02', key: 'slow', name: said('Slow') };
  return {
    set: {
      kind: 'ruleset',
      id: 'audits',
      name: said('Audits'),
      rules: [structuredClone(first), second],
    },
    examples: {
      kind: 'examples',
      id: 'audits',
      name: said('Audits: examples'),
      of: { kind: 'ruleset', id: 'audits' },
      rows: [
        { title: 'late', given: { step_id: 'check', used_wd: 9 }, then: { hits: ['R01'] } },
        { title: 'in time', given: { step_id: 'check', used_wd: 2 }, then: { passes: ['R01'] } },
      ],
    },
  };
}
