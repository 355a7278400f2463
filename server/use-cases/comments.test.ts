import { describe, expect, test } from 'vitest';
import { testServer, type Client } from '../testing.ts';
import {
  codes,
  people,
  proposed,
  saved,
  told,
  words,
  type Draft,
  type Json,
} from './governance.fixture.ts';

interface Thread {
  id: string;
  anchor: { at: string; name: { en: string }; step: string | null; detached: boolean } | null;
  earlier: boolean;
  resolved: { by: { id: string } } | null;
  comments: { by: { id: string }; text: string }[];
}

const hours = { kind: 'flow', id: 'lend', at: '/steps/check/limits/0/value' };

const say = (client: Client, change: Json, body: object) =>
  client.post(`/api/changes/${change['id']}/comments`, { anchor: hours, text: 'Why?', ...body });

async function threads(client: Client, change: Json): Promise<Thread[]> {
  const { body } = await client.get(`/api/changes/${change['id']}/comments`);
  return body['threads'] as unknown as Thread[];
}

const notices = async (client: Client) =>
  (await client.get('/api/notices')).body['rows'] as unknown as Json[];

describe('what is said about a change', () => {
  test('stands at its place, is answered, settled, and begun again', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const change = await proposed(olga);
    expect(await say(anna, change, {})).toMatchObject({ status: 201 });
    const [thread] = await threads(olga, change);
    expect(thread).toMatchObject({
      anchor: { at: hours.at, step: 'check', detached: false },
      earlier: false,
      resolved: null,
      comments: [{ by: { id: 'anna' }, text: 'Why?' }],
    });
    const path = `/api/changes/${change['id']}/comments/${thread?.id}`;
    expect((await olga.post(`${path}/answers`, { text: 'Because.' })).status).toBe(201);
    expect((await anna.post(`${path}/resolve`)).status).toBe(200);
    expect((await anna.post(`${path}/resolve`)).status).toBe(200);
    expect(await threads(olga, change)).toMatchObject([
      { resolved: { by: { id: 'anna' } }, comments: [{ text: 'Why?' }, { text: 'Because.' }] },
    ]);
    await olga.post(`${path}/reopen`);
    expect(await threads(olga, change)).toMatchObject([{ resolved: null }]);
    expect((await told(server)).slice(-4)).toEqual([
      ['change.commented', 'anna', true],
      ['change.commented', 'olga', true],
      ['comment.resolved', 'anna', true],
      ['comment.reopened', 'olga', true],
    ]);
  });

  test('is told to those it is for, once', async () => {
    await using server = await testServer();
    const { olga, otto, anna } = await people(server);
    const change = await proposed(olga);
    await say(anna, change, { mentions: ['otto', 'olga'] });
    expect(await notices(otto)).toMatchObject([
      { kind: 'mention', change_id: change['id'], case_id: null, title: words.title, note: 'Why?' },
    ]);
    expect(await notices(olga)).toMatchObject([{ kind: 'mention' }]);
    const [thread] = await threads(olga, change);
    await olga.post(`/api/changes/${change['id']}/comments/${thread?.id}/answers`, { text: 'So.' });
    expect(await notices(anna)).toMatchObject([
      { kind: 'comment', note: 'So.', by: { id: 'olga' } },
    ]);
    expect(await notices(olga)).toHaveLength(1);
  });

  test('happens once under one key', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const change = await proposed(olga);
    const body = { anchor: null, text: 'Once' };
    const path = `/api/changes/${change['id']}/comments`;
    await anna.post(path, body, { key: 'k1' });
    await anna.post(path, body, { key: 'k1' });
    expect(await threads(olga, change)).toMatchObject([{ anchor: null, comments: [{}] }]);
  });

  test('goes on with the next change of the same draft, while what it is about is there', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const change = await proposed(olga);
    await say(anna, change, {});
    await say(anna, change, { anchor: { ...hours, at: '/steps/amend' }, text: 'And this?' });
    await anna.post(`/api/changes/${change['id']}/return`, { comment: 'See there' });
    const { body } = await olga.get('/api/drafts');
    const [draft] = body['rows'] as unknown as Draft[];
    const { amend: _, ...steps } = draft!.content.steps;
    const led = JSON.parse(
      JSON.stringify(steps).replaceAll('"to":"amend"', '"to":"check"'),
    ) as typeof steps;
    const next = await saved(olga, draft!, { ...draft!.content, steps: led });
    const again = await olga.post(`/api/drafts/${next.id}/propose`, words);
    expect(again.status).toBe(201);
    expect(await threads(anna, again.body)).toMatchObject([
      { earlier: true, anchor: { at: hours.at, detached: false } },
      { earlier: true, anchor: { at: '/steps/amend', detached: false } },
    ]);
  });
});

describe('refused is', () => {
  test.each<[what: string, body: object, code: string]>([
    ['a place that is not there', { anchor: { ...hours, at: '/steps/none' } }, 'comment_anchor'],
    ['text that is no pointer', { anchor: { ...hours, at: 'steps' } }, 'comment_anchor'],
    ['another definition', { anchor: { ...hours, id: 'other' } }, 'comment_anchor'],
    ['somebody who may not read it', { mentions: ['carl'] }, 'comment_mention'],
    ['nobody', { mentions: ['nobody'] }, 'comment_mention'],
    ['nothing said', { text: '  ' }, 'schema'],
  ])('%s', async (_, body, code) => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const change = await proposed(olga);
    expect(codes(await say(anna, change, body))).toEqual([code]);
    expect(await threads(olga, change)).toEqual([]);
  });

  test('who may not, and what is not there', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const [change, other] = [await proposed(olga), await proposed(olga, 3)];
    await say(anna, change, {});
    const [thread] = await threads(olga, change);
    const elsewhere = `/api/changes/${other['id']}/comments/${thread?.id}`;
    expect(codes(await anna.post(`${elsewhere}/resolve`))).toEqual(['comment_not_found']);
    expect(codes(await anna.post(`${elsewhere}/answers`, { text: 'x' }))).toEqual([
      'comment_not_found',
    ]);
    expect((await anna.get('/api/changes/none/comments')).status).toBe(404);
  });
});
