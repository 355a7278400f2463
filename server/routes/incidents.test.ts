import { describe, expect, test } from 'vitest';
import { ordered, orderServer, stepsOf } from '../connectors/orders.fixture.ts';
import { receiver, type Receiver } from '../connectors/receiver.fixture.ts';
import type { TestServer } from '../testing.ts';
import { createWorker } from '../worker/worker.ts';

interface Incident {
  id: string;
  version: number;
  [field: string]: unknown;
}

const runDue = ({ deps }: TestServer) => createWorker(deps).runDue();

async function failing(other: Receiver): Promise<TestServer> {
  const server = await orderServer({ url: other.origin });
  other.answers((response) => response.writeHead(404).end());
  await ordered(server);
  await runDue(server);
  return server;
}

async function incidentsFor(server: TestServer, person: string): Promise<Incident[]> {
  const client = await server.as(person);
  const { body } = await client.get('/api/incidents');
  return body['rows'] as unknown as Incident[];
}

test('an incident says what went wrong, where, and what can be done', async () => {
  await using other = await receiver();
  await using server = await failing(other);
  expect(await incidentsFor(server, 'stan')).toMatchObject([
    {
      case_title: 'Ada',
      flow: { id: 'order', name: { en: 'Order' } },
      step: { id: 'order', name: { en: 'Order the meter' } },
      unit: { id: 'north' },
      connector: { id: 'meters', name: { en: 'Meters' } },
      at: '2026-03-02T01:00:00.000Z',
      code: 'target_refused',
      words: { en: expect.stringContaining('(404)'), zh: expect.stringContaining('404') },
      tries: 1,
      legal: false,
      routes: [{ id: 'ordered' }, { id: 'by_hand', name: { en: 'By hand' } }],
    },
  ]);
});

describe('who settles it', () => {
  test('people of its unit and above', async () => {
    await using other = await receiver();
    await using server = await failing(other);
    const [{ id }] = (await incidentsFor(server, 'olga')) as [Incident];
    const org = structuredClone(server.deps.inForce.organisation()!);
    org.people.find((one) => one.id === 'stan')!.unit = 'south';
    await server.deps.store.definitions.activate([org], '2026-03-02T01:00:00.000Z');
    await server.deps.inForce.refresh();
    expect(await incidentsFor(server, 'stan')).toEqual([]);
    const stan = await server.as('stan');
    const answer = await stan.post(`/api/incidents/${id}/retry`, {}, { version: 2 });
    expect(answer).toMatchObject({
      status: 404,
      body: { problems: [{ code: 'incident_not_found' }] },
    });
  });

  test.each(['dora', 'anna', 'adam'])('not %s', async (person) => {
    await using server = await orderServer({});
    const client = await server.as(person);
    expect((await client.get('/api/incidents')).status).toBe(403);
    expect((await client.post('/api/incidents/x.2/skip', { reason: 'x' })).status).toBe(403);
    expect((await client.get('/api/dead-letters')).status).toBe(403);
  });
});

describe('it is settled by', () => {
  test('trying again: the same effect is sent once more', async () => {
    await using other = await receiver();
    await using server = await failing(other);
    const [{ id, version }] = (await incidentsFor(server, 'stan')) as [Incident];
    const stan = await server.as('stan');
    const answer = await stan.post(`/api/incidents/${id}/retry`, {}, { version });
    expect(answer).toMatchObject({ status: 200, body: { version: 3, ended: false } });
    expect(await incidentsFor(server, 'stan')).toEqual([]);
    other.answers((response) => response.writeHead(204).end());
    await runDue(server);
    const caseId = id.split('.', 1).join();
    expect(await stepsOf(server, caseId)).toContain('hand_over open');
    const ids = other.received.map(({ body }) => JSON.parse(body).id);
    expect(ids).toEqual([id, id]);
  });

  test.each([
    ['skip', {}, 'hand_over open'],
    ['reroute', { route: 'by_hand' }, 'recheck open'],
  ])('%s with a reason', async (action, more, step) => {
    await using other = await receiver();
    await using server = await failing(other);
    const [{ id, version }] = (await incidentsFor(server, 'stan')) as [Incident];
    const stan = await server.as('stan');
    const body = { reason: 'ordered by phone', ...more };
    const reason = { commitment: expect.any(String) };
    const answer = await stan.post(`/api/incidents/${id}/${action}`, body, { version });
    expect(answer.status).toBe(200);
    expect(await stepsOf(server, id.split('.', 1).join())).toContain(step);
    const { rows } = await server.deps.store.auditLog.page({ limit: 1 });
    expect(rows).toMatchObject([
      { actor: 'stan', action: `incident.${action}`, object: id, details: { ...more, reason } },
    ]);
    expect(await incidentsFor(server, 'stan')).toEqual([]);
  });

  test.each([
    ['skip without a reason', 'skip', {}, {}, 'schema'],
    ['skip with an empty reason', 'skip', { reason: ' ' }, {}, 'schema'],
    ['skip with a field of another action', 'skip', { reason: 'x', route: 'y' }, {}, 'schema'],
    ['reroute to nowhere', 'reroute', { reason: 'x', route: 'y' }, {}, 'unknown_route'],
    ['an older version', 'retry', {}, { version: 1 }, 'version_conflict'],
    ['no version', 'retry', {}, { version: undefined }, 'version_required'],
  ])('not by %s', async (_what, action, body, sent, code) => {
    await using other = await receiver();
    await using server = await failing(other);
    const [{ id }] = (await incidentsFor(server, 'stan')) as [Incident];
    const stan = await server.as('stan');
    const asked = JSON.parse(JSON.stringify({ version: 2, ...sent }));
    const answer = await stan.post(`/api/incidents/${id}/${action}`, body, asked);
    expect(answer.body['problems']).toMatchObject([{ code }]);
    expect((await incidentsFor(server, 'stan')).length).toBe(1);
  });

  test('one of two who settle it at once; a repeated request is answered alike', async () => {
    await using other = await receiver();
    await using server = await failing(other);
    const [{ id, version }] = (await incidentsFor(server, 'stan')) as [Incident];
    const [stan, olga] = [await server.as('stan'), await server.as('olga')];
    const path = `/api/incidents/${id}/skip`;
    const both = await Promise.all([
      stan.post(path, { reason: 'x' }, { version, key: 'k' }),
      olga.post(path, { reason: 'y' }, { version, key: 'k' }),
    ]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 412]));
    const winner = [stan, olga][both.findIndex(({ status }) => status === 200)]!;
    const reason = [{ reason: 'x' }, { reason: 'y' }][
      both.findIndex(({ status }) => status === 200)
    ];
    const again = await winner.post(path, reason, { version, key: 'k' });
    expect(again).toMatchObject({ status: 200, body: { version: 3 } });
  });

  test.each(['x', 'x.2', '1kjp0y9m0zzzzzzzzz.2'])('nobody where there is none: %s', async (id) => {
    await using server = await orderServer({});
    const stan = await server.as('stan');
    const answer = await stan.post(`/api/incidents/${id}/retry`, {}, { version: 1 });
    expect(answer).toMatchObject({
      status: 404,
      body: { problems: [{ code: 'incident_not_found' }] },
    });
  });
});

test('a case that has ended has no incident', async () => {
  await using other = await receiver();
  await using server = await failing(other);
  const [{ id, version }] = (await incidentsFor(server, 'stan')) as [Incident];
  const stan = await server.as('stan');
  await stan.post(`/api/incidents/${id}/skip`, { reason: 'x' }, { version });
  const dora = await server.as('dora');
  const task = `${id.split('.', 1).join()}.3`;
  await dora.post(`/api/tasks/${task}/claim`, {}, { version: 3 });
  const done = await dora.post(`/api/tasks/${task}/complete`, { data: {} }, { version: 4 });
  expect(done.body).toMatchObject({ ended: true });
  const answer = await stan.post(`/api/incidents/${id}/retry`, {}, { version: 5 });
  expect(answer.body['problems']).toMatchObject([{ code: 'case_ended' }]);
});
