import { describe, expect, test, vi } from 'vitest';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import type { RaiseFindings } from '../deps.ts';
import { testingPack } from '../testing-pack.ts';
import { testServer, type TestServer } from '../testing.ts';
import { raiseFindings } from '../use-cases/raise-findings.ts';
import { makeCheckpoints } from '../use-cases/make-checkpoints.ts';
import { createWorker } from './worker.ts';

const hour = 3_600_000;

/** A case at its first task (limit: four hours), held by carl. */
async function opened(server: TestServer): Promise<string> {
  const [dora, carl] = [await server.as('dora'), await server.as('carl')];
  const body = { flow: 'lend', data: { borrower: 'Ada', amount: 10 } };
  const answer = await dora.post('/api/cases', body);
  const id = String(answer.body['case_id']);
  await carl.post(`/api/tasks/${id}.2/claim`, {}, { version: 1 });
  return id;
}

/** The same at the wait of half an hour. */
async function waiting(server: TestServer): Promise<string> {
  const id = await opened(server);
  const carl = await server.as('carl');
  await carl.post(`/api/tasks/${id}.2/complete`, { route: 'pass', data: {} }, { version: 2 });
  return id;
}

async function runDue(server: TestServer): Promise<void> {
  await createWorker(server.deps).runDue();
}

const stepsOf = async ({ deps }: TestServer, id: string) =>
  (await deps.store.cases.state(id))?.visits.map((visit) => `${visit.step} ${visit.status}`);

describe('a wait', () => {
  test('goes on when its time has come, and not before', async () => {
    await using server = await testServer();
    const id = await waiting(server);
    server.clock.advance(29 * 60_000);
    await runDue(server);
    expect(await stepsOf(server, id)).toContain('cool open');
    server.clock.advance(60_000);
    await runDue(server);
    expect(await stepsOf(server, id)).toEqual([
      'start done',
      'check done',
      'size done',
      'cool done',
      'hand_over open',
    ]);
    expect((await server.deps.store.cases.entries(id)).at(-1)).toMatchObject({
      command: 'fire',
      actor: 'system',
    });
  });

  test('is remembered by the next process, and fires once however often it is looked at', async () => {
    await using server = await testServer();
    const id = await waiting(server);
    await server.restart();
    server.clock.advance(10 * hour);
    await Promise.all([runDue(server), runDue(server)]);
    await runDue(server);
    const commands = (await server.deps.store.cases.entries(id)).map((entry) => entry.command);
    expect(commands).toEqual(['open', 'claim', 'complete', 'fire']);
  });
});

describe('a limit', () => {
  test('that has passed becomes a finding, once, and starts its handling', async () => {
    await using server = await testServer();
    const id = await opened(server);
    server.clock.advance(4 * hour - 1);
    await runDue(server);
    expect((await server.deps.store.cases.row(id))?.findings).toBe(0);
    server.clock.advance(1);
    await runDue(server);
    await runDue(server);
    const found = await server.deps.store.findings.list({ case: id, limit: 9 });
    expect(found.rows).toMatchObject([{ rule: 'D1', seq: 2, handler: 'carl', status: 'open' }]);
    const handling = await server.deps.store.cases.state(String(found.rows[0]?.rectification_id));
    expect(handling).toMatchObject({ flow: { id: 'repair' }, openedBy: 'system' });
  });

  test('warns first, and its due time is remembered by the next process', async () => {
    await using server = await testServer();
    const id = await opened(server);
    server.clock.advance(3 * hour);
    await runDue(server);
    await server.restart();
    expect(await server.deps.store.timers.next()).toBe('2026-03-02T05:00:00.000Z');
    server.clock.advance(hour);
    await runDue(server);
    expect((await server.deps.store.cases.row(id))?.findings).toBe(1);
  });

  test('whose warning comes late is not forgotten', async () => {
    await using server = await testServer();
    const id = await opened(server);
    const carl = await server.as('carl');
    server.clock.advance(3 * hour + 50 * 60_000);
    await carl.post(`/api/tasks/${id}.2/release`, {}, { version: 2 });
    server.clock.advance(hour);
    await runDue(server);
    expect((await server.deps.store.cases.row(id))?.findings).toBe(1);
  });

  test('that was kept leaves nothing', async () => {
    await using server = await testServer();
    const id = await waiting(server);
    server.clock.advance(5 * hour);
    await runDue(server);
    expect((await server.deps.store.findings.list({ case: id, limit: 9 })).rows).toEqual([]);
  });

  test('stands still in a pause', async () => {
    await using server = await testServer();
    const id = await opened(server);
    const carl = await server.as('carl');
    const pause = { reason: 'r', evidence: 'e' };
    await carl.post(`/api/tasks/${id}.2/pause`, pause, { version: 2 });
    server.clock.advance(9 * hour);
    await runDue(server);
    expect((await server.deps.store.findings.list({ case: id, limit: 9 })).rows).toEqual([]);
  });
});

test('after a long time down everything is made up for, in the order of time', async () => {
  await using server = await testServer();
  const [first, late] = [await waiting(server), await opened(server)];
  server.clock.advance(60_000);
  const second = await waiting(server);
  await server.restart();
  server.clock.advance(30 * 24 * hour);
  await runDue(server);
  const now = new Date(server.clock.clock()).toISOString();
  expect(await server.deps.store.timers.due(now, 9)).toEqual([]);
  expect(await stepsOf(server, first)).toContain('hand_over open');
  expect(await stepsOf(server, second)).toContain('hand_over open');
  expect((await server.deps.store.cases.row(late))?.findings).toBeGreaterThan(0);
});

test('the outbox is delivered, and empty afterwards', async () => {
  await using server = await testServer();
  const id = await opened(server);
  const heard: string[] = [];
  server.deps.live.listen({
    account: 'ann',
    mayHear: () => true,
    hear: (_id, news) => void heard.push(`${news.topic} ${news.id}`),
    check: () => {},
    close: () => {},
  });
  await runDue(server);
  expect(heard).toEqual([`cases ${id}`, `tasks ${id}.2`, `cases ${id}`, `tasks ${id}.2`]);
  expect(await server.deps.store.outbox.waiting(0, 9)).toEqual([]);
});

test('running, it wakes for commits and for the next timer, and sleeps otherwise', async () => {
  await using server = await testServer();
  const alarm = vi.spyOn(globalThis, 'setTimeout');
  const worker = createWorker(server.deps);
  worker.start();
  const id = await waiting(server);
  // Nothing of the audit log is left to be signed in a minute.
  await makeCheckpoints(server.deps, 'now');
  await vi.waitFor(() => expect(alarm).toHaveBeenCalledWith(expect.anything(), 30 * 60_000));
  const sleeping = alarm.mock.calls.length;
  await new Promise((resolve) => setImmediate(resolve));
  expect(alarm.mock.calls.length).toBe(sleeping);
  server.clock.advance(hour);
  const dora = await server.as('dora');
  await dora.get('/api/session');
  await vi.waitFor(async () => expect(await stepsOf(server, id)).toContain('hand_over open'));
  await worker.stop();
  alarm.mockRestore();
});

test('sessions that are over and old answers are taken away', async () => {
  await using server = await testServer();
  const dora = await server.as('dora');
  const body = { flow: 'lend', data: { borrower: 'Ada', amount: 10 } };
  await dora.post('/api/cases', body, { key: 'k' });
  server.clock.advance(25 * hour);
  const worker = createWorker(server.deps);
  worker.start();
  const { idempotency } = server.deps.store;
  await vi.waitFor(async () => expect(await idempotency.get('dora', 'k')).toBeUndefined());
  await worker.stop();
});

describe('what fails keeps nothing else waiting', () => {
  test('a timer that fails is put off, and served when it no longer does', async () => {
    const failsOnce = vi
      .fn<RaiseFindings>(raiseFindings)
      .mockRejectedValueOnce(new Error('cannot raise'));
    await using server = await testServer({ raiseFindings: failsOnce });
    const [late, other] = [await opened(server), await waiting(server)];
    server.clock.advance(5 * hour);
    await runDue(server);
    expect(await stepsOf(server, other)).toContain('hand_over open');
    expect(server.logged.join()).toContain('cannot raise');
    server.clock.advance(hour);
    await runDue(server);
    expect((await server.deps.store.cases.row(late))?.findings).toBe(1);
  });

  test('a wait after which the flow cannot decide is not forgotten', async () => {
    await using server = await testServer({ pack: packWith(decideByNote) });
    const id = await waiting(server);
    server.clock.advance(hour);
    await runDue(server);
    expect(await stepsOf(server, id)).toContain('cool open');
    const { rows } = await server.deps.store.incidents.list({ units: ['north'], limit: 9 });
    expect(rows).toMatchObject([{ case_id: id, code: 'decision_unknown', tries: 0 }]);
  });

  test('a round that fails is tried again without a commit', async () => {
    await using server = await testServer();
    const alarm = vi.spyOn(globalThis, 'setTimeout');
    const due = vi
      .spyOn(server.deps.store.timers, 'due')
      .mockRejectedValueOnce(new Error('locked'));
    const worker = createWorker(server.deps);
    worker.start();
    await vi.waitFor(() => expect(alarm).toHaveBeenCalledWith(expect.anything(), 5000));
    expect(server.logged.join()).toContain('locked');
    await worker.stop();
    due.mockRestore();
    alarm.mockRestore();
  });
});

/** The pack with the step after the wait replaced by a decision about a fact that nobody entered. */
function packWith(edit: (lend: FlowDefinition) => void): Definition[] {
  const pack = testingPack();
  const lend = pack.find((one) => one.kind === 'flow' && one.id === 'lend');
  edit(lend as FlowDefinition);
  return pack;
}

function decideByNote(lend: FlowDefinition): void {
  const { cool, size } = lend.steps;
  Object.assign(cool!, { routes: [{ id: 'cooled', to: 'noted' }] });
  lend.steps['noted'] = {
    ...size!,
    kind: 'decision',
    routes: [
      { id: 'yes', to: 'end', when: { fact: 'note', operator: 'equal', value: 'x' } },
      { id: 'no', to: 'hand_over' },
    ],
  };
}
