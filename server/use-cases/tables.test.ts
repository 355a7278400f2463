import { expect, test } from 'vitest';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { testServer, testStart, type TestServer } from '../testing.ts';
import { testingPack } from '../testing-pack.ts';

const words = (text: string) => ({ zh: text, en: text });

/** Loans from so much on are large. */
function sizes(from: number): TableDefinition {
  return {
    kind: 'table',
    id: 'loan',
    name: words('loan'),
    hit: 'U',
    inputs: [{ id: 'amount', name: words('amount'), type: 'integer' }],
    outputs: [{ id: 'large', name: words('large'), type: 'boolean' }],
    rows: [
      { when: [[{ below: from }]], then: [false] },
      { when: [[{ from }]], then: [true] },
    ],
  };
}

/** The testing pack, whose decision asks the table. */
function pack(): Definition[] {
  const found = testingPack();
  for (const definition of found) {
    if (definition.kind !== 'flow' || definition.id !== 'lend') continue;
    const [large] = definition.steps['size']!.routes;
    Object.assign(large!, { when: { fact: 'loan.large', operator: 'equal', value: true } });
  }
  return [...found, sizes(1000)];
}

async function openLoan(server: TestServer, amount: number): Promise<string> {
  const dora = await server.as('dora');
  const opened = await dora.post('/api/cases', { flow: 'lend', data: { borrower: 'Ada', amount } });
  return (opened.body as unknown as { case_id: string }).case_id;
}

/** Passes the check of a loan; answers with the steps at which it rests then. */
async function passCheck(server: TestServer, id: string): Promise<unknown[]> {
  const carl = await server.as('carl');
  const found = await carl.get(`/api/cases/${id}`);
  const [task] = (found.body as unknown as { tasks: { id: string }[] }).tasks;
  for (const [does, sent] of [
    ['claim', {}],
    ['complete', { route: 'pass', data: {} }],
  ] as const) {
    const seen = await carl.get(`/api/tasks/${task!.id}`);
    const { version } = seen.body as unknown as { version: number };
    const done = await carl.post(`/api/tasks/${task!.id}/${does}`, sent, { version });
    expect(done).toMatchObject({ status: 200 });
  }
  const state = await server.deps.store.cases.state(id);
  return state!.visits.filter(({ status }) => status === 'open').map(({ step }) => step);
}

test('a case opened before a table was changed is decided by the table of its opening', async () => {
  await using server = await testServer({ pack: pack() });
  const before = await openLoan(server, 600);
  await server.deps.store.definitions.activate([sizes(500)], testStart);
  await server.deps.inForce.refresh();
  const after = await openLoan(server, 600);
  expect(await passCheck(server, before)).toEqual(['cool']);
  expect(await passCheck(server, after)).toEqual(['approve']);
});

test('what tables answer is among the words that screens have', async () => {
  await using server = await testServer({ pack: pack() });
  const dora = await server.as('dora');
  const { body } = await dora.get('/api/facts');
  expect(body).toMatchObject({ builtin: { 'loan.large': { type: 'boolean' } } });
});
