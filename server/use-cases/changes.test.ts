import { describe, expect, test } from 'vitest';
import { testServer, type Answer } from '../testing.ts';
import {
  approve,
  codes,
  draftOf,
  hoursNow,
  people,
  proposed,
  words,
  type Draft,
} from './governance.fixture.ts';

describe('the life of a change', () => {
  test('a draft is proposed, approved by an auditor, and in force at once', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const change = await proposed(olga);
    expect(change).toMatchObject({
      state: 'proposed',
      author: { id: 'olga' },
      contributors: [{ id: 'olga' }],
      can: ['withdraw'],
      differences: [{ kind: 'changed', pointer: '/steps/check/limits/0/value', step: 'check' }],
      examples: { failed: 0 },
    });
    expect(await hoursNow(anna)).toBe(4);
    expect((await anna.get(`/api/changes/${change['id']}`)).body).toMatchObject({
      can: ['approve', 'return', 'reject'],
    });
    const approved = await approve(anna, change);
    expect(approved).toMatchObject({
      status: 200,
      body: { state: 'active', decided_by: { id: 'anna' }, comment: 'fine', can: [] },
    });
    expect(await hoursNow(anna)).toBe(2);
    expect((await olga.get('/api/drafts')).body).toMatchObject({ rows: [] });
    expect((await olga.get('/api/definitions/flow/lend/versions')).body).toMatchObject({
      rows: [
        { change_id: change['id'], author: { id: 'olga' }, approver: { id: 'anna' }, until: null },
        { change_id: null, approver: null, until: expect.any(String) as unknown },
      ],
    });
  });

  test('running cases keep their version, new ones take the new', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const dora = await server.as('dora');
    const data = { borrower: 'Ada', amount: 1 };
    const open = () => dora.post('/api/cases', { flow: 'lend', data });
    const hashOf = async ({ body }: Answer) =>
      (await dora.get(`/api/cases/${body['case_id']}`)).body['flow_hash'];
    const before = await open();
    const change = await proposed(olga);
    await approve(anna, change);
    const after = await open();
    expect(await hashOf(before)).toBe(change['base_hash']);
    expect(await hashOf(after)).toBe(change['content_hash']);
    expect((await olga.get('/api/definitions/flow/lend/versions')).body).toMatchObject({
      rows: [{ open_cases: 1 }, { open_cases: 1 }],
    });
    expect((await olga.get('/api/definitions?kind=flow')).body).toMatchObject({
      rows: [{ id: 'lend', open_cases: 2, draft_id: null }, { id: 'repair' }],
    });
  });

  test('a returned draft comes back to its author, and can be proposed again', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const change = await proposed(olga);
    const back = `/api/changes/${change['id']}/return`;
    expect(codes(await anna.post(back, { comment: ' ' }))).toEqual(['comment_required']);
    expect(await anna.post(back, { comment: 'Why two?' })).toMatchObject({
      status: 200,
      body: { state: 'returned', comment: 'Why two?' },
    });
    const { body } = await olga.get('/api/drafts');
    const [draft] = (body as unknown as { rows: Draft[] }).rows;
    expect(draft).toMatchObject({ content: { steps: { check: { limits: [{ value: 2 }] } } } });
    const again = await olga.post(`/api/drafts/${draft!.id}/propose`, words);
    expect(again).toMatchObject({ status: 201, body: { state: 'proposed' } });
    expect(codes(await approve(anna, change))).toEqual(['change_wrong_state']);
    expect((await approve(anna, again.body)).status).toBe(200);
  });

  test('its author withdraws it and has the draft again; nobody else can', async () => {
    await using server = await testServer();
    const { olga, otto } = await people(server);
    const change = await proposed(olga);
    const path = `/api/changes/${change['id']}/withdraw`;
    expect(codes(await otto.post(path))).toEqual(['not_allowed']);
    expect(await olga.post(path)).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    expect((await olga.get('/api/drafts')).body).toMatchObject({ rows: [{ kind: 'flow' }] });
  });

  test('an earlier version is proposed again, approved, and in force', async () => {
    await using server = await testServer();
    const { olga, otto, anna } = await people(server);
    const change = await proposed(olga);
    await approve(anna, change);
    const asked = { ...words, kind: 'flow', id: 'lend', hash: change['base_hash'] };
    const rollback = await otto.post('/api/rollbacks', asked);
    expect(rollback).toMatchObject({
      status: 201,
      body: { rollback: true, content_hash: change['base_hash'], author: { id: 'otto' } },
    });
    expect((await approve(anna, rollback.body)).status).toBe(200);
    expect(await hoursNow(anna)).toBe(4);
    expect((await anna.get(`/api/changes/${change['id']}`)).body).toMatchObject({
      state: 'rolled_back',
      log: [{ action: 'proposed' }, { action: 'approved' }, { action: 'rolled_back' }],
    });
    expect(codes(await otto.post('/api/rollbacks', asked))).toEqual(['change_without_difference']);
    const unknown = { ...asked, hash: 'f'.repeat(64) };
    expect(codes(await otto.post('/api/rollbacks', unknown))).toEqual(['definition_not_found']);
  });

  test('changes are listed, newest first, page by page', async () => {
    await using server = await testServer();
    const { olga, otto, anna } = await people(server);
    const [first, second] = [await proposed(olga), await proposed(otto, 3)];
    const page = await anna.get('/api/changes?limit=1');
    expect(page.body).toMatchObject({ rows: [{ id: second['id'], state: 'proposed' }] });
    const next = await anna.get(`/api/changes?limit=1&cursor=${page.body['next']}`);
    expect(next.body).toMatchObject({ rows: [{ id: first['id'] }], next: null });
    expect((await (await server.as('dora')).get('/api/changes')).status).toBe(403);
    expect((await anna.get('/api/changes/none')).status).toBe(404);
  });
});

test('what is asked twice under one key happens once', async () => {
  await using server = await testServer();
  const { olga, anna } = await people(server);
  const { id } = await draftOf(olga);
  const propose = () => olga.post(`/api/drafts/${id}/propose`, words, { key: 'p' });
  const [first, again] = [await propose(), await propose()];
  expect(first.status).toBe(201);
  expect(again).toMatchObject({ status: 201, body: { id: first.body['id'] } });
  const path = `/api/changes/${first.body['id']}/approve`;
  const evidence_hash = first.body['evidence_hash'];
  const ok = () => anna.post(path, { comment: '', evidence_hash }, { key: 'a' });
  expect([(await ok()).status, (await ok()).status]).toEqual([200, 200]);
  const other = await anna.post(path, { comment: 'else', evidence_hash }, { key: 'a' });
  expect(codes(other)).toEqual(['idempotency_mismatch']);
});

test('a definition that is new has no base', async () => {
  await using server = await testServer();
  const { olga, anna } = await people(server);
  const { body } = await olga.get('/api/definitions/flow/repair');
  const content = { ...(body['definition'] as unknown as object), id: 'mend' };
  const started = await olga.post('/api/drafts', { kind: 'flow', id: 'mend' });
  expect(started.body).toMatchObject({ base_hash: null, content: { kind: 'flow', id: 'mend' } });
  const path = `/api/drafts/${started.body['id']}`;
  await olga.put(path, { content, layout: null }, { version: 1 });
  const change = await olga.post(`${path}/propose`, words);
  expect(change.body).toMatchObject({ base: null, differences: [{ kind: 'added', pointer: '' }] });
  expect((await approve(anna, change.body)).status).toBe(200);
  expect((await olga.get('/api/definitions/flow/mend')).status).toBe(200);
});

test('the drawing of a flow is released with it, and says nothing of its meaning', async () => {
  await using server = await testServer();
  const { olga, anna } = await people(server);
  const started = await olga.post('/api/drafts', { kind: 'flow', id: 'lend' });
  const { id, content } = started.body as unknown as Draft;
  content.steps['check']!.limits[0]!.value = 2;
  const positions = { check: { x: 1, y: 2 }, gone: { x: 3, y: 4 } };
  const name = { zh: '布局', en: 'Layout' };
  const layout = { kind: 'layout', id: 'of_another', name, flow: 'other', positions };
  const saved = await olga.put(`/api/drafts/${id}`, { content, layout }, { version: 1 });
  expect(saved.body).toMatchObject({ layout: { id: 'lend', flow: 'lend' } });
  const change = await olga.post(`/api/drafts/${id}/propose`, words);
  expect(change.body).toMatchObject({
    differences: [{ pointer: '/steps/check/limits/0/value' }],
    layout: { positions: { check: { x: 1, y: 2 } } },
    base_layout: null,
  });
  await approve(anna, change.body);
  expect((await olga.get('/api/definitions/flow/lend')).body).toMatchObject({
    layout: { id: 'lend', positions: { check: { x: 1, y: 2 } } },
  });
});
