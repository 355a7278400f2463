/** A desk whose flow tells the checkers of the north when a request has been drafted. */
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { TestServer } from '../testing.ts';
import { does, sharingPack } from '../use-cases/sharing.fixture.ts';

const said = (text: string) => ({ zh: `${text}了`, en: text });

const task = (name: string, to: string) => ({
  kind: 'task',
  name: said(name),
  assign: { post: 'desk', unit: 'case' },
  allow: ['copy', 'urge'],
  clock: 'customer',
  form: [],
  limits: [],
  audits: { before: [], during: [] },
  routes: [{ id: 'on', to }],
});

const told = FlowDefinition.parse({
  kind: 'flow',
  id: 'told',
  name: said('Told'),
  owner_post: 'manager',
  title_fact: 'borrower',
  limits: [],
  audits: { after: [] },
  outcomes: [{ id: 'done', name: said('Done') }],
  steps: {
    start: {
      kind: 'start',
      name: said('Request'),
      form: [{ fact: 'borrower' }],
      posts: ['desk'],
      routes: [{ id: 'r', to: 'draft' }],
    },
    draft: task('Draft', 'tell'),
    tell: {
      kind: 'auto',
      name: said('Tell'),
      does: { notice: { post: 'checker', words: said('Drafted') } },
      routes: [{ id: 'on', to: 'rest' }],
    },
    rest: task('Rest', 'end'),
    end: { kind: 'end', name: said('End'), outcome: 'done', routes: [] },
  },
});

export function noticePack(): Definition[] {
  return [...sharingPack(), told];
}

/** A case whose draft is claimed: `<case>.2`. */
export async function drafting(server: TestServer, borrower = 'Ada') {
  const dora = await server.as('dora');
  const opened = await dora.post('/api/cases', { flow: 'told', data: { borrower } });
  const caseId = String(opened.body['case_id']);
  await does(dora, `${caseId}.2`, 'claim');
  return { dora, caseId };
}

/** The same, drafted: the checkers have been told. */
export async function drafted(server: TestServer, borrower = 'Ada') {
  const one = await drafting(server, borrower);
  await does(one.dora, `${one.caseId}.2`, 'complete', { data: {} });
  return one;
}
