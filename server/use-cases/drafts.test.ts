import { describe, expect, test } from 'vitest';
import { testServer, type Answer, type Client } from '../testing.ts';
import {
  approve,
  codes,
  draftOf,
  people,
  proposed,
  saved,
  words,
  type Draft,
  type Json,
} from './governance.fixture.ts';

describe('a draft', () => {
  test('begins with the version in force, and is gone on with', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const start = () => olga.post('/api/drafts', { kind: 'flow', id: 'lend' });
    const first = await start();
    expect(first).toMatchObject({ status: 201, body: { revision: 1, content: { id: 'lend' } } });
    expect((await start()).body).toMatchObject({ id: first.body['id'] });
    expect((await olga.get('/api/definitions?kind=flow')).body).toMatchObject({
      rows: [{ id: 'lend', draft_id: first.body['id'] }, { draft_id: null }],
    });
  });

  test('may begin with an earlier version', async () => {
    await using server = await testServer();
    const { olga, otto, anna } = await people(server);
    const change = await proposed(olga);
    await approve(anna, change);
    const from = { kind: 'flow', id: 'lend', from_hash: change['base_hash'] };
    expect((await otto.post('/api/drafts', from)).body).toMatchObject({
      base_hash: change['content_hash'],
      content: { steps: { check: { limits: [{ value: 4 }] } } },
    });
    const none = await otto.post('/api/drafts', { ...from, from_hash: 'f'.repeat(64) });
    expect(codes(none)).toEqual(['definition_not_found']);
  });

  test('keeps content that is no definition yet', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const draft = await draftOf(olga);
    const { id } = await saved(olga, draft, { kind: 'flow', steps: 'to do' });
    const kept = await olga.get(`/api/drafts/${id}`);
    expect(kept.body).toMatchObject({ content: { kind: 'flow', steps: 'to do' } });
    const { body } = await olga.post(`/api/drafts/${id}/check`);
    expect(codes({ body } as Answer)).toContain('schema');
  });

  test('is saved revision by revision', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const draft = await draftOf(olga);
    const put = { content: draft.content, layout: null };
    const path = `/api/drafts/${draft.id}`;
    const stale = await olga.put(path, put, { version: draft.revision - 1 });
    expect(stale).toMatchObject({ status: 412, body: { problems: [{ details: { version: 2 } }] } });
    expect(codes(await olga.put(path, put))).toEqual(['version_required']);
    expect((await olga.put(path, put, { version: draft.revision })).body).toMatchObject({
      revision: 3,
    });
  });

  test('is refused when it is nested without end', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const { id, revision } = await draftOf(olga);
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const body = `{"content":${deep},"layout":null}`;
    expect((await olga.put(`/api/drafts/${id}`, body, { version: revision })).status).toBe(413);
  });

  test.each<[what: string, act: (client: Client, path: string, draft: Draft) => Promise<Answer>]>([
    ['read', (client, path) => client.get(path)],
    [
      'saved',
      (client, path, { content, revision }) =>
        client.put(path, { content, layout: null }, { version: revision }),
    ],
    ['checked', (client, path) => client.post(`${path}/check`)],
    ['proposed', (client, path) => client.post(`${path}/propose`, words)],
    ['thrown away', (client, path) => client.delete(path)],
  ])('is not %s by another owner', async (_, act) => {
    await using server = await testServer();
    const { olga, otto } = await people(server);
    const draft = await draftOf(olga);
    const refused = await act(otto, `/api/drafts/${draft.id}`, draft);
    expect(refused.status).toBe(404);
    expect(codes(refused)).toEqual(['draft_not_found']);
    expect((await otto.get('/api/drafts')).body).toMatchObject({ rows: [] });
    expect((await olga.get(`/api/drafts/${draft.id}`)).body).toMatchObject({ revision: 2 });
  });

  test('that is proposed rests', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const draft = await draftOf(olga);
    const propose = () => olga.post(`/api/drafts/${draft.id}/propose`, words);
    const both = await Promise.all([propose(), propose()]);
    expect(new Set(both.map((one) => one.status))).toEqual(new Set([201, 404]));
    expect((await olga.get(`/api/drafts/${draft.id}`)).status).toBe(404);
  });

  test('is thrown away', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const draft = await draftOf(olga);
    expect((await olga.delete(`/api/drafts/${draft.id}`)).status).toBe(204);
    expect((await olga.get('/api/drafts')).body).toMatchObject({ rows: [] });
  });
});

describe('what is proposed is whole, right and different', () => {
  test.each<[what: string, edit: (content: Draft['content']) => unknown, problems: string[]]>([
    [
      'a flow that cannot reach its end',
      ({ steps }) => Object.assign(steps['hand_over']!, { routes: [{ id: 'done', to: 'amend' }] }),
      ['change_has_errors', 'end_unreachable'],
    ],
    [
      'unfinished content',
      (content) => Object.assign(content, { steps: { a: {} } }),
      ['change_has_errors', 'schema'],
    ],
    [
      'another id',
      (content) => Object.assign(content, { id: 'x' }),
      ['change_has_errors', 'id_fixed'],
    ],
    [
      'what does not differ',
      ({ steps }) => Object.assign(steps['check']!.limits[0]!, { value: 4 }),
      ['change_without_difference'],
    ],
  ])('%s is refused', async (_, edit, problems) => {
    await using server = await testServer();
    const { olga } = await people(server);
    const draft = await draftOf(olga);
    edit(draft.content);
    const { id } = await saved(olga, draft, draft.content);
    const refused = await olga.post(`/api/drafts/${id}/propose`, words);
    expect(refused.status).toBe(422);
    expect(codes(refused)).toEqual(expect.arrayContaining(problems));
    expect((await olga.get(`/api/drafts/${id}`)).status).toBe(200);
  });

  test('a check names the problems of other definitions that it would cause', async () => {
    await using server = await testServer();
    const { olga } = await people(server);
    const started = await olga.post('/api/drafts', { kind: 'facts', id: 'words' });
    const { id, content } = started.body as unknown as { id: string; content: { facts: object } };
    Object.assign(content, { facts: { borrower: (content.facts as Json)['borrower'] } });
    await saved(olga, { id, revision: 1 }, content);
    const { body } = await olga.post(`/api/drafts/${id}/check`);
    expect(codes({ body } as Answer)).toContain('breaks_other');
  });
});
