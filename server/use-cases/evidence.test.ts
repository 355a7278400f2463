import { describe, expect, test } from 'vitest';
import type { OrganisationDefinition } from '@flowmeter/engine/definition/organisation.ts';
import { testingPack } from '../testing-pack.ts';
import { testServer, type Client, type TestServer } from '../testing.ts';
import { parcelRow } from '../records/records.fixture.ts';
import { createWorker } from '../worker/worker.ts';
import {
  approve,
  codes,
  draftOf,
  people,
  proposed,
  saved,
  told,
  words,
} from './governance.fixture.ts';
import type { Draft, Json } from './governance.fixture.ts';
import { auditServer, bring } from './record-audits.fixture.ts';
import { stopBacktest } from './run-backtest.ts';

const evidenceOf = async (client: Client, change: Json) =>
  (await client.get(`/api/changes/${change['id']}/evidence`)).body;
const changeOf = async (client: Client, { id }: Json) =>
  (await client.get(`/api/changes/${String(id)}`)).body;
const renew = (client: Client, change: Json) =>
  client.post(`/api/changes/${change['id']}/evidence`);
const open = (client: Client) =>
  client.post('/api/cases', { flow: 'lend', data: { borrower: 'Ada', amount: 1 } });

/** A draft of another kind of definition, edited and proposed. */
async function proposedOf(
  client: Client,
  kind: string,
  id: string,
  edit: (content: never) => object,
) {
  const started = await client.post('/api/drafts', { kind, id });
  const draft = started.body as unknown as Draft;
  await saved(client, draft, edit(draft.content as never));
  const answer = await client.post(`/api/drafts/${draft.id}/propose`, words);
  expect(answer.status).toBe(201);
  return answer.body;
}

/** Parcels are heavy from other kilograms on. */
function heavierFrom(client: Client, most: number): Promise<Json> {
  return proposedOf(client, 'ruleset', 'weights', (content: { rules: { params?: object }[] }) => ({
    ...content,
    rules: content.rules.map((rule) =>
      rule.params === undefined
        ? rule
        : { ...rule, params: { most: { ...Object.values(rule.params)[0], value: most } } },
    ),
  }));
}

function noRoom(): never {
  throw new Error('no room');
}

async function withParcels(): Promise<TestServer> {
  const server = await auditServer();
  await bring(
    server,
    parcelRow('P1', { sender: 'Ada', weight: '25', desk: 'north' }),
    parcelRow('P2', { sender: 'Bo', weight: '15', desk: 'north' }),
    parcelRow('P3', { sender: 'Cy', weight: '15', desk: 'south' }),
  );
  return server;
}

describe('evidence for a flow', () => {
  test('is there when the change is proposed, each part with a hash', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    await open(await server.as('dora'));
    const change = await proposed(olga);
    const evidence = await evidenceOf(anna, change);
    expect(evidence).toMatchObject({
      hash: change['evidence_hash'],
      state: 'complete',
      renewing: false,
      since: null,
      parts: {
        differences: { state: 'done', content: [{ kind: 'flow', id: 'lend' }] },
        problems: { state: 'done' },
        soundness: {
          state: 'done',
          content: [{ id: 'lend', explored: expect.any(Number) as unknown }],
        },
        analysis: { state: 'none', reason: { en: expect.any(String) as unknown } },
        examples: { state: 'none' },
        backtest: { state: 'none' },
        migration: {
          state: 'done',
          content: [{ id: 'lend', versions: [{ current: true, open: 1, tried: 1, could: 1 }] }],
        },
        people: {
          state: 'done',
          content: {
            steps: [{ step: { id: 'check' }, kind: 'changed', posts: [{ id: 'checker' }] }],
            posts: [{ post: { id: 'checker' }, count: 3 }],
          },
        },
      },
    });
    const { parts } = evidence as unknown as { parts: Record<string, { hash: string }> };
    const hashes = Object.values(parts).map(({ hash }) => hash);
    expect(hashes.every((hash) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
    expect(new Set(hashes).size).toBe(8);
  });

  test('says why running cases cannot be moved', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    await open(await server.as('dora'));
    const draft = await draftOf(olga);
    const { check, ...steps } = draft.content.steps;
    const content = JSON.parse(
      JSON.stringify({ ...draft.content, steps: { ...steps, recheck: check } }).replaceAll(
        '"to":"check"',
        '"to":"recheck"',
      ),
    ) as object;
    await saved(olga, draft, content);
    const { body } = await olga.post(`/api/drafts/${draft.id}/propose`, words);
    const { parts } = (await evidenceOf(anna, body)) as unknown as { parts: Json };
    expect(parts['migration']).toMatchObject({
      content: [
        {
          versions: [{ tried: 1, could: 0, obstacles: [{ count: 1, cases: [{ title: 'Ada' }] }] }],
        },
      ],
    });
  });

  test('says when something has happened since, and is made anew', async () => {
    await using server = await testServer();
    const { olga, anna } = await people(server);
    const change = await proposed(olga);
    await open(await server.as('dora'));
    expect(await evidenceOf(anna, change)).toMatchObject({
      since: { records: 0, ended: 0, open: 1, definitions: false },
      can_renew: true,
    });
    server.clock.advance(1000);
    expect(await renew(anna, change)).toMatchObject({ status: 202, body: { renewing: true } });
    await createWorker(server.deps).runDue();
    const renewed = await changeOf(anna, change);
    expect(renewed['evidence_hash']).not.toBe(change['evidence_hash']);
    expect(await evidenceOf(anna, change)).toMatchObject({
      hash: renewed['evidence_hash'],
      since: null,
      parts: { migration: { state: 'done' } },
    });
    expect(codes(await approve(anna, change))).toEqual(['evidence_moved']);
    expect((await approve(anna, renewed)).status).toBe(200);
    expect(await renew(anna, change)).toMatchObject({ status: 409 });
    expect((await told(server)).map(([action]) => action)).toContain('change.evidence_completed');
  });
});

describe('evidence that takes long', () => {
  test('is made by the worker; until then nobody approves', { timeout: 30_000 }, async () => {
    await using server = await withParcels();
    const { olga, anna } = await people(server);
    const change = await heavierFrom(olga, 10);
    expect(change).toMatchObject({ evidence_ready: false });
    expect(await evidenceOf(anna, change)).toMatchObject({
      hash: null,
      state: 'running',
      parts: { backtest: { state: 'running', hash: null }, analysis: { state: 'done' } },
    });
    expect(codes(await approve(anna, change))).toEqual(['evidence_pending']);
    await server.restart();
    await createWorker(server.deps).runDue();
    const ready = await changeOf(anna, change);
    expect(ready).toMatchObject({ evidence_ready: true });
    expect(await evidenceOf(anna, change)).toMatchObject({
      hash: ready['evidence_hash'],
      state: 'complete',
      parts: {
        backtest: {
          state: 'done',
          content: {
            checked: 3,
            rules: [{ rule: { id: 'W1' }, gained: { hits: 2 }, lost: { hits: 0 } }],
            units: expect.arrayContaining([
              expect.objectContaining({
                unit: expect.objectContaining({ id: 'north' }) as unknown,
              }),
            ]) as unknown,
          },
        },
      },
    });
    expect(codes(await approve(anna, change))).toEqual(['evidence_moved']);
    expect((await approve(anna, ready)).status).toBe(200);
  });

  test('a part that fails is said, and can be made again', { timeout: 30_000 }, async () => {
    await using server = await withParcels();
    const { olga, anna } = await people(server);
    const change = await heavierFrom(olga, 10);
    const whole = server.deps.backtests;
    server.deps.backtests = { ...whole, begin: noRoom };
    await createWorker(server.deps).runDue();
    expect(await evidenceOf(anna, change)).toMatchObject({
      state: 'failed',
      can_renew: true,
      parts: { backtest: { state: 'failed', problem: { code: 'evidence_not_made' } } },
    });
    expect(codes(await approve(anna, change))).toEqual(['evidence_pending']);
    server.deps.backtests = whole;
    server.clock.advance(1000);
    expect((await renew(olga, change)).status).toBe(202);
    await createWorker(server.deps).runDue();
    expect((await approve(anna, await changeOf(anna, change))).status).toBe(200);
  });

  test('waits while somebody else tries something', { timeout: 30_000 }, async () => {
    await using server = await withParcels();
    const { olga, anna } = await people(server);
    const change = await heavierFrom(olga, 10);
    const other = await olga.post('/api/backtests', { change: change['id'] });
    expect(other.status).toBe(202);
    const worker = createWorker(server.deps);
    await worker.runDue();
    expect(await evidenceOf(anna, change)).toMatchObject({ state: 'running' });
    await stopBacktest(server.deps);
    await worker.runDue();
    expect(await evidenceOf(anna, change)).toMatchObject({ state: 'complete' });
  });

  test('of a change that was withdrawn nothing more is made', async () => {
    await using server = await withParcels();
    const { olga, anna } = await people(server);
    const change = await heavierFrom(olga, 10);
    await olga.post(`/api/changes/${change['id']}/withdraw`);
    expect(await server.deps.store.evidence.running()).toEqual([]);
    expect(await evidenceOf(anna, change)).toMatchObject({
      parts: { backtest: { state: 'none' } },
      can_renew: false,
    });
  });
});

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
