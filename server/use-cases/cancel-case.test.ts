import { expect, test } from 'vitest';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { StepOf } from '@flowmeter/engine/steps/registry.ts';
import { testingPack } from '../testing-pack.ts';
import { testServer, type Answer, type TestServer } from '../testing.ts';

const said = (text: string) => ({ zh: text, en: text });
const reason = 'borrowed elsewhere';

/** The lending flow, of which a case may be cancelled until it is approved; the check is undone. */
function packWith(posts?: string[]) {
  const pack = testingPack();
  const lend = pack.find((one) => one.id === 'lend') as FlowDefinition;
  const { amend, check } = lend.steps as Record<string, StepOf<'task'>>;
  Object.assign(lend, {
    outcomes: [...lend.outcomes, { id: 'dropped', name: said('Dropped'), unfinished: true }],
    cancel: { outcome: 'dropped', until: ['approve'], ...(posts && { posts }) },
    steps: {
      ...lend.steps,
      check: { ...check, compensation: 'undo' },
      undo: { ...amend, name: said('Undo'), form: [], routes: [], compensates: true },
    },
  });
  return pack;
}

async function opened(server: TestServer) {
  const dora = await server.as('dora');
  const answer = await dora.post('/api/cases', {
    flow: 'lend',
    data: { borrower: 'Ada', amount: 2000 },
  });
  const caseId = String(answer.body['case_id']);
  return { caseId, at: `/api/cases/${caseId}`, task: `/api/tasks/${caseId}`, dora };
}

async function checked(server: TestServer) {
  const one = await opened(server);
  const carl = await server.as('carl');
  await carl.post(`${one.task}.2/claim`, {}, { version: 1 });
  await carl.post(`${one.task}.2/complete`, { route: 'pass', data: {} }, { version: 2 });
  return one;
}

const codeOf = ({ body }: Answer) =>
  (body['problems'] as { code: string }[] | undefined)?.[0]?.code;

test('a supervisor cancels it with a reason; what was done is undone, then it ends', async () => {
  await using server = await testServer({ pack: packWith() });
  const { at, task, dora } = await checked(server);
  const stan = await server.as('stan');
  expect((await stan.get(at)).body).toMatchObject({ can: ['cancel'], cancelled: null });
  const sent = { version: 3, key: 'k1' };
  const done = await stan.post(`${at}/cancel`, { reason }, sent);
  expect(done).toMatchObject({ status: 200, body: { version: 4, ended: false } });
  expect((await stan.post(`${at}/cancel`, { reason }, sent)).body).toEqual(done.body);
  expect((await stan.get(at)).body).toMatchObject({
    status: 'open',
    at: [{ en: 'Undo' }],
    can: [],
    cancelled: { by: { id: 'stan' }, reason },
    tasks: [{ step: { id: 'undo' } }],
  });
  expect((await stan.get(`${at}/entries?limit=1`)).body).toMatchObject({
    rows: [
      {
        sentences: [
          { en: `stan cancelled the case: ${reason}` },
          { en: '“Approve” was withdrawn: the case was cancelled' },
          { en: 'Arrived at “Undo”' },
        ],
      },
    ],
  });
  await dora.post(`${task}.5/claim`, {}, { version: 4 });
  const undone = await dora.post(`${task}.5/complete`, { data: {} }, { version: 5 });
  expect(undone).toMatchObject({ status: 200, body: { ended: true } });
  expect((await stan.get(at)).body).toMatchObject({ outcome: { id: 'dropped' } });
});

test.each([
  ['a clerk of the unit', 'dora', 403],
  ['a clerk of another unit', 'sid', 404],
  ['the owner post of the flow', 'mia', 200],
  ['an auditor', 'anna', 403],
])('%s asks', async (_title, who, status) => {
  await using server = await testServer({ pack: packWith() });
  const { at } = await opened(server);
  const answer = await (await server.as(who)).post(`${at}/cancel`, { reason }, { version: 1 });
  expect(answer.status).toBe(status);
});

test('a post that the flow names may, in its own unit', async () => {
  await using server = await testServer({ pack: packWith(['desk']) });
  const { at, dora } = await opened(server);
  const sid = await server.as('sid');
  expect((await dora.get(at)).body).toMatchObject({ can: ['cancel'] });
  expect((await sid.post(`${at}/cancel`, { reason }, { version: 1 })).status).toBe(404);
  expect((await dora.post(`${at}/cancel`, { reason }, { version: 1 })).body).toMatchObject({
    ended: true,
  });
});

test.each<[title: string, pack: () => ReturnType<typeof packWith>, body: object, code: string]>([
  ['a flow that does not offer it', testingPack, { reason }, 'cancel_not_offered'],
  ['no reason', packWith, { reason: ' ' }, 'schema'],
])('is refused: %s', async (_title, pack, body, code) => {
  await using server = await testServer({ pack: pack() });
  const { at } = await opened(server);
  const stan = await server.as('stan');
  expect(codeOf(await stan.post(`${at}/cancel`, body, { version: 1 }))).toBe(code);
});

test('is refused when somebody was faster, and without a version', async () => {
  await using server = await testServer({ pack: packWith() });
  const { at } = await checked(server);
  const stan = await server.as('stan');
  expect(codeOf(await stan.post(`${at}/cancel`, { reason }, { version: 1 }))).toBe(
    'version_conflict',
  );
  expect(codeOf(await stan.post(`${at}/cancel`, { reason }))).toBe('version_required');
});
