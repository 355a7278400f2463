import { expect, test } from 'vitest';
import { testServer } from '../testing.ts';

test('a case is opened, and its task found, claimed and completed', async () => {
  await using server = await testServer();
  const dora = await server.as('dora');
  const carl = await server.as('carl');
  const opened = await dora.post('/api/cases', {
    flow: 'lend',
    data: { borrower: 'Ada', amount: 10 },
  });
  expect(opened).toMatchObject({ status: 201, body: { version: 1, ended: false } });
  const pool = await carl.get('/api/tasks?box=pool');
  expect(pool.body).toMatchObject({
    rows: [{ title: 'Ada', status: 'open', step: { id: 'check' } }],
  });
  const caseId = String(opened.body['case_id']);
  const task = `/api/tasks/${caseId}.2`;
  expect(await carl.post(`${task}/claim`, {}, { version: 1 })).toMatchObject({ status: 200 });
  expect((await carl.get('/api/tasks?box=mine')).body).toMatchObject({
    rows: [{ id: `${caseId}.2` }],
  });
  const done = await carl.post(`${task}/complete`, { route: 'pass', data: {} }, { version: 2 });
  expect(done).toMatchObject({ status: 200, body: { case_id: caseId, version: 3 } });
  expect((await carl.get(`/api/cases/${caseId}`)).body).toMatchObject({
    at: [{ en: 'Cool off' }],
    visits: [{ step: { id: 'start' } }, { handler: { id: 'carl' } }, {}, { status: 'open' }],
  });
});
