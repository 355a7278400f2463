/** Every way that a change may rightly go makes a bundle that is valid. */
import { expect, test } from 'vitest';
import { testServer, type Client, type TestServer } from '@flowmeter/server/testing.ts';
import { approve, draftOf, people, words } from '@flowmeter/server/use-cases/governance.fixture.ts';
import { createWorker } from '@flowmeter/server/worker/worker.ts';
import { bundleOf, verdictOn } from './bundle.fixture.ts';

type Change = Parameters<typeof approve>[1];

async function propose(client: Client, hours: number, more: object): Promise<Change> {
  const { id } = await draftOf(client, hours);
  const { body, status } = await client.post(`/api/drafts/${id}/propose`, { ...words, ...more });
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
}

async function verdict(server: TestServer) {
  const { exit, findings } = verdictOn(await bundleOf(server), {
    keys: server.deps.keys.publicKeys(),
  });
  return { exit, codes: findings.map(({ code }) => code) };
}

test('scheduled and put in force by the clock', async () => {
  await using server = await testServer();
  const { olga, anna } = await people(server);
  const change = await propose(olga, 2, {
    effective: { local: '2026-03-02T09:30', zone: 'Asia/Shanghai' },
  });
  expect(await approve(anna, change)).toMatchObject({ status: 200, body: { state: 'scheduled' } });
  expect(await verdict(server)).toEqual({ exit: 0, codes: [] });
  server.clock.advance(1_860_000);
  await createWorker(server.deps).runDue();
  const again = await server.as('anna');
  expect((await again.get(`/api/changes/${change['id']}`)).body).toMatchObject({ state: 'active' });
  expect(await verdict(server)).toEqual({ exit: 0, codes: [] });
});

test('rolled back', async () => {
  await using server = await testServer();
  const { olga, anna } = await people(server);
  const change = await propose(olga, 2, {});
  await approve(anna, change);
  const body = { ...words, kind: 'flow', id: 'lend', hash: change['base_hash'] };
  const back = await olga.post('/api/rollbacks', body);
  expect(back.status).toBe(201);
  expect((await approve(anna, back.body)).status).toBe(200);
  expect(await verdict(server)).toEqual({ exit: 0, codes: [] });
});

test('an emergency that is reviewed in time, and one that is not', async () => {
  await using server = await testServer();
  const { olga, anna } = await people(server);
  const change = await propose(olga, 2, { emergency: true });
  expect((await approve(anna, change)).status).toBe(200);
  expect(await verdict(server)).toEqual({ exit: 0, codes: [] });
  server.clock.advance(25 * 3_600_000);
  expect(await verdict(server)).toEqual({ exit: 4, codes: ['review_missing'] });
});

test('returned, withdrawn and proposed again', async () => {
  await using server = await testServer();
  const { olga, otto, anna } = await people(server);
  const first = await propose(olga, 2, {});
  await anna.post(`/api/changes/${first['id']}/return`, { comment: 'why' });
  const second = await propose(otto, 3, {});
  await otto.post(`/api/changes/${second['id']}/withdraw`);
  const third = await propose(olga, 5, {});
  await approve(anna, third);
  expect(await verdict(server)).toEqual({ exit: 0, codes: [] });
});
