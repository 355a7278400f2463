import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { testServer, type Answer, type Client, type TestServer } from '../testing.ts';

type Json = Record<string, never>;

const words = { title: 'Shorter check', reason: 'Two hours are enough' };

/** A draft of the lending flow whose check may take other hours. */
async function draftOf(client: Client, hours = 2, from_hash?: string) {
  const started = await client.post('/api/drafts', { kind: 'flow', id: 'lend', from_hash });
  const { id, content, revision } = started.body as unknown as Draft;
  content.steps['check']!.limits[0]!.value = hours;
  const saved = await client.put(
    `/api/drafts/${id}`,
    { content, layout: null },
    { version: revision },
  );
  expect(saved.status).toBe(200);
  return saved.body as unknown as Draft;
}

interface Draft {
  id: string;
  revision: number;
  base_hash: string;
  content: { steps: Record<string, { limits: { value: number }[]; routes: Json[] }> };
}

async function proposed(client: Client, hours = 2, from_hash?: string): Promise<Json> {
  const { id } = await draftOf(client, hours, from_hash);
  const answer = await client.post(`/api/drafts/${id}/propose`, words);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
}

const approve = (client: Client, change: Json, comment = 'fine') =>
  client.post(`/api/changes/${change['id']}/approve`, { comment });

function codes({ body }: Answer): string[] {
  return (body['problems'] as unknown as { code: string }[]).map((one) => one.code);
}

/** The hours that the check of a lending case may take, by the version in force. */
async function hoursNow(client: Client): Promise<number> {
  const { body } = await client.get('/api/definitions/flow/lend');
  return (body as unknown as { definition: Draft['content'] }).definition.steps['check']!.limits[0]!
    .value;
}

async function actions(
  server: TestServer,
): Promise<[action: string, actor: string, allowed: boolean][]> {
  const { rows } = await server.deps.store.auditLog.page({ limit: 100 });
  return rows.toReversed().map((row) => [row.action, row.actor, row.allowed]);
}

describe('the life of a change', () => {
  test('a draft is proposed, approved by an auditor, and in force at once', async () => {
    await using server = await testServer();
    const [olga, anna] = [await server.as('olga'), await server.as('anna')];
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
      can: ['approve', 'return'],
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
    const [olga, anna, dora] = [
      await server.as('olga'),
      await server.as('anna'),
      await server.as('dora'),
    ];
    const open = () =>
      dora.post('/api/cases', { flow: 'lend', data: { borrower: 'A', amount: 1 } });
    const before = await open();
    const change = await proposed(olga);
    await approve(anna, change);
    const after = await open();
    const hashOf = async (opened: Answer) =>
      (await dora.get(`/api/cases/${opened.body['case_id']}`)).body['flow_hash'];
    expect(await hashOf(before)).toBe(change['base_hash']);
    expect(await hashOf(after)).toBe(change['content_hash']);
    const { body } = await olga.get('/api/definitions/flow/lend/versions');
    expect(body).toMatchObject({ rows: [{ open_cases: 1 }, { open_cases: 1 }] });
    expect((await olga.get('/api/definitions?kind=flow')).body).toMatchObject({
      rows: [{ id: 'lend', open_cases: 2, draft_id: null }, { id: 'repair' }],
    });
  });

  test('a returned draft comes back to its author, and can be proposed again', async () => {
    await using server = await testServer();
    const [olga, anna] = [await server.as('olga'), await server.as('anna')];
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
    const [olga, otto] = [await server.as('olga'), await server.as('otto')];
    const change = await proposed(olga);
    const path = `/api/changes/${change['id']}/withdraw`;
    expect(codes(await otto.post(path))).toEqual(['not_allowed']);
    expect(await olga.post(path)).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    expect((await olga.get('/api/drafts')).body).toMatchObject({ rows: [{ kind: 'flow' }] });
  });

  test('an earlier version is proposed again, approved, and in force', async () => {
    await using server = await testServer();
    const [olga, otto, anna] = [
      await server.as('olga'),
      await server.as('otto'),
      await server.as('anna'),
    ];
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
      state: 'superseded',
      log: [{ action: 'proposed' }, { action: 'approved' }, { action: 'superseded' }],
    });
    expect(codes(await otto.post('/api/rollbacks', asked))).toEqual(['change_without_difference']);
    const unknown = { ...asked, hash: 'f'.repeat(64) };
    expect(codes(await otto.post('/api/rollbacks', unknown))).toEqual(['definition_not_found']);
  });
});

describe('nobody approves their own work', () => {
  test('the author is stopped at the door, and told to the audit log', async () => {
    await using server = await testServer();
    const olga = await server.as('olga');
    const change = await proposed(olga);
    expect(await approve(olga, change)).toMatchObject({ status: 403 });
    expect((await actions(server)).at(-1)).toEqual(['approve_change', 'olga', false]);
  });

  test('an author who is also an auditor is stopped by the change', async () => {
    await using server = await testServer();
    const arno = await server.as('arno');
    const change = await proposed(arno);
    expect(change).toMatchObject({ can: ['return', 'withdraw'] });
    const refused = await approve(arno, change);
    expect(refused.status).toBe(403);
    expect(codes(refused)).toEqual(['own_change']);
    expect((await actions(server)).at(-1)).toEqual(['change.approve', 'arno', false]);
    expect(await hoursNow(arno)).toBe(4);
  });

  test('nor does who made what a colleague went on with', async () => {
    await using server = await testServer();
    const [olga, arno, anna] = [
      await server.as('olga'),
      await server.as('arno'),
      await server.as('anna'),
    ];
    const first = await proposed(arno, 3);
    await arno.post(`/api/changes/${first['id']}/withdraw`);
    const second = await proposed(olga, 2, first['content_hash']);
    expect(second).toMatchObject({ contributors: [{ id: 'arno' }, { id: 'olga' }] });
    expect(codes(await approve(arno, second))).toEqual(['own_change']);
    expect((await approve(anna, second)).status).toBe(200);
  });

  test('nor does who made the version that is brought back', async () => {
    await using server = await testServer();
    const [olga, arno, anna] = [
      await server.as('olga'),
      await server.as('arno'),
      await server.as('anna'),
    ];
    const made = await proposed(arno, 3);
    await approve(anna, made);
    await approve(anna, await proposed(olga, 2));
    const asked = { ...words, kind: 'flow', id: 'lend', hash: made['content_hash'] };
    const rollback = await olga.post('/api/rollbacks', asked);
    expect(codes(await approve(arno, rollback.body))).toEqual(['own_change']);
    expect((await approve(anna, rollback.body)).status).toBe(200);
    expect(await hoursNow(anna)).toBe(3);
  });

  test('an administrator does not either', async () => {
    await using server = await testServer();
    const change = await proposed(await server.as('olga'));
    expect((await approve(await server.as('adam'), change)).status).toBe(403);
  });
});

describe('what is approved is what was proposed, on what was in force', () => {
  test('of two changes of one base, the second is stale once the first is in force', async () => {
    await using server = await testServer();
    const [olga, otto, anna] = [
      await server.as('olga'),
      await server.as('otto'),
      await server.as('anna'),
    ];
    const [first, second] = [await proposed(olga, 2), await proposed(otto, 3)];
    expect((await approve(anna, first)).status).toBe(200);
    const refused = await approve(anna, second);
    expect(refused.status).toBe(409);
    expect(codes(refused)).toEqual(['change_stale']);
    expect(await hoursNow(anna)).toBe(2);
  });

  test('both approved at once: one is in force, the other stale', async () => {
    await using server = await testServer();
    const [olga, otto, anna] = [
      await server.as('olga'),
      await server.as('otto'),
      await server.as('anna'),
    ];
    const [first, second] = [await proposed(olga, 2), await proposed(otto, 3)];
    const answers = await Promise.all([approve(anna, first), approve(anna, second)]);
    expect(answers.map((one) => one.status).toSorted()).toEqual([200, 409]);
  });

  test('a draft on an old base is proposed only after its author took note of the new one', async () => {
    await using server = await testServer();
    const [olga, otto, anna] = [
      await server.as('olga'),
      await server.as('otto'),
      await server.as('anna'),
    ];
    const draft = await draftOf(otto, 3);
    const other = await proposed(olga, 2);
    await approve(anna, other);
    const propose = () => otto.post(`/api/drafts/${draft.id}/propose`, words);
    expect(codes(await propose())).toEqual(['change_stale']);
    const note = { content: draft.content, layout: null, base_hash: other['content_hash'] };
    await otto.put(`/api/drafts/${draft.id}`, note, { version: draft.revision });
    expect(await propose()).toMatchObject({
      status: 201,
      body: { base_hash: other['content_hash'], differences: [{ before: 2, after: 3 }] },
    });
  });

  test.each<[column: string, edit: string]>([
    ['content', `replace(content, '"value":2', '"value":9')`],
    ['content', `'not json'`],
    ['evidence', `replace(evidence, '"failed":0', '"failed":1')`],
  ])('%s that was altered in the store is not put in force: %s', async (column, edit) => {
    await using server = await testServer();
    const [olga, anna] = [await server.as('olga'), await server.as('anna')];
    const change = await proposed(olga);
    meddle(server, `UPDATE change SET ${column} = ${edit}`);
    const refused = await approve(anna, change);
    expect(refused.status).toBe(409);
    expect(codes(refused)).toEqual(['change_tampered']);
    expect(await hoursNow(anna)).toBe(4);
    expect((await actions(server)).at(-1)).toEqual(['change.approve', 'anna', false]);
  });

  test('a released definition that was altered in the store does not run', async () => {
    await using server = await testServer();
    meddle(server, `UPDATE definition SET content = replace(content, '"value":4', '"value":9')`);
    await expect(server.restart()).rejects.toThrow('not what its hash says');
  });

  test('what is only proposed is no version', async () => {
    await using server = await testServer();
    const olga = await server.as('olga');
    const change = await proposed(olga);
    expect((await olga.get(`/api/versions/${change['content_hash']}`)).status).toBe(404);
    expect((await olga.get(`/api/versions/${change['base_hash']}`)).body).toMatchObject({
      active: true,
      definition: { id: 'lend' },
    });
  });
});

describe('what is proposed is whole, right and different', () => {
  async function refusalOf(edit: (content: Draft['content']) => void): Promise<Answer> {
    await using server = await testServer();
    const olga = await server.as('olga');
    const draft = await draftOf(olga);
    edit(draft.content);
    const put = { content: draft.content, layout: null };
    await olga.put(`/api/drafts/${draft.id}`, put, { version: draft.revision });
    return await olga.post(`/api/drafts/${draft.id}/propose`, words);
  }

  test('a flow that cannot reach its end is refused, and says where', async () => {
    const refused = await refusalOf(({ steps }) => {
      steps['hand_over']!.routes = [{ id: 'done', to: 'amend' } as unknown as Json];
    });
    expect(refused.status).toBe(422);
    expect(codes(refused)).toEqual(
      expect.arrayContaining(['change_has_errors', 'end_unreachable']),
    );
  });

  test('unfinished content is kept in the draft, and refused with its places', async () => {
    const refused = await refusalOf((content) => Object.assign(content, { steps: { a: {} } }));
    expect(codes(refused)).toEqual(['change_has_errors', 'schema']);
    expect(refused.body).toMatchObject({ problems: [{}, { at: '/steps/a/kind' }] });
  });

  test('what does not differ is refused', async () => {
    const refused = await refusalOf(({ steps }) => {
      steps['check']!.limits[0]!.value = 4;
    });
    expect(codes(refused)).toEqual(['change_without_difference']);
  });

  test('another id is refused', async () => {
    const refused = await refusalOf((content) => Object.assign(content, { id: 'mine' }));
    expect(codes(refused)).toEqual(['change_has_errors', 'id_fixed']);
  });
});

test('a definition that is new has no base', async () => {
  await using server = await testServer();
  const [olga, anna] = [await server.as('olga'), await server.as('anna')];
  const { body } = await olga.get('/api/definitions/flow/repair');
  const { definition } = body as unknown as { definition: FlowDefinition };
  const started = await olga.post('/api/drafts', { kind: 'flow', id: 'mend' });
  expect(started.body).toMatchObject({ base_hash: null, content: { kind: 'flow', id: 'mend' } });
  const path = `/api/drafts/${started.body['id']}`;
  await olga.put(path, { content: { ...definition, id: 'mend' }, layout: null }, { version: 1 });
  const change = await olga.post(`${path}/propose`, words);
  expect(change.body).toMatchObject({ base: null, differences: [{ kind: 'added', pointer: '' }] });
  expect((await approve(anna, change.body)).status).toBe(200);
  expect((await olga.get('/api/definitions/flow/mend')).status).toBe(200);
});

/** As somebody who can write the file, past the server. */
function meddle(server: TestServer, statement: string): void {
  const database = new Database(server.file);
  database.exec(statement);
  database.close();
}
