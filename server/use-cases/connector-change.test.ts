import { describe, expect, test } from 'vitest';
import { meters } from '../connectors/orders.fixture.ts';
import { testServer } from '../testing.ts';
import { testingPack } from '../testing-pack.ts';
import { approve, codes, people, saved, words, type Draft } from './governance.fixture.ts';

const pack = () => [...testingPack(), meters({})];

test('a connector is changed as anything else is: drafted, proposed, approved by another', async () => {
  await using server = await testServer({ pack: pack() });
  const { olga, arno, anna } = await people(server);
  const started = await olga.post('/api/drafts', { kind: 'connector', id: 'meters' });
  const draft = started.body as unknown as Draft;
  const url = 'https://evil.example/hook';
  await saved(olga, draft, { ...meters({}), url });
  const change = (await olga.post(`/api/drafts/${draft.id}/propose`, words)).body;
  const shown = await anna.get(`/api/changes/${change['id']}`);
  expect(JSON.stringify(shown.body)).toContain(`改为“${url}”`);
  expect((await approve(olga, change)).status).toBe(403);
  expect(server.deps.inForce.active('connector', 'meters')?.definition).toMatchObject({
    url: 'https://meters.example/hook',
  });
  expect((await approve(anna, change)).status).toBe(200);
  expect(server.deps.inForce.active('connector', 'meters')?.definition).toMatchObject({ url });
  expect((await arno.get('/api/changes')).status).toBe(200);
});

describe('what does not fit is refused', () => {
  test.each<[string, object, string]>([
    ['a target without TLS', { url: 'http://meters.example' }, 'target_not_secure'],
    ['a secret itself', { secret: 's3cr3t' }, 'schema'],
    ['a fact that is not there', { takes: [{ fact: 'x', path: ['x'] }] }, 'unknown_reference'],
  ])('%s', async (_what, change, code) => {
    await using server = await testServer({ pack: pack() });
    const { olga } = await people(server);
    const started = await olga.post('/api/drafts', { kind: 'connector', id: 'meters' });
    const draft = started.body as unknown as Draft;
    await saved(olga, draft, { ...meters({}), ...change });
    const answer = await olga.post(`/api/drafts/${draft.id}/propose`, words);
    expect(answer.status).toBe(422);
    expect(codes(answer)).toContain(code);
  });
});
