import { expect, test } from 'vitest';
import { testServer, type Client, type TestServer } from '../testing.ts';
import {
  approve,
  codes,
  draftOf,
  hoursNow,
  people,
  proposed,
  saved,
  told,
  words,
  type Draft,
} from './governance.fixture.ts';

/** Olga has a draft of the lending flow; meanwhile Otto's change of the check's hours took effect. */
async function overtaken(server: TestServer, hours: number) {
  const who = await people(server);
  const draft = await draftOf(who.olga, hours);
  await approve(who.anna, await proposed(who.otto, 8));
  const { body } = await who.olga.get('/api/definitions/flow/lend');
  return { ...who, draft, onto: (body as unknown as { hash: string }).hash };
}

const rebase = (client: Client, { id, revision }: Draft, body: object) =>
  client.post(`/api/drafts/${id}/rebase`, body, { version: revision });

test('what the draft alone changed is put on top of what is in force now', async () => {
  await using server = await testServer();
  const { olga, anna, draft, onto } = await overtaken(server, 4);
  const step = { ...draft.content.steps['check'], name: { zh: '新名', en: 'New name' } };
  const steps = { ...draft.content.steps, check: step };
  const own = await saved(olga, draft, { ...draft.content, steps });
  expect(codes(await olga.post(`/api/drafts/${own.id}/propose`, words))).toContain('change_stale');
  const merged = await rebase(olga, own, { onto, choices: {} });
  expect(merged).toMatchObject({
    status: 200,
    body: {
      base_hash: onto,
      revision: own.revision + 1,
      content: { steps: { check: { name: { en: 'New name' }, limits: [{ value: 8 }] } } },
    },
  });
  const change = await olga.post(`/api/drafts/${own.id}/propose`, words);
  expect(change.status).toBe(201);
  await approve(anna, change.body);
  expect(await hoursNow(olga)).toBe(8);
});

test('what both changed has to be chosen, and nothing is lost until then', async () => {
  await using server = await testServer();
  const { olga, draft, onto } = await overtaken(server, 2);
  const refused = await rebase(olga, draft, { onto, choices: {} });
  expect(refused).toMatchObject({
    status: 409,
    body: { problems: [{ code: 'merge_undecided' }, { code: 'merge_conflict' }] },
  });
  const [, conflict] = refused.body['problems'] as unknown as { at: string }[];
  expect(conflict?.at).toBe('/steps/check/limits/0/value');
  expect((await olga.get(`/api/drafts/${draft.id}`)).body).toMatchObject({
    revision: draft.revision,
    content: { steps: { check: { limits: [{ value: 2 }] } } },
  });
  const { limits } = draft.content.steps['check'] as unknown as { limits: { id: string }[] };
  const choices = { [`/steps/check/limits/${limits[0]?.id}/value`]: 'mine' };
  expect(await rebase(olga, draft, { onto, choices })).toMatchObject({
    status: 200,
    body: { base_hash: onto, content: { steps: { check: { limits: [{ value: 2 }] } } } },
  });
  expect((await told(server)).at(-1)).toEqual(['draft.rebased', 'olga', true]);
});

test('whoever took part in it before still does', async () => {
  await using server = await testServer();
  const { arno, anna, otto } = await people(server);
  const draft = await draftOf(arno, 4);
  await approve(anna, await proposed(otto, 8));
  const { body } = await arno.get('/api/definitions/flow/lend');
  const onto = (body as unknown as { hash: string }).hash;
  const own = await saved(arno, draft, {
    ...draft.content,
    description: { zh: '述', en: 'Words' },
  });
  expect((await rebase(arno, own, { onto, choices: {} })).status).toBe(200);
  const change = await arno.post(`/api/drafts/${own.id}/propose`, words);
  expect(change.status).toBe(201);
  expect(codes(await approve(arno, change.body))).toEqual(['own_change']);
});

test('choices made on an earlier version, or an earlier revision, are refused', async () => {
  await using server = await testServer();
  const { olga, otto, draft, onto } = await overtaken(server, 2);
  const other = await rebase(olga, draft, { onto: 'f'.repeat(64), choices: {} });
  expect(codes(other)).toEqual(['change_stale']);
  const old = await rebase(olga, { ...draft, revision: 1 }, { onto, choices: {} });
  expect(old).toMatchObject({ status: 412 });
  const unseen = await olga.post(`/api/drafts/${draft.id}/rebase`, { onto, choices: {} });
  expect(codes(unseen)).toEqual(['version_required']);
  expect((await rebase(otto, draft, { onto, choices: {} })).status).toBe(404);
});
