import { describe, expect, test, vi } from 'vitest';
import { testServer, type TestServer } from '../testing.ts';
import { approve, people, saved, words, type Draft } from '../use-cases/governance.fixture.ts';
import { createWorker } from './worker.ts';

/** A case at the end of the year: its own limit of twenty working days has no due time yet. */
async function openedLate(server: TestServer): Promise<string> {
  server.clock.set('2026-12-28T01:00:00.000Z');
  const dora = await server.as('dora');
  const body = { flow: 'lend', data: { borrower: 'Ada', amount: 10 } };
  return String((await dora.post('/api/cases', body)).body['case_id']);
}

const dueOf = async ({ deps }: TestServer, id: string) =>
  (await deps.store.cases.state(id))?.limits[0]?.dueAt;

async function publish(server: TestServer): Promise<void> {
  const { olga, anna } = await people(server);
  const started = await olga.post('/api/drafts', { kind: 'calendar', id: 'weekdays' });
  const draft = started.body as unknown as Draft & { content: { covers: object } };
  const covers = { from: '2026-01-01', to: '2027-12-31' };
  await saved(olga, draft, { ...draft.content, covers });
  const change = await olga.post(`/api/drafts/${draft.id}/propose`, words);
  await approve(anna, change.body);
}

describe('a calendar that is published further', () => {
  test('gives open cases their due times as soon as it is in force', async () => {
    await using server = await testServer();
    const id = await openedLate(server);
    const worker = createWorker(server.deps);
    worker.start();
    expect(await dueOf(server, id)).toBeNull();
    await publish(server);
    await vi.waitFor(async () => expect(await dueOf(server, id)).toBe('2027-01-25T16:00:00.000Z'));
    await worker.stop();
    expect(await server.deps.store.timers.uncovered('', 9)).toEqual([]);
    expect((await server.deps.store.cases.entries(id)).at(-1)).toMatchObject({
      command: 'recompute',
      actor: 'system',
    });
  });

  test('also when the server went down in between, and only once', async () => {
    await using server = await testServer();
    const id = await openedLate(server);
    await publish(server);
    await server.restart();
    const worker = createWorker(server.deps);
    await worker.runDue();
    await worker.runDue();
    const commands = (await server.deps.store.cases.entries(id)).map((entry) => entry.command);
    expect(commands).toEqual(['open', 'recompute']);
  });
});
