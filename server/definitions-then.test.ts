import { expect, test } from 'vitest';
import { testServer, type Client } from './testing.ts';
import { approve } from './use-cases/governance.fixture.ts';
import { checkedLoan, milder, scoredIn } from './use-cases/scoring.fixture.ts';

const APRIL = '2026-04-10T01:00:00.000Z';

async function scoreIn(client: Client, period: string): Promise<unknown> {
  return (await scoredIn(client, period)).body['score'];
}

test('a change counts from when it is in force: the period before keeps its figures', async () => {
  await using server = await testServer();
  await checkedLoan(server, 5);
  server.clock.set(APRIL);
  await checkedLoan(server, 5);
  const mia = await server.as('mia');
  expect([await scoreIn(mia, '2026-03'), await scoreIn(mia, '2026-04')]).toEqual([0, 0]);
  const anna = await server.as('anna');
  expect((await approve(anna, await milder(server))).status).toBe(200);
  expect([await scoreIn(mia, '2026-03'), await scoreIn(mia, '2026-04')]).toEqual([0, 90.5]);
  const card = await scoredIn(mia);
  const [item] = card.body['items'] as unknown as { definition_hash: string }[];
  expect(item?.definition_hash).not.toBe(server.deps.inForce.active('indicator', 'K1')?.hash);
  const behind = await mia.get('/api/indicators/K1/records?period=2026-03');
  expect(behind.body).toMatchObject({ value: 0, n: 1 });
});

test('a date in the past reaches back, once two auditors have agreed', async () => {
  await using server = await testServer();
  await checkedLoan(server, 5);
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
  const card = await scoredIn(mia, '2025-12');
  expect(card).toMatchObject({ status: 200, body: { period: '2025-12', score: null } });
});
