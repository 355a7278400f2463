import { describe, expect, test } from 'vitest';
import type { OrganisationDefinition } from '@flowmeter/engine/definition/organisation.ts';
import { testingPack } from '../testing-pack.ts';
import { testServer, type Client } from '../testing.ts';
import { createWorker } from '../worker/worker.ts';
import { evidenceOf, open, proposedOf } from './evidence.fixture.ts';
import {
  approve,
  draftOf,
  people,
  proposed,
  saved,
  words,
  type Draft,
  type Json,
} from './governance.fixture.ts';

/** With a supervisor in the north, who sees less than the head office. */
function withSupervisor() {
  const pack = testingPack();
  const org = pack.find((one): one is OrganisationDefinition => one.kind === 'organisation')!;
  const name = { zh: 'nora', en: 'nora' };
  org.people.push({ id: 'nora', name, unit: 'north', posts: [], roles: ['supervisor'] });
  return pack;
}

function peopleIn(evidence: Json) {
  const { parts } = evidence as unknown as { parts: { people: { hash: string; content: object } } };
  return parts.people;
}

/** Does the task that a person of the post has in the case. */
async function does(client: Client, id: string, route: string): Promise<void> {
  const { body } = await client.get(`/api/cases/${id}`);
  const { tasks, version } = body as unknown as { tasks: { id: string }[]; version: number };
  const path = `/api/tasks/${tasks[0]!.id}`;
  expect((await client.post(`${path}/claim`, {}, { version })).status).toBe(200);
  const done = await client.post(`${path}/complete`, { route, data: {} }, { version: version + 1 });
  expect(done.status).toBe(200);
}

test('ended cases are asked again, also where one command brought several steps', async () => {
  await using server = await testServer();
  const id = String((await open(await server.as('dora'))).body['case_id']);
  const worker = createWorker(server.deps);
  await does(await server.as('carl'), id, 'pass');
  server.clock.advance(3_600_000);
  await worker.runDue();
  // After an hour everybody signs in again.
  const dora = await server.as('dora');
  await does(dora, id, 'done');
  expect((await dora.get(`/api/cases/${id}`)).body).toMatchObject({ status: 'ended' });
  const { olga, anna } = await people(server);
  const change = await proposedOf(
    olga,
    'ruleset',
    'audits',
    (content: object) =>
      JSON.parse(JSON.stringify(content).replace('"value":3000', '"value":0')) as object,
  );
  await worker.runDue();
  expect(await evidenceOf(anna, change)).toMatchObject({
    state: 'complete',
    parts: {
      backtest: { content: { cases: 1, rules: [{ rule: { id: 'A1' }, gained: { hits: 1 } }] } },
    },
  });
});

describe('who is concerned', () => {
  test('people and scores of other units are not told, the hashes are the same', async () => {
    await using server = await testServer({ pack: withSupervisor() });
    const { olga, anna } = await people(server);
    const nora = await server.as('nora');
    const change = await proposedOf(olga, 'indicator', 'K1', (content: object) => ({
      ...content,
      target: { ...(content as { target: object }).target, value: 50 },
    }));
    const [all, some] = [await evidenceOf(anna, change), await evidenceOf(nora, change)];
    expect(peopleIn(all).content).toMatchObject({
      scores: [{ scorecard: { id: 'S1' }, period: '2026-02' }],
      hidden: { scores: 0, pay: 0 },
    });
    expect(peopleIn(some).content).toMatchObject({ scores: [], hidden: { scores: 1 } });
    expect(JSON.stringify(peopleIn(some).content)).not.toContain('"sid"');
    expect(peopleIn(some).hash).toBe(peopleIn(all).hash);
    expect(some['hash']).toEqual(all['hash']);
  });

  test('work of other units is counted, not named', async () => {
    await using server = await testServer({ pack: withSupervisor() });
    const { olga } = await people(server);
    const change = await proposed(olga);
    const evidence = await evidenceOf(await server.as('nora'), change);
    const { parts } = evidence as unknown as { parts: { people: { content: { posts: Json[] } } } };
    expect(parts.people.content.posts).toMatchObject([
      { count: 3, people: [{ person: { id: 'carl' } }, { person: { id: 'both' } }] },
    ]);
  });
});

test('several definitions are looked at together, and said one by one', async () => {
  await using server = await testServer();
  const { olga, anna } = await people(server);
  const flow = await draftOf(olga);
  const started = await olga.post('/api/drafts', { kind: 'calendar', id: 'weekdays' });
  const calendar = started.body as unknown as Draft;
  await saved(olga, calendar, { ...calendar.content, workdays: [1, 2, 3, 4, 5, 6] });
  const body = { ...words, drafts: [flow.id, calendar.id] };
  const answer = await olga.post('/api/changes', body);
  expect(answer.status).toBe(201);
  expect(await evidenceOf(anna, answer.body)).toMatchObject({
    state: 'complete',
    parts: {
      differences: { content: [{ kind: 'flow' }, { kind: 'calendar' }] },
      soundness: { content: [{ id: 'lend' }] },
      backtest: { state: 'none' },
    },
  });
  expect((await approve(anna, answer.body)).status).toBe(200);
});
