import { expect, test } from 'vitest';
import { parcelRow } from '../records/records.fixture.ts';
import type { TestServer } from '../testing.ts';
import { auditServer, bring, findingsOf } from '../use-cases/record-audits.fixture.ts';
import { createWorker } from './worker.ts';

const HOUR = 3_600_000;
const heavy = parcelRow('P1', { desk: 'north', weight: '25' });

/** Runs of nights, oldest first: the day, how it went, what it found. */
async function nights(server: TestServer) {
  const { rows } = await server.deps.store.auditRuns.list({ limit: 50 });
  return rows.toReversed().map(({ night, status, by }) => [night, status, by]);
}

test('records are audited at two in the morning of the zone, once a night', async () => {
  await using server = await auditServer();
  await bring(server, heavy);
  const worker = createWorker(server.deps);
  await worker.runDue();
  expect(await nights(server)).toEqual([['2026-03-02', 'skipped', 'system']]);
  // From 09:00 of the 2nd to 01:59 of the 3rd, in Shanghai.
  server.clock.advance(17 * HOUR - 60_000);
  await worker.runDue();
  expect(await findingsOf(await server.as('mia'))).toEqual([]);
  server.clock.advance(60_000);
  await worker.runDue();
  await worker.runDue();
  expect(await nights(server)).toEqual([
    ['2026-03-02', 'skipped', 'system'],
    ['2026-03-03', 'done', 'system'],
  ]);
  expect(await findingsOf(await server.as('mia'))).toMatchObject([{ status: 'open' }]);
});

test('after days down the last night is made up for, once', async () => {
  await using server = await auditServer();
  await createWorker(server.deps).runDue();
  await bring(server, heavy);
  server.clock.advance(5 * 24 * HOUR);
  await server.restart();
  await createWorker(server.deps).runDue();
  await server.restart();
  await createWorker(server.deps).runDue();
  expect(await nights(server)).toEqual([
    ['2026-03-02', 'skipped', 'system'],
    ['2026-03-07', 'done', 'system'],
  ]);
});

test('a run that a crash cut off is begun anew', async () => {
  await using server = await auditServer();
  await bring(server, heavy);
  const at = '2026-03-01T18:00:00.000Z';
  const run = { id: 'R1', night: '2026-03-02', at, by: 'system', ended_at: null, report: '{}' };
  await server.deps.store.auditRuns.begin({ ...run, status: 'running' });
  await createWorker(server.deps).runDue();
  expect(await nights(server)).toEqual([['2026-03-02', 'done', 'system']]);
  expect(await findingsOf(await server.as('mia'))).toHaveLength(1);
});

test('findings that wait too long are found themselves, and open no case', async () => {
  await using server = await auditServer();
  await bring(server, heavy);
  const worker = createWorker(server.deps);
  await worker.runDue();
  for (const days of [1, 3, 1]) {
    server.clock.advance(days * 24 * HOUR);
    await worker.runDue();
  }
  const mia = await server.as('mia');
  const [first, ...others] = await findingsOf(mia, '?subject=finding');
  expect(others).toEqual([]);
  const [about] = await findingsOf(mia, '?subject=record');
  expect(first).toMatchObject({ object: about!.id, rectification_id: null, status: 'open' });
});
