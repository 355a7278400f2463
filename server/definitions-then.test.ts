import { expect, test } from 'vitest';
import type { IndicatorDefinition } from '@flowmeter/engine/definition/indicator.ts';
import { testServer, type Client, type TestServer } from './testing.ts';
import { approve, type Json } from './use-cases/governance.fixture.ts';

const APRIL = '2026-04-10T01:00:00.000Z';

/** A loan that is checked an hour too late: of two points for each per cent, nothing is left. */
async function lateLoan(server: TestServer): Promise<void> {
  const dora = await server.as('dora');
  const data = { borrower: 'Ada', amount: 9 };
  const opened = await dora.post('/api/cases', { flow: 'lend', data });
  const task = `/api/tasks/${String(opened.body['case_id'])}.2`;
  server.clock.advance(5 * 3_600_000);
  const carl = await server.as('carl');
  await carl.post(`${task}/claim`, {}, { version: 1 });
  const done = await carl.post(`${task}/complete`, { route: 'pass', data: {} }, { version: 2 });
  expect(done.status).toBe(200);
}

/** Somebody proposes that little is taken off for being late. */
async function milder(
  server: TestServer,
  effective?: { local: string; zone: string },
): Promise<Json> {
  const olga = await server.as('olga');
  const started = await olga.post('/api/drafts', { kind: 'indicator', id: 'K1' });
  const { id, content, revision } = started.body as unknown as Drafted;
  const ladder = { form: 'deduct', per: 1, points: 0.1, floor: 0, cap: 100 };
  await olga.put(
    `/api/drafts/${id}`,
    { content: { ...content, ladder }, layout: null },
    { version: revision },
  );
  const words = { title: 'Milder', reason: 'The season', ...(effective && { effective }) };
  const proposed = await olga.post(`/api/drafts/${id}/propose`, words);
  expect(proposed.status).toBe(201);
  return proposed.body;
}

interface Drafted {
  id: string;
  revision: number;
  content: IndicatorDefinition;
}

async function scoreIn(client: Client, period: string): Promise<unknown> {
  return (await client.get(`/api/scorecards/S1?period=${period}`)).body['score'];
}

test('a change counts from when it is in force: the period before keeps its figures', async () => {
  await using server = await testServer();
  await lateLoan(server);
  server.clock.set(APRIL);
  await lateLoan(server);
  const mia = await server.as('mia');
  expect([await scoreIn(mia, '2026-03'), await scoreIn(mia, '2026-04')]).toEqual([0, 0]);
  const anna = await server.as('anna');
  expect((await approve(anna, await milder(server))).status).toBe(200);
  expect([await scoreIn(mia, '2026-03'), await scoreIn(mia, '2026-04')]).toEqual([0, 90.5]);
  const card = await mia.get('/api/scorecards/S1?period=2026-03');
  const [item] = card.body['items'] as unknown as { definition_hash: string }[];
  expect(item?.definition_hash).not.toBe(server.deps.inForce.active('indicator', 'K1')?.hash);
  const behind = await mia.get('/api/indicators/K1/records?period=2026-03');
  expect(behind.body).toMatchObject({ value: 0, n: 1 });
});

test('a date in the past reaches back, once two auditors have agreed', async () => {
  await using server = await testServer();
  await lateLoan(server);
  server.clock.set(APRIL);
  const change = await milder(server, { local: '2026-03-20T00:00', zone: 'Asia/Shanghai' });
  const mia = await server.as('mia');
  await approve(await server.as('anna'), change);
  expect(await scoreIn(mia, '2026-03')).toBe(0);
  await approve(await server.as('arno'), change);
  expect(await scoreIn(mia, '2026-03')).toBe(90.5);
  expect(await scoreIn(mia, '2026-02')).toBe(null);
});

test('before there was any version, the first one counts', async () => {
  await using server = await testServer();
  const mia = await server.as('mia');
  const card = await mia.get('/api/scorecards/S1?period=2025-12');
  expect(card).toMatchObject({ status: 200, body: { period: '2025-12', score: null } });
});
