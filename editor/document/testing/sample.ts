/** A small flow for tests: a choice, a return, and a parallel block with another one inside. */
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Step } from '@flowmeter/engine/steps/registry.ts';
import { documentOf, type FlowDocument } from '../document.ts';

const nothing = {
  form: [],
  limits: [],
  audits: { before: [], during: [] },
  clock: 'utility',
} as const;

function task(zh: string, en: string, routes: Step['routes'], branch?: string): Step {
  const step = { kind: 'task', name: { zh, en }, ...structuredClone(nothing), routes };
  return { ...step, ...(branch ? { branch } : {}) } as Step;
}

function end(branch?: string): Step {
  return {
    kind: 'end',
    name: { zh: '结束', en: 'End' },
    routes: [],
    ...(branch ? { branch } : {}),
  };
}

const to = (id: string, more: object = {}) => ({ id: `to_${id}`, to: id, ...more });

const steps: Record<string, Step> = {
  begin: {
    kind: 'start',
    name: { zh: '受理', en: 'Accept' },
    form: [],
    posts: ['desk'],
    routes: [to('survey')],
  },
  survey: task('现场勘查', 'Site survey', [to('important')]),
  important: {
    kind: 'decision',
    name: { zh: '重要客户？', en: 'Important?' },
    routes: [
      to('review', { when: { fact: 'importance', operator: 'equal', value: 'high' } }),
      to('works'),
    ],
  },
  review: task('设计审查', 'Design review', [
    to('works'),
    to('survey', { result: 'return', name: { zh: '退回', en: 'Return' } }),
  ]),
  works: {
    kind: 'parallel',
    name: { zh: '工程', en: 'Works' },
    branches: [
      { id: 'customer', name: { zh: '客户工程', en: 'Customer works' }, start: 'build' },
      { id: 'grid', name: { zh: '电网工程', en: 'Grid works' }, start: 'inner' },
    ],
    routes: [to('finish')],
  },
  build: task('施工', 'Build', [to('built'), to('survey', { result: 'return' })], 'customer'),
  built: end('customer'),
  inner: {
    kind: 'parallel',
    name: { zh: '土建与电气', en: 'Civil and electrical' },
    branch: 'grid',
    branches: [
      { id: 'civil', name: { zh: '土建', en: 'Civil' }, start: 'civil_end' },
      { id: 'electric', name: { zh: '电气', en: 'Electrical' }, start: 'electric_end' },
    ],
    routes: [to('grid_end')],
  },
  civil_end: end('civil'),
  electric_end: end('electric'),
  grid_end: end('grid'),
  finish: end(),
};

const flow: FlowDefinition = {
  kind: 'flow',
  id: 'sample',
  name: { zh: '样例', en: 'Sample' },
  owner_post: 'desk',
  limits: [],
  audits: { after: [] },
  steps,
  outcomes: [],
};

/** A new copy each time; steps stand on a line unless they are given places. */
export function sampleDocument(): FlowDocument {
  const document = documentOf(structuredClone(flow), null);
  let y = 0;
  for (const id of Object.keys(document.flow.steps)) {
    document.layout.positions[id] = { x: id === 'electric_end' ? 400 : 0, y };
    y += 144;
  }
  return document;
}
