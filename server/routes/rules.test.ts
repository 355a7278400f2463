import { expect, test } from 'vitest';
import { testServer, type Client } from '../testing.ts';

interface Rules {
  sets: { id: string; draft_id: string | null; rules: { id: string; findings: number }[] }[];
}

async function rulesFor(client: Client): Promise<Rules> {
  return (await client.get('/api/rules')).body as unknown as Rules;
}

test('every rule in force is listed by its set, with what it found in the own units', async () => {
  await using server = await testServer();
  const dora = await server.as('dora');
  await dora.post('/api/cases', { flow: 'lend', data: { borrower: 'Ada', amount: 100 } });
  server.clock.advance(5 * 3_600_000);
  const anna = await server.as('anna');
  await anna.post('/api/audits', { stage: 'during' });
  const [set] = (await rulesFor(anna)).sets;
  expect(set).toMatchObject({
    id: 'audits',
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    draft_id: null,
    rules: [
      { id: 'B1', stage: 'before', severity: 'R1', record: 'step', findings: 0 },
      { id: 'D1', findings: 1, open_findings: 1, typical: false, valid_from: null },
      { id: 'A1', findings: 0 },
    ],
  });
  const [elsewhere] = (await rulesFor(await server.as('sid'))).sets;
  expect(elsewhere?.rules.map(({ findings }) => findings)).toEqual([0, 0, 0]);
});

test('an owner sees that a draft of a set is open', async () => {
  await using server = await testServer();
  const olga = await server.as('olga');
  const { body } = await olga.post('/api/drafts', { kind: 'ruleset', id: 'audits' });
  expect((await rulesFor(olga)).sets[0]?.draft_id).toBe(body['id']);
});
