import { afterEach, expect, test } from 'vitest';
import type { RetentionRow } from '@flowmeter/engine/definition/retention.ts';
import { parcelHeader, parcelRow } from '../records/records.fixture.ts';
import type { TestServer } from '../testing.ts';
import { createRetentionChore } from '../worker/retention.ts';
import { putHold } from './legal-holds.ts';
import { actorOf, basis, brought, filesHolding, lent, privacyServer } from './privacy.fixture.ts';
import { removePast } from './remove-past.ts';

const DAY = 86_400_000;
let server: TestServer;

afterEach(() => server[Symbol.asyncDispose]());

function kept(material: RetentionRow['material'], value: number, record?: string): RetentionRow {
  return {
    material,
    keep: { value, unit: 'day' },
    basis,
    ...(record === undefined ? {} : { record }),
  };
}

/** A case that was cancelled, so that it has ended. */
async function ended(no: string): Promise<string> {
  const id = await lent(server, { borrower: `Borrower ${no}`, client_no: no, amount: 1 }, no);
  const mia = await server.as('mia');
  const done = await mia.post(`/api/cases/${id}/cancel`, { reason: 'not needed' }, { version: 1 });
  expect(done.status).toBe(200);
  return id;
}

async function states(...ids: string[]): Promise<(string | undefined)[]> {
  return Promise.all(ids.map(async (id) => (await server.deps.store.cases.state(id))?.status));
}

test('a case goes when it ended longer ago than its period, with its entries; others stay', async () => {
  server = await privacyServer(kept('case', 30));
  const old = await ended('C1');
  const open = await lent(server, { borrower: 'Open', amount: 1 }, 'open');
  server.clock.advance(20 * DAY);
  const young = await ended('C2');
  server.clock.advance(11 * DAY);
  const done = await removePast(server.deps);
  expect(done).toMatchObject([{ material: 'case', removed: 1, held: 0, problems: [] }]);
  expect(await states(old, open, young)).toEqual([undefined, 'open', 'ended']);
  expect(await server.deps.store.cases.entries(young)).not.toEqual([]);
});

test.each([
  ['case', (id: string) => id],
  ['object', () => 'C1'],
  ['unit', () => 'north'],
] as const)('what is under a hold on its %s stays', async (scope, valueOf) => {
  server = await privacyServer(kept('case', 1));
  const id = await ended('C1');
  const anna = actorOf(server.deps, 'anna');
  await putHold(server.deps, anna, { scope, value: valueOf(id), reason: 'x', until: null });
  server.clock.advance(9 * DAY);
  expect(await removePast(server.deps)).toMatchObject([{ removed: 0, held: 1 }]);
  expect(await states(id)).toEqual(['ended']);
});

test('a hold ends with its last day', async () => {
  server = await privacyServer(kept('case', 1));
  const id = await ended('C1');
  const anna = actorOf(server.deps, 'anna');
  await putHold(server.deps, anna, { scope: 'case', value: id, reason: 'x', until: '2026-03-05' });
  server.clock.advance(3 * DAY);
  expect(await removePast(server.deps)).toMatchObject([{ removed: 0, held: 1 }]);
  server.clock.advance(DAY);
  expect(await removePast(server.deps)).toMatchObject([{ removed: 1, held: 0 }]);
});

test('a sort of material that is held stays whole', async () => {
  server = await privacyServer(kept('idempotency', 1));
  await ended('C1');
  const anna = actorOf(server.deps, 'anna');
  const hold = { scope: 'material' as const, value: 'idempotency', reason: 'x', until: null };
  await putHold(server.deps, anna, hold);
  server.clock.advance(9 * DAY);
  expect(await removePast(server.deps)).toMatchObject([{ removed: 0 }]);
  expect(await server.deps.store.idempotency.get('dora', 'C1')).toBeDefined();
});

test('answers to repeated requests go in pieces', async () => {
  server = await privacyServer(kept('idempotency', 7));
  await ended('C1');
  expect(filesHolding(server, 'dora')).not.toEqual([]);
  server.clock.advance(8 * DAY);
  expect(await removePast(server.deps)).toMatchObject([{ removed: 1 }]);
  expect(await server.deps.store.idempotency.get('dora', 'C1')).toBeUndefined();
});

test('of records without a business date only editions go that another took the place of', async () => {
  server = await privacyServer(kept('record', 10));
  await brought(server, 'parcel', parcelHeader, parcelRow('P1'), parcelRow('P2'));
  server.clock.advance(DAY);
  await brought(server, 'parcel', parcelHeader, parcelRow('P1', { weight: '2' }));
  server.clock.advance(5 * DAY);
  expect(await removePast(server.deps)).toMatchObject([{ removed: 0 }]);
  server.clock.advance(6 * DAY);
  expect(await removePast(server.deps)).toMatchObject([{ removed: 1 }]);
  const anna = await server.as('anna');
  const shown = await anna.get('/api/records/parcel/record?key=P1');
  expect(shown.body).toMatchObject({ editions: [{ changed: [] }] });
});

test('a row for one kind of record goes before the one for all others', async () => {
  server = await privacyServer(kept('record', 1000), kept('record', 1, 'parcel'));
  await brought(server, 'parcel', parcelHeader, parcelRow('P1'));
  await brought(server, 'parcel', parcelHeader, parcelRow('P1', { weight: '2' }));
  server.clock.advance(9 * DAY);
  expect(await removePast(server.deps)).toMatchObject([
    { removed: 0 },
    { record: 'parcel', removed: 1 },
  ]);
});

test('without a period nothing goes', async () => {
  server = await privacyServer({ material: 'case', basis });
  const id = await ended('C1');
  server.clock.advance(5000 * DAY);
  expect(await removePast(server.deps)).toEqual([]);
  expect(await states(id)).toEqual(['ended']);
});

test('the worker does it once a night, and tells the audit log', async () => {
  server = await privacyServer(kept('case', 1));
  const id = await ended('C1');
  server.clock.advance(3 * DAY);
  const chore = createRetentionChore(server.deps, () => undefined);
  await chore.runDue();
  expect(await states(id)).toEqual([undefined]);
  const told = await server.deps.store.auditLog.after(0, 100);
  expect(told.at(-1)).toMatchObject({ action: 'retention.removed', details: { case: 1 } });
  const again = await ended('C2');
  server.clock.advance(3600_000);
  await chore.runDue();
  expect(await states(again)).toEqual(['ended']);
  const [run] = await server.deps.store.privacy.runs(5);
  expect(run?.ended_at).not.toBeNull();
});
