import { describe, expect, test } from 'vitest';
import type { Limit } from '@flowmeter/engine/definition/limit.ts';
import { testServer, type TestServer } from '../testing.ts';
import { packWithLimit, withoutSupervisors } from './limits.fixture.ts';
import { createWorker } from './worker.ts';

const hour = 3_600_000;
const said = (text: string) => ({ zh: text, en: text });

/** Four hours for checking: reminded twice; when it has passed the manager, the supervisors, the manager. */
const chain: Partial<Limit> = {
  reminders: [0.5, 0.75],
  escalate: [
    { after: { value: 1, unit: 'h' }, to: 'manager', notice: said('hurry') },
    { at: 1.5, to: 'above' },
    { after: { value: 4, unit: 'h' }, to: 'manager', reassign: true },
  ],
};

/** A case at its first task, held by carl. */
async function opened(server: TestServer): Promise<string> {
  const [dora, carl] = [await server.as('dora'), await server.as('carl')];
  const body = { flow: 'lend', data: { borrower: 'Ada', amount: 10 } };
  const answer = await dora.post('/api/cases', body);
  const id = String(answer.body['case_id']);
  await carl.post(`/api/tasks/${id}.2/claim`, {}, { version: 1 });
  return id;
}

async function pass(server: TestServer, hours: number): Promise<void> {
  server.clock.advance(hours * hour);
  await createWorker(server.deps).runDue();
}

/** What the case's history says that time did to its limits. */
async function toldOf({ deps }: TestServer, id: string): Promise<string[]> {
  const entries = await deps.store.cases.entries(id);
  return entries.flatMap(({ events }) =>
    events.flatMap(({ type }) => (type.startsWith('limit.') ? [type.slice(6)] : [])),
  );
}

describe('reminders and escalation', () => {
  test('are entries of the case, each in its time, also over a restart', async () => {
    await using server = await testServer({ pack: packWithLimit(chain) });
    const id = await opened(server);
    await pass(server, 2);
    expect(await toldOf(server, id)).toEqual(['reminded']);
    await server.restart();
    await pass(server, 1);
    expect(await toldOf(server, id)).toEqual(['reminded', 'reminded']);
    await pass(server, 1);
    expect(await toldOf(server, id)).toEqual(['reminded', 'reminded', 'passed']);
    expect((await server.deps.store.cases.row(id))?.findings).toBe(1);
    await pass(server, 1);
    await server.restart();
    await pass(server, 1);
    expect(await toldOf(server, id)).toHaveLength(5);
    await pass(server, 48);
    await pass(server, 48);
    expect(await toldOf(server, id)).toHaveLength(6);
    const left = await server.deps.store.timers.due('2026-12-31', 99);
    expect(left.filter(({ case_id }) => case_id === id)).toMatchObject([
      { kind: 'warn', limit_id: 'whole' },
    ]);
  });

  test('are said on the timeline in both languages', async () => {
    await using server = await testServer({ pack: packWithLimit(chain) });
    const id = await opened(server);
    await pass(server, 9);
    const stan = await server.as('stan');
    const { body } = await stan.get(`/api/cases/${id}/entries`);
    const { rows } = body as unknown as { rows: { sentences: { zh: string; en: string }[] }[] };
    const sentences = rows.flatMap((row) => row.sentences).toReversed();
    expect(sentences.slice(-6).map(({ en }) => en)).toEqual([
      '50 % of the internal limit of “Check”, 4 h, is used: reminded',
      '75 % of the internal limit of “Check”, 4 h, is used: reminded',
      'The internal limit of “Check”, 4 h, has passed',
      'The internal limit of “Check”, 4 h, has passed: escalated to manager (hurry)',
      'The internal limit of “Check”, 4 h, has passed: escalated to Supervisors above',
      'The internal limit of “Check”, 4 h, has passed: escalated and reassigned to manager',
    ]);
    expect(sentences.at(-1)?.zh).toBe('“Check”内控时限 4 小时超期，升级并改派给manager');
  });

  test('reach whoever has the task, then the post and the supervisors, as notices', async () => {
    await using server = await testServer({ pack: packWithLimit(chain) });
    await opened(server);
    await pass(server, 7);
    const told = async (person: string) => {
      const { body } = await (await server.as(person)).get('/api/notices');
      const { rows } = body as unknown as { rows: { kind: string; words: unknown }[] };
      return rows.map(({ kind, words }) => ({ kind, words }));
    };
    const reminder = { kind: 'reminder', words: null };
    const escalation = { kind: 'escalation', words: null };
    expect(await told('carl')).toEqual([reminder, reminder]);
    // First the manager of the north, then its supervisors: mia is both.
    expect(await told('mia')).toEqual([escalation, { ...escalation, words: said('hurry') }]);
    expect(await told('stan')).toEqual([escalation]);
    expect(await told('dora')).toEqual([]);
  });

  test('tell the live screens of those who have the task, and of those it is escalated to', async () => {
    await using server = await testServer({ pack: packWithLimit(chain) });
    const id = await opened(server);
    const heard: string[] = [];
    server.deps.live.listen({
      account: 'ann',
      mayHear: () => true,
      hear: (_id, { topic, pool = '' }) => void heard.push(`${topic} ${pool}`.trim()),
      check: () => {},
      close: () => {},
    });
    await pass(server, 2);
    expect(heard).toContain('tasks case checker north');
    await pass(server, 2);
    heard.length = 0;
    await pass(server, 1);
    expect(heard).toContain('tasks above manager north');
    expect(await toldOf(server, id)).toContain('escalated');
  });
});

describe('a task that is escalated', () => {
  test('shows it, and may be seen by the post it is escalated to, who can only urge it', async () => {
    await using server = await testServer({ pack: withoutSupervisors(packWithLimit(chain)) });
    const id = await opened(server);
    await pass(server, 4.5);
    const unknown = await (await server.as('mia')).get(`/api/tasks/${id}.2`);
    expect(unknown.status).toBe(404);
    await pass(server, 0.5);
    const seen = await (await server.as('mia')).get(`/api/tasks/${id}.2`);
    expect(seen.body).toMatchObject({
      escalated: { id: 'manager' },
      can: ['urge'],
      limits: [
        {
          used: 5,
          share: 1.25,
          reminders: [{ share: 0.5 }, { share: 0.75 }],
          escalations: [{ level: 1, to: { id: 'manager' } }, { told: null }, { told: null }],
        },
      ],
      limit_clock: { owner: 'utility', runs: true, since: '2026-03-02T01:00:00.000Z' },
    });
    const carl = await server.as('carl');
    const { body } = await carl.get('/api/tasks?box=mine');
    expect(body['rows']).toMatchObject([{ id: `${id}.2`, escalated: { id: 'manager' } }]);
  });

  test('and reassigned is nobody’s until its new post claims it', async () => {
    await using server = await testServer({ pack: packWithLimit(chain) });
    const id = await opened(server);
    await pass(server, 9);
    const [carl, mia] = [await server.as('carl'), await server.as('mia')];
    const complete = { route: 'pass', data: {} };
    const refused = await carl.post(`/api/tasks/${id}.2/complete`, complete, { version: 8 });
    expect(refused.status).toBe(404);
    const pool = await mia.get('/api/tasks?box=pool');
    expect(pool.body['rows']).toMatchObject([{ id: `${id}.2`, post: { id: 'manager' } }]);
    const claimed = await mia.post(`/api/tasks/${id}.2/claim`, {}, { version: 8 });
    expect(claimed.status).toBe(200);
    const done = await mia.post(`/api/tasks/${id}.2/complete`, complete, { version: 9 });
    expect(done.status).toBe(200);
  });

  test('is shown to nobody else', async () => {
    await using server = await testServer({ pack: packWithLimit(chain) });
    const id = await opened(server);
    await pass(server, 9);
    const sid = await server.as('sid');
    expect((await sid.get(`/api/tasks/${id}.2`)).status).toBe(404);
  });
});

describe('what is over or stands still', () => {
  test('is not told: a task done in time leaves nothing behind', async () => {
    await using server = await testServer({ pack: packWithLimit(chain) });
    const id = await opened(server);
    await pass(server, 2);
    const carl = await server.as('carl');
    await carl.post(`/api/tasks/${id}.2/complete`, { route: 'pass', data: {} }, { version: 3 });
    await pass(server, 30 * 24);
    expect((await toldOf(server, id)).filter((one) => one === 'reminded')).toHaveLength(1);
    expect(await toldOf(server, id)).not.toContain('escalated');
  });

  test('is not told in a pause, and told after it', async () => {
    await using server = await testServer({ pack: packWithLimit(chain) });
    const id = await opened(server);
    const carl = await server.as('carl');
    const pause = { reason: 'r', evidence: 'e' };
    await carl.post(`/api/tasks/${id}.2/pause`, pause, { version: 2 });
    await pass(server, 20);
    expect(await toldOf(server, id)).toEqual([]);
    const again = await server.as('carl');
    const { body } = await again.get(`/api/tasks/${id}.2`);
    expect(body['limit_clock']).toMatchObject({ owner: 'utility', runs: false });
    await again.post(`/api/tasks/${id}.2/resume`, {}, { version: 3 });
    await pass(server, 2);
    expect(await toldOf(server, id)).toEqual(['reminded']);
  });
});

test('a case that the customer has says since when its own clock stands still', async () => {
  await using server = await testServer();
  const id = await opened(server);
  server.clock.advance(hour);
  const carl = await server.as('carl');
  const back = { route: 'back', data: {}, comment: 'not clear' };
  expect((await carl.post(`/api/tasks/${id}.2/complete`, back, { version: 2 })).status).toBe(200);
  server.clock.advance(26 * hour);
  const stan = await server.as('stan');
  const { body } = await stan.get(`/api/cases/${id}`);
  expect(body).toMatchObject({
    limit_clock: { owner: 'customer', runs: false, since: '2026-03-02T02:00:00.000Z' },
    limits: [{ id: 'whole', used: 0, share: 0, due_at: null }],
  });
});
