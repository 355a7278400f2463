import { describe, expect, test } from 'vitest';
import { testServer, type Client, type TestServer } from '../testing.ts';
import {
  approve,
  codes,
  draftOf,
  hoursNow,
  meddle,
  people,
  told,
  words,
  type Json,
} from '../use-cases/governance.fixture.ts';
import { createWorker } from './worker.ts';

const DAY = 86_400_000;

/** The test begins on 2026-03-02 at 09:00 in Shanghai. */
const effective = { local: '2026-03-03T00:00', zone: 'Asia/Shanghai' };
const from = '2026-03-02T16:00:00.000Z';

async function proposedFor(server: TestServer, more: object, hours = 2): Promise<Json> {
  const olga = await server.as('olga');
  const { id } = await draftOf(olga, hours);
  const answer = await olga.post(`/api/drafts/${id}/propose`, { ...words, ...more });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}

async function served(server: TestServer): Promise<void> {
  await createWorker(server.deps).runDue();
}

async function read(server: TestServer, { id }: Json): Promise<Json> {
  return (await (await server.as('anna')).get(`/api/changes/${id}`)).body;
}

describe('a change with an effective date', () => {
  test('is on the schedule once approved, and takes effect at that instant', async () => {
    await using server = await testServer();
    const { anna } = await people(server);
    const change = await proposedFor(server, { effective });
    expect(change).toMatchObject({ effective_from: from, zone: 'Asia/Shanghai' });
    const approved = await approve(anna, change);
    expect(approved).toMatchObject({ status: 200, body: { state: 'scheduled' } });
    expect((await anna.get('/api/schedule')).body).toMatchObject({
      rows: [{ id: change['id'], effective_from: from }],
    });
    server.clock.set(Date.parse(from) - 1);
    await served(server);
    expect((await told(server)).at(-1)).toEqual(['change.scheduled', 'anna', true]);
    server.clock.set(Date.parse(from));
    await served(server);
    expect((await told(server)).at(-1)).toEqual(['change.activated', 'system', true]);
    const later = await server.as('anna');
    expect(await hoursNow(later)).toBe(2);
    expect(await read(server, change)).toMatchObject({ state: 'active', active_from: from });
    expect((await later.get('/api/schedule')).body).toMatchObject({ rows: [] });
  });

  test('takes effect after a restart too, once', async () => {
    await using server = await testServer();
    const change = await proposedFor(server, { effective });
    await approve(await server.as('anna'), change);
    server.clock.set(Date.parse(from) + 5 * DAY);
    await server.restart();
    await served(server);
    await served(server);
    expect(await hoursNow(await server.as('anna'))).toBe(2);
    const activated = (await told(server)).filter(([action]) => action === 'change.activated');
    expect(activated.length).toBe(1);
  });

  test('may be stopped before', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const change = await proposedFor(server, { effective });
    await approve(anna, change);
    expect((await olga.post(`/api/changes/${change['id']}/withdraw`)).status).toBe(200);
    server.clock.set(Date.parse(from));
    await served(server);
    expect(await hoursNow(await server.as('anna'))).toBe(4);
  });

  test('is stale at once when another change moves its base, and its draft is back', async () => {
    await using server = await testServer();
    const { olga, otto, anna } = await people(server);
    const change = await proposedFor(server, { effective });
    await approve(anna, change);
    const { id } = await draftOf(otto, 3);
    const other = await otto.post(`/api/drafts/${id}/propose`, words);
    await approve(anna, other.body);
    expect(await read(server, change)).toMatchObject({
      state: 'stale',
      because: { en: expect.stringContaining('has moved') },
    });
    expect((await olga.get('/api/drafts')).body).toMatchObject({ rows: [{ kind: 'flow' }] });
  });

  test.each<[what: string, sql: string, code: string]>([
    [
      'content',
      `UPDATE change_item SET content = replace(content, '"value":2', '"value":9')`,
      'change_tampered',
    ],
    [
      'evidence',
      `UPDATE change_evidence SET evidence = replace(evidence, '"ended":0', '"ended":1')`,
      'change_tampered',
    ],
    [
      'approver',
      `UPDATE change_event SET event = replace(event, '"by":"anna"', '"by":"arno"') WHERE seq = 2`,
      'approval_forged',
    ],
    [
      'date',
      `UPDATE change_event SET event = replace(event, '"effectiveFrom":"2026-03-02T16', '"effectiveFrom":"2026-03-02T02') WHERE seq = 1`,
      'approval_forged',
    ],
    [
      'signature',
      `UPDATE change_event SET event = json_remove(event, '$.signature') WHERE seq = 2`,
      'approval_forged',
    ],
  ])('does not take effect when its %s was altered in the store', async (_, sql, code) => {
    await using server = await testServer();
    const change = await proposedFor(server, { effective });
    await approve(await server.as('anna'), change);
    meddle(server, sql);
    server.clock.set(Date.parse(from));
    await served(server);
    expect(await hoursNow(await server.as('anna'))).toBe(4);
    expect((await told(server)).at(-2)).toEqual(['change.outdated', 'system', false]);
    const { change: stored } = (await server.deps.store.changes.get(String(change['id'])))!;
    expect(stored.events.at(-1)).toMatchObject({ type: 'outdated', because: { code } });
  });

  test('does not take effect when its approver is no auditor any more', async () => {
    await using server = await testServer();
    const change = await proposedFor(server, { effective });
    await approve(await server.as('anna'), change);
    const org = server.deps.inForce.organisation()!;
    const anna = org.people.find(({ id }) => id === 'anna')!;
    const others = org.people.filter((one) => one !== anna);
    const changed = { ...org, people: [...others, { ...anna, roles: ['clerk' as const] }] };
    await server.deps.store.definitions.activate([changed], from);
    await server.deps.inForce.refresh();
    server.clock.set(Date.parse(from));
    await served(server);
    const { change: stored } = (await server.deps.store.changes.get(String(change['id'])))!;
    expect(stored.events.at(-1)).toMatchObject({ because: { code: 'approver_lost' } });
  });

  test.each<[effective: object, code: string]>([
    [{ local: '2026-03-29T02:30', zone: 'Europe/Berlin' }, 'effective_unclear'],
    [{ local: '2026-03-03T00:00', zone: 'Mars/Base' }, 'effective_unclear'],
    [{ local: '2026-03-02T08:59', zone: 'Asia/Shanghai' }, 'effective_in_past'],
  ])('is refused for %o', async (asked, code) => {
    await using server = await testServer();
    const olga = await server.as('olga');
    const { id } = await draftOf(olga);
    const answer = await olga.post(`/api/drafts/${id}/propose`, { ...words, effective: asked });
    expect(codes(answer)).toEqual([code]);
  });
});

const seenBy = async (client: Client) =>
  (await client.get('/api/changes?show=reviews')).body['rows'];

describe('an emergency change', () => {
  test('is in force at its approval, and its review is missed after a day', async () => {
    await using server = await testServer();
    const { anna } = await people(server);
    const change = await proposedFor(server, { emergency: true });
    const approved = await approve(anna, change);
    expect(approved.body).toMatchObject({
      state: 'active',
      emergency: true,
      review: { due: '2026-03-03T01:00:00.000Z', overdue: false },
    });
    const reviewing = () =>
      anna.post(`/api/changes/${change['id']}/review`, { verdict: 'upheld', comment: '' });
    expect(codes(await reviewing())).toEqual(['approved_before']);
    server.clock.advance(DAY);
    await served(server);
    expect(await read(server, change)).toMatchObject({
      state: 'active',
      review: { overdue: true },
    });
    expect(server.logged.join('\n')).toContain('not reviewed in time');
  });

  test('stands with those who can review it until one of them does', async () => {
    await using server = await testServer();
    const { olga, anna, arno } = await people(server);
    const change = await proposedFor(server, { emergency: true });
    await approve(anna, change);
    expect(await seenBy(arno)).toMatchObject([{ id: change['id'], review: { overdue: false } }]);
    expect(await seenBy(anna)).toEqual([]);
    expect(await seenBy(olga)).toEqual([]);
    server.clock.advance(DAY);
    await served(server);
    const late = await server.as('arno');
    expect(await seenBy(late)).toMatchObject([{ id: change['id'], review: { overdue: true } }]);
    await late.post(`/api/changes/${change['id']}/review`, { verdict: 'upheld', comment: '' });
    expect(await seenBy(late)).toEqual([]);
  });

  test('is reviewed by an auditor who had no part in it', async () => {
    await using server = await testServer();
    const { anna, arno } = await people(server);
    const change = await proposedFor(server, { emergency: true });
    await approve(anna, change);
    const path = `/api/changes/${change['id']}/review`;
    expect(codes(await arno.post(path, { verdict: 'objected', comment: '' }))).toEqual([
      'comment_required',
    ]);
    const reviewed = await arno.post(path, { verdict: 'upheld', comment: 'right' });
    expect(reviewed.body).toMatchObject({ review: { by: { id: 'arno' }, verdict: 'upheld' } });
    expect(codes(await arno.post(path, { verdict: 'upheld', comment: '' }))).toEqual([
      'review_not_needed',
    ]);
    server.clock.advance(2 * DAY);
    await served(server);
    expect(await read(server, change)).toMatchObject({ review: { overdue: false } });
  });
});

test('what nobody decides on expires', async () => {
  await using server = await testServer();
  const change = await proposedFor(server, {});
  server.clock.advance(91 * DAY);
  await served(server);
  expect(await read(server, change)).toMatchObject({ state: 'expired' });
  expect(codes(await approve(await server.as('anna'), change))).toEqual(['change_wrong_state']);
});
