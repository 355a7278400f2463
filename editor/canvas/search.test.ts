import { describe, expect, it } from 'vitest';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { sampleDocument } from '../document/testing/sample.ts';
import { searchFlow } from './search.ts';

const flow = flowWithNames();
const around = {
  posts: { desk: { zh: '营业厅', en: 'Counter' } },
  facts: {
    importance: { name: { zh: '重要程度', en: 'Importance' }, type: 'string' as const },
    licence_no: { name: { zh: '证照号', en: 'Licence number' }, type: 'string' as const },
  },
  rules: { A11: { zh: '勘查超时', en: 'Survey too late' } },
};

describe('searching a flow', () => {
  it.each([
    ['现场', ['survey name']],
    ['SITE survey', ['survey name']],
    ['counter', ['begin post']],
    ['营业厅', ['begin post']],
    ['证照', ['survey field']],
    ['licence_no', ['survey field']],
    ['a11', ['survey rule']],
    ['too late', ['survey rule']],
    ['importance', ['important route important/to_review']],
    ['退回', ['review route review/to_survey']],
    ['electric_end', ['electric_end id']],
    ['与电气', ['inner name']],
    ['  ', []],
    ['nothing of this kind', []],
  ])('finds %j', (question, expected) => {
    const found = searchFlow(flow, question, around);
    expect(found.map(({ step, fits, route }) => [step, fits, route].join(' ').trim())).toEqual(
      expected,
    );
  });

  it('finds places in the order of reading, blocks before what stands inside', () => {
    const steps = searchFlow(flow, '工程', around).map(({ step }) => step);
    expect(steps).toEqual(['works']);
    const ends = searchFlow(flow, '结束', around).map(({ step }) => step);
    expect(ends).toEqual(['built', 'civil_end', 'electric_end', 'grid_end', 'finish']);
  });
});

function flowWithNames(): FlowDefinition {
  const { flow: sample } = sampleDocument();
  Object.assign(sample.steps['survey'] ?? {}, {
    form: [{ fact: 'licence_no' }],
    audits: { before: ['A11'], during: [] },
  });
  return sample;
}
