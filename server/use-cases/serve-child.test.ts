import { describe, expect, test } from 'vitest';
import { kindsPack } from '../kinds-pack.fixture.ts';
import { testServer, type TestServer } from '../testing.ts';
import { createWorker } from '../worker/worker.ts';
import { commandCase } from './command-case.ts';

const runDue = (server: TestServer) => createWorker(server.deps).runDue();
const stateOf = (server: TestServer, id: string) => server.deps.store.cases.state(id);

async function open(server: TestServer, flow: string, data: object): Promise<string> {
  const dora = await server.as('dora');
  const opened = await dora.post('/api/cases', { flow, data });
  return String(opened.body['case_id']);
}

/** A case that calls `part`, and the case it calls. */
async function calling(server: TestServer): Promise<{ id: string; child: string }> {
  const id = await open(server, 'whole', { borrower: 'Ada' });
  await runDue(server);
  return { id, child: `${id}-2-0` };
}

/** Somebody does the work of the called case. */
async function work(server: TestServer, child: string): Promise<void> {
  const dora = await server.as('dora');
  await dora.post(`/api/tasks/${child}.2/claim`, {}, { version: 1 });
  await dora.post(`/api/tasks/${child}.2/complete`, { data: { amount: 7 } }, { version: 2 });
}

const openSteps = async (server: TestServer, id: string) =>
  (await stateOf(server, id))?.visits
    .filter(({ status }) => status === 'open')
    .map(({ step }) => step);

const commandsOf = async (server: TestServer, id: string) =>
  (await server.deps.store.cases.entries(id)).map(({ command }) => command);

/** A command of a person, whoever may give it. */
const settle = (server: TestServer, id: string, type: 'retry' | 'skip') =>
  commandCase(server.deps, {
    caseId: id,
    command: (at) => ({ type, seq: 2, actor: 'mia', at, reason: 'x' }),
  });

describe('a called case', () => {
  test('is opened once, in its caller’s unit, with what it is handed', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const { id, child } = await calling(server);
    await Promise.all([runDue(server), runDue(server)]);
    expect(await stateOf(server, child)).toMatchObject({
      flow: { id: 'part' },
      unit: 'north',
      data: { borrower: 'Ada' },
      parent: { caseId: id, seq: 2, index: 0, depth: 1 },
    });
    expect(await commandsOf(server, id)).toEqual(['open', 'child_opened']);
    expect((await stateOf(server, id))?.visits[1]?.children).toMatchObject([
      { caseId: child, status: 'open', version: (await stateOf(server, child))?.flow.hash },
    ]);
  });

  test('is opened after a restart where it was only asked for', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const id = await open(server, 'whole', { borrower: 'Ada' });
    expect(await stateOf(server, `${id}-2-0`)).toBeUndefined();
    await server.restart();
    await runDue(server);
    expect(await openSteps(server, `${id}-2-0`)).toEqual(['work']);
  });

  test('tells its caller that it has ended, and what it came to', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const { id, child } = await calling(server);
    await work(server, child);
    await server.restart();
    await runDue(server);
    expect(await openSteps(server, id)).toEqual(['check']);
    expect((await stateOf(server, id))?.data).toEqual({ borrower: 'Ada', note: 'done', amount: 7 });
    expect(await server.deps.store.timers.next()).toBeUndefined();
  });

  test('is cancelled with its caller', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const { id, child } = await calling(server);
    await commandCase(server.deps, {
      caseId: id,
      command: (at) => ({ type: 'cancel', actor: 'mia', at, reason: 'not wanted' }),
    });
    await runDue(server);
    expect(await stateOf(server, child)).toMatchObject({ status: 'ended', outcome: 'stopped' });
    expect(await server.deps.store.timers.next()).toBeUndefined();
  });

  test('that was not open yet is never opened when its caller is cancelled', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const id = await open(server, 'whole', { borrower: 'Ada' });
    await commandCase(server.deps, {
      caseId: id,
      command: (at) => ({ type: 'cancel', actor: 'mia', at, reason: 'not wanted' }),
    });
    await runDue(server);
    expect(await stateOf(server, `${id}-2-0`)).toBeUndefined();
    expect(await server.deps.store.timers.next()).toBeUndefined();
  });

  test('that cannot be opened is an incident; tried again it is opened', async () => {
    const pack = kindsPack().filter(({ id }) => id !== 'part');
    await using server = await testServer({ pack });
    const { id, child } = await calling(server);
    expect((await stateOf(server, id))?.visits[1]?.incident?.code).toBe('not_active');
    await runDue(server);
    expect(await commandsOf(server, id)).toEqual(['open', 'fail']);
    await server.deps.store.definitions.activate(kindsPack(), '2026-03-02T02:00:00.000Z');
    await server.deps.inForce.refresh();
    expect((await settle(server, id, 'retry')).ok).toBe(true);
    await runDue(server);
    expect(await openSteps(server, child)).toEqual(['work']);
  });

  test('that cannot be opened may be done without', async () => {
    const pack = kindsPack().filter(({ id }) => id !== 'part');
    await using server = await testServer({ pack });
    const { id } = await calling(server);
    expect((await settle(server, id, 'skip')).ok).toBe(true);
    await runDue(server);
    expect(await openSteps(server, id)).toEqual(['check']);
    expect(await server.deps.store.timers.next()).toBeUndefined();
  });

  test('calls no deeper than ten: an incident of the last one', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const id = await open(server, 'endless', {});
    await runDue(server);
    const deepest = `${id}${'-2-0'.repeat(9)}`;
    expect((await stateOf(server, deepest))?.visits[1]?.incident?.code).toBe('calls_too_deep');
    expect(await stateOf(server, `${deepest}-2-0`)).toBeUndefined();
  });
});

describe('a repeat', () => {
  const names = ['Ada', 'Eva', 'Ida'];
  const children = (id: string) => names.map((_name, index) => `${id}-2-${index}`);

  test('together: goes on when all have ended', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const id = await open(server, 'all', { names });
    await runDue(server);
    for (const child of children(id)) await work(server, child);
    await runDue(server);
    expect(await openSteps(server, id)).toEqual(['check']);
    const borrowers = children(id).map(async (one) => (await stateOf(server, one))?.data);
    expect(await Promise.all(borrowers)).toEqual(
      names.map((borrower) => ({ borrower, amount: 7 })),
    );
  });

  test('the first: the others are cancelled', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const id = await open(server, 'first', { names });
    await runDue(server);
    await work(server, `${id}-2-1`);
    await runDue(server);
    expect(await openSteps(server, id)).toEqual(['check']);
    const states = await Promise.all(children(id).map((one) => stateOf(server, one)));
    expect(states).toMatchObject([
      { outcome: 'stopped' },
      { outcome: 'done' },
      { outcome: 'stopped' },
    ]);
  });

  test('one by one: the next is opened when one has ended', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const id = await open(server, 'queue', { names });
    for (const child of children(id)) {
      await runDue(server);
      expect(await openSteps(server, id)).toEqual(['each']);
      await work(server, child);
    }
    await runDue(server);
    expect(await openSteps(server, id)).toEqual(['check']);
  });

  test('of nothing goes on at once', async () => {
    await using server = await testServer({ pack: kindsPack() });
    const id = await open(server, 'all', { names: [] });
    expect(await openSteps(server, id)).toEqual(['check']);
  });
});
