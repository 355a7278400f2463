/** A desk whose people share their work: the testing pack, with a flow that is signed and passed on. */
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { StepOf } from '@flowmeter/engine/steps/registry.ts';
import { testingPack } from '../testing-pack.ts';
import type { Client, TestServer } from '../testing.ts';

const said = (text: string) => ({ zh: text, en: text });

function task(name: string, more: Partial<StepOf<'task'>>): StepOf<'task'> {
  return {
    kind: 'task',
    name: said(name),
    allow: ['withdraw', 'transfer', 'delegate', 'add_signer', 'copy', 'urge'],
    clock: 'utility',
    form: [],
    limits: [],
    audits: { before: [], during: [] },
    routes: [],
    ...more,
  };
}

/** Drafted at the desk, checked, signed by two checkers and the manager, archived by who is least busy. */
const joint: FlowDefinition = {
  kind: 'flow',
  id: 'joint',
  name: said('Joint'),
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
    draft: task('Draft', {
      assign: { post: 'desk', unit: 'case' },
      form: [{ fact: 'note', optional: true }],
      routes: [{ id: 'on', to: 'check' }],
    }),
    check: task('Check', {
      assign: { post: 'checker', unit: 'case' },
      routes: [
        { id: 'ok', to: 'sign', name: said('Pass') },
        { id: 'back', to: 'draft', name: said('Return'), result: 'return' },
      ],
    }),
    sign: task('Sign', {
      assign: { post: 'checker', unit: 'above' },
      sign: { mode: 'vote', signers: ['manager', 'checker', 'checker'], threshold: '2/3' },
      routes: [
        { id: 'yes', to: 'archive', name: said('Signed') },
        { id: 'no', to: 'draft', name: said('Not signed'), result: 'reject' },
      ],
    }),
    archive: task('Archive', {
      assign: { post: 'desk', unit: 'case', by: 'workload' },
      routes: [{ id: 'end', to: 'end' }],
    }),
    end: { kind: 'end', name: said('End'), outcome: 'done', routes: [] },
  },
};

/** In the testing pack's office: two more clerks, a supervisor of the north, carl absent from March 3. */
export function sharingPack(): Definition[] {
  return [...testingPack().map(staffed), joint];
}

function staffed(definition: Definition): Definition {
  if (definition.kind !== 'organisation') return definition;
  const north = { unit: 'north', roles: ['clerk' as const] };
  const people = [
    { ...north, id: 'dick', name: said('dick'), posts: ['desk'] },
    { ...north, id: 'cleo', name: said('cleo'), posts: ['checker'] },
    { ...north, id: 'gus', name: said('gus'), posts: [] },
    { id: 'sue', name: said('sue'), unit: 'north', posts: [], roles: ['supervisor' as const] },
  ];
  return {
    ...definition,
    people: [...definition.people, ...people],
    zone: 'Asia/Shanghai',
    absences: [{ person: 'carl', from: '2026-03-03', to: '2026-03-05', deputy: 'gus' }],
  };
}

/** A joint case and its first task, `2`. */
export async function openedJoint(server: TestServer) {
  const dora = await server.as('dora');
  const answer = await dora.post('/api/cases', { flow: 'joint', data: { borrower: 'Ada' } });
  return { dora, caseId: String(answer.body['case_id']) };
}

/** Does something to a task at whatever version the case has. */
export async function does(
  client: Client,
  id: string,
  verb: string,
  body: object = {},
): Promise<{ status: number; code: unknown }> {
  const headers = { 'If-Match': '*' };
  const answer = await client.post(`/api/tasks/${id}/${verb}`, body, { headers });
  const problems = answer.body['problems'] as { code: string }[] | undefined;
  return { status: answer.status, code: problems?.[0]?.code };
}
