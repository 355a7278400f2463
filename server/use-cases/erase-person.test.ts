import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AuditEntry } from '@flowmeter/engine/audit-log/chain.ts';
import { fold } from '@flowmeter/engine/case/fold.ts';
import { Personal } from '@flowmeter/engine/privacy/commitment.ts';
import type { RetentionRow } from '@flowmeter/engine/definition/retention.ts';
import { parcelHeader, parcelRow } from '../records/records.fixture.ts';
import type { TestServer } from '../testing.ts';
import {
  decideErasure,
  eraseApproved,
  requestErasure,
  type ErasureReport,
} from './erase-person.ts';
import { endHold, putHold } from './legal-holds.ts';
import {
  codesOf,
  idOf,
  actorOf,
  basis,
  brought,
  filesHolding,
  lent,
  privacyServer,
} from './privacy.fixture.ts';
import { meddle } from './governance.fixture.ts';
import { findingsOf } from './record-audits.fixture.ts';
import { auditOf } from './record-audit.ts';

const phone = '13812345678';
const oldPhone = '13700000000';
const name = '欧阳修竹';
const cert = '110101199001011234';
const badCert = '990101199001019999';
const secrets = [phone, oldPhone, name, cert, badCert];
const CLIENTS = 'client_no,name,phone,cert,grade';

const asked = { sort: 'client', person: 'C77', cases: [], reason: `${name} asks for it` };

let server: TestServer;
let caseId: string;
let otherId: string;

afterEach(() => server[Symbol.asyncDispose]());

/** A client in two editions and a bad row, their parcels with a finding, and a case; another client besides. */
async function filled(...periods: RetentionRow[]): Promise<void> {
  server = await privacyServer(...periods);
  const own = `C77,${name},${oldPhone},${cert},1`;
  await brought(server, 'client', CLIENTS, own, 'C78,Bo,13999999999,330101199001015678,2');
  await brought(server, 'client', CLIENTS, `C77,${name},${phone},${cert},2`);
  await brought(server, 'client', CLIENTS, `C77,${name},${phone},${badCert},none`);
  const parcel = { sender: 'C77', phone, weight: '30', desk: 'north' };
  await brought(server, 'parcel', parcelHeader, parcelRow('P1', parcel));
  const anna = await server.as('anna');
  await anna.post('/api/audits', { records: ['parcel'] });
  caseId = await lent(server, { borrower: name, client_no: 'C77', amount: 100 }, 'one');
  otherId = await lent(server, { borrower: 'Bo', client_no: 'C78', amount: 100 }, 'other');
  await tell();
}

/** Something about them is in the log, as a commitment. */
async function tell(): Promise<void> {
  const { deps } = server;
  const details = { note: new Personal(`called ${name} at ${phone}`), code: 7 };
  await deps.store.auditLog.append(auditOf(deps, actorOf(deps, 'mia'), 'told', caseId, details));
}

async function requested(): Promise<string> {
  const { deps } = server;
  const row = await requestErasure(deps, actorOf(deps, 'adam'), asked);
  expect(row).toMatchObject({ ok: true });
  return idOf(row);
}

/** Asked for by the administrator, approved by the auditor, done by the worker. */
async function erased(): Promise<ErasureReport> {
  const id = await approved();
  await eraseApproved(server.deps);
  expect(await server.deps.store.privacy.erasure(id)).toMatchObject({ state: 'done' });
  return reportOf(id);
}

async function approved(): Promise<string> {
  const { deps } = server;
  const id = await requested();
  const decision = { id, state: 'approved' as const, comment: `done for ${name}` };
  expect(await decideErasure(deps, actorOf(deps, 'anna'), decision)).toMatchObject({ ok: true });
  return id;
}

async function reportOf(id: string): Promise<ErasureReport> {
  const row = await server.deps.store.privacy.erasure(id);
  return JSON.parse(row?.report ?? '{}') as ErasureReport;
}

describe('after one person was erased', () => {
  beforeEach(() => filled());

  test('no file of the data folder holds a value of theirs', async () => {
    const before = secrets.map((secret) => filesHolding(server, secret).length);
    expect(before.every((files) => files > 0)).toBe(true);
    const report = await erased();
    expect(report).toMatchObject({ cases: 1, problems: [], left: [] });
    expect(report.records).toBeGreaterThanOrEqual(3);
    expect(secrets.flatMap((secret) => filesHolding(server, secret))).toEqual([]);
  });

  test('their case is the fold of its entries, with what was personal marked as erased', async () => {
    await erased();
    const { store } = server.deps;
    const entries = await store.cases.entries(caseId);
    const state = await store.cases.state(caseId);
    expect(fold(entries)).toEqual(state);
    expect(state).toMatchObject({ erased: ['borrower'], data: { client_no: 'C77', amount: 100 } });
    expect(state?.data).not.toHaveProperty('borrower');
  });

  test('the case goes on, and figures are worked out', async () => {
    await erased();
    const carl = await server.as('carl');
    const path = `/api/tasks/${caseId}.2`;
    expect((await carl.post(`${path}/claim`, {}, { version: 1 })).status).toBe(200);
    const done = await carl.post(`${path}/complete`, { data: {}, route: 'pass' }, { version: 2 });
    expect(done.status).toBe(200);
    const mia = await server.as('mia');
    expect((await mia.get('/api/scorecards/S1?period=2026-03')).status).toBe(200);
  });

  test('what others have is as it was', async () => {
    const other = await server.deps.store.cases.state(otherId);
    await erased();
    expect(await server.deps.store.cases.state(otherId)).toEqual(other);
    expect(filesHolding(server, '330101199001015678')).not.toEqual([]);
  });

  test('the chain of the audit log is whole, and its commitment says nothing', async () => {
    const before = await entryOf('told');
    expect(before).toMatchObject({
      details: { code: 7, note: { commitment: expect.any(String) } },
    });
    await erased();
    expect(await server.deps.store.auditLog.verify()).toMatchObject({ valid: true });
    expect(await entryOf('told')).toEqual(before);
  });

  test('rules about their records do not know, though the fact may be null', async () => {
    await erased();
    const anna = await server.as('anna');
    const shown = await anna.get('/api/records/client/record?key=C77');
    expect(shown.body).toMatchObject({
      fields: expect.arrayContaining([
        expect.objectContaining({ id: 'phone', value: null, erased: true }),
        expect.objectContaining({ id: 'grade', value: 2, erased: false }),
      ]),
    });
  });

  test('the finding stays, without the values', async () => {
    await erased();
    const [finding] = await findingsOf(await server.as('mia'));
    expect(finding).toBeDefined();
    const shown = await (await server.as('anna')).get(`/api/findings/${finding?.id}`);
    expect(JSON.stringify(shown.body)).toContain('erased');
  });

  test('the server starts again on what is left', async () => {
    await erased();
    await server.restart();
    expect(await server.deps.store.cases.state(caseId)).toMatchObject({ erased: ['borrower'] });
  });
});

describe('an approved erasure', () => {
  beforeEach(() => filled());

  test('fails where nobody is found any more: what an earlier try left is not known', async () => {
    const { deps } = server;
    const id = await approved();
    await eraseApproved(deps);
    meddle(server, `UPDATE erasure SET state = 'approved', done_at = NULL`);
    await eraseApproved(deps);
    expect(await deps.store.privacy.erasure(id)).toMatchObject({ state: 'failed' });
    expect(codesOf(await reportOf(id))).toEqual(['erasure_unknown']);
  });

  test('is done when the file is clean, which is tried again, and not before', async () => {
    const { deps } = server;
    const { store } = deps;
    const id = await approved();
    vi.spyOn(store.erasing, 'scrub').mockRejectedValueOnce(new Error('somebody reads'));
    expect(await eraseApproved(deps)).toBe(false);
    expect(await store.privacy.erasure(id)).toMatchObject({ state: 'approved' });
    expect(await eraseApproved(deps)).toBe(true);
    expect(await store.privacy.erasure(id)).toMatchObject({ state: 'done' });
    expect(await reportOf(id)).toMatchObject({ cases: 1, problems: [] });
    expect(secrets.flatMap((secret) => filesHolding(server, secret))).toEqual([]);
  });

  test.each([
    ['their name by itself', 'desk', name, false],
    ['their number within other words', 'desk', `called ${phone} twice`, false],
    ['what was told of them', 'C77', 'called nobody', false],
    ['their short name within what was told of others', 'C78', `${name} Street`, true],
  ])('and the words behind a commitment: %s', async (_, object, words, isKept) => {
    const { deps } = server;
    const details = { words: new Personal(words) };
    const audit = auditOf(deps, actorOf(deps, 'mia'), 'noted', object, details);
    await deps.store.auditLog.append(audit);
    await approved();
    await eraseApproved(deps);
    const noted = (await entryOf('noted')) as AuditEntry;
    expect(deps.store.privacy.unsealed(noted.details)['words'] === words).toBe(isKept);
  });
});

test('what people wrote in their own words is no longer said by the log either', async () => {
  await filled();
  const { deps } = server;
  const reason = `asked ${name} at ${phone}`;
  const details = { found: [{ comment: reason }], code: 'x' };
  const audit = auditOf(deps, actorOf(deps, 'mia'), 'noted', { object: 'desk', reason }, details);
  await deps.store.auditLog.append(audit);
  const noted = (await entryOf('noted')) as AuditEntry;
  const sealed = { commitment: expect.any(String) };
  expect(noted.details).toEqual({ code: 'x', reason: sealed, found: [{ comment: sealed }] });
  expect(noted).not.toHaveProperty('reason');
  expect(deps.store.privacy.unsealed(noted.details)).toEqual({ ...details, reason });
  await approved();
  await eraseApproved(deps);
  expect(await entryOf('noted')).toEqual(noted);
  expect(deps.store.privacy.unsealed(noted.details)).toEqual(noted.details);
  expect(await deps.store.auditLog.verify()).toMatchObject({ valid: true });
});

async function entryOf(action: string) {
  const page = await server.deps.store.auditLog.after(0, 100);
  return page.find((entry) => entry.action === action);
}

describe('an erasure is refused', () => {
  const duty: RetentionRow = {
    material: 'case',
    keep: { value: 9, unit: 'year' },
    least: { value: 5, unit: 'year' },
    basis,
  };

  test.each([
    ['a hold on the case', () => ({ scope: 'case' as const, value: caseId })],
    ['a hold on the person', () => ({ scope: 'object' as const, value: 'C77' })],
    ['a hold on the unit', () => ({ scope: 'unit' as const, value: 'north' })],
    ['a hold on all records', () => ({ scope: 'material' as const, value: 'record' })],
  ])('while there is %s, and not after it was ended', async (_name, scopeOf) => {
    await filled();
    const { deps } = server;
    const anna = actorOf(deps, 'anna');
    const hold = await putHold(deps, anna, { ...scopeOf(), reason: 'lawsuit', until: null });
    const refused = await requestErasure(deps, actorOf(deps, 'adam'), asked);
    expect(codesOf(refused)).toEqual(['erasure_held']);
    expect(await endHold(deps, anna, idOf(hold))).toMatchObject({ ok: true });
    expect(await requestErasure(deps, actorOf(deps, 'adam'), asked)).toMatchObject({ ok: true });
  });

  test('while a duty to keep stands', async () => {
    await filled(duty);
    const refused = await requestErasure(server.deps, actorOf(server.deps, 'adam'), asked);
    expect(codesOf(refused)).toEqual(['erasure_duty']);
  });

  test('when a hold is put between request and approval', async () => {
    await filled();
    const { deps } = server;
    const id = await requested();
    const anna = actorOf(deps, 'anna');
    await putHold(deps, anna, { scope: 'case', value: caseId, reason: 'lawsuit', until: null });
    const decision = { id, state: 'approved' as const, comment: '' };
    expect(codesOf(await decideErasure(deps, anna, decision))).toEqual(['erasure_held']);
    await eraseApproved(deps);
    expect(filesHolding(server, cert)).not.toEqual([]);
  });

  test('when a hold is put between approval and the doing of it', async () => {
    await filled();
    const { deps } = server;
    const id = await approved();
    const anna = actorOf(deps, 'anna');
    await putHold(deps, anna, { scope: 'object', value: 'C77', reason: 'lawsuit', until: null });
    await eraseApproved(deps);
    expect(await deps.store.privacy.erasure(id)).toMatchObject({ state: 'failed' });
    expect(filesHolding(server, cert)).not.toEqual([]);
  });

  test('by whoever requested it', async () => {
    await filled();
    const { deps } = server;
    const decision = { id: await requested(), state: 'approved' as const, comment: '' };
    const done = await decideErasure(deps, actorOf(deps, 'adam'), decision);
    expect(codesOf(done)).toEqual(['erasure_own']);
  });

  test('twice', async () => {
    await filled();
    const { deps } = server;
    const decision = { id: await requested(), state: 'refused' as const, comment: 'no' };
    expect(await decideErasure(deps, actorOf(deps, 'anna'), decision)).toMatchObject({ ok: true });
    const again = await decideErasure(deps, actorOf(deps, 'anna'), decision);
    expect(codesOf(again)).toEqual(['erasure_decided']);
  });

  test.each([
    [{ person: 'C99' }, 'erasure_unknown'],
    [{ sort: 'cat' }, 'erasure_no_sort'],
  ])('%j: %s', async (other, code) => {
    await filled();
    const adam = actorOf(server.deps, 'adam');
    const done = await requestErasure(server.deps, adam, { ...asked, ...other });
    expect(codesOf(done)).toEqual([code]);
  });
});
