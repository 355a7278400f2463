import { expect, test } from 'vitest';
import { lockFolder } from '../records/lock.ts';
import { parcelRow } from '../records/records.fixture.ts';
import type { TestServer } from '../testing.ts';
import { createWorker } from '../worker/worker.ts';
import { auditServer, bring, findingsOf, rectify } from './record-audits.fixture.ts';

const heavy = parcelRow('P1', { desk: 'north', weight: '25' });
const right = parcelRow('P1', { desk: 'north', weight: '5' });

/** One parcel is too heavy, and Anna’s audit has found it. */
async function tooHeavy(server: TestServer) {
  await bring(server, heavy);
  const anna = await server.as('anna');
  await anna.post('/api/audits', { records: [] });
  const [found] = await findingsOf(anna);
  return { anna, found: found! };
}

test('put right and imported again, the finding is cleared and closed; it may come again', async () => {
  await using server = await auditServer();
  const { anna, found } = await tooHeavy(server);
  server.clock.advance(1000);
  await bring(server, right);
  await rectify(server, found.rectification_id);
  await createWorker(server.deps).runDue();
  const finding = await anna.get(`/api/findings/${found.id}`);
  expect(finding.body).toMatchObject({
    status: 'closed',
    cause: { id: 'scale', name: { en: 'Broken scale' } },
    recheck: {
      result: 'cleared',
      reason: { holds: false },
      data: { batch: 2, importing: false },
    },
  });
  server.clock.advance(1000);
  await bring(server, heavy);
  const again = await (await server.as('anna')).post('/api/audits', { records: [] });
  expect(again.body).toMatchObject({ run: { found: 1 } });
});

test('it waits for an import under way, which uses up no try', async () => {
  await using server = await auditServer();
  const { anna, found } = await tooHeavy(server);
  server.clock.advance(1000);
  await rectify(server, found.rectification_id);
  const worker = createWorker(server.deps);
  const endImport = lockFolder(server.deps.records.folder('parcel'));
  for (let look = 0; look < 20; look++) {
    await worker.runDue();
    server.clock.advance(60_000);
  }
  const before = await anna.get(`/api/findings/${found.id}`);
  expect(before.body).toMatchObject({ recheck: null });
  endImport?.();
  await bring(server, right);
  await worker.runDue();
  const after = await anna.get(`/api/findings/${found.id}`);
  const data = { batch: 2, importing: false };
  expect(after.body).toMatchObject({ status: 'closed', recheck: { result: 'cleared', data } });
});

test('what still hits goes back to be rectified; it says what too long an import had not brought', async () => {
  await using server = await auditServer();
  const { found } = await tooHeavy(server);
  await rectify(server, found.rectification_id);
  const endImport = lockFolder(server.deps.records.folder('parcel'));
  server.clock.advance(3_600_000);
  await createWorker(server.deps).runDue();
  endImport?.();
  const later = await server.as('anna');
  const finding = await later.get(`/api/findings/${found.id}`);
  const data = { batch: 1, importing: true };
  const recheck = { result: 'still_hits', data };
  expect(finding.body).toMatchObject({ status: 'confirmed', recheck });
  const handling = await later.get(`/api/cases/${found.rectification_id}`);
  expect(handling.body).toMatchObject({ status: 'open', tasks: [{ step: { id: 'rectify' } }] });
});
