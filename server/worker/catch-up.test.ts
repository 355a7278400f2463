/** What a server that was down for long makes up for: everything, in order, between other work. */
import Database from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import type { Limit } from '@flowmeter/engine/definition/limit.ts';
import type { TimerRow } from '../store/schema.ts';
import { testServer, testStart, type TestServer } from '../testing.ts';
import { packWithLimit } from './limits.fixture.ts';
import { serveTimers } from './serve-timers.ts';
import { createWorker } from './worker.ts';

const minute = 60_000;

const chain: Partial<Limit> = {
  reminders: [0.25, 0.5],
  escalate: [
    { after: { value: 30, unit: 'min' }, to: 'manager' },
    { after: { value: 2, unit: 'h' }, to: 'manager' },
  ],
};

async function opened(server: TestServer): Promise<string> {
  const dora = await server.as('dora');
  const body = { flow: 'lend', data: { borrower: 'Ada', amount: 10 } };
  return String((await dora.post('/api/cases', body)).body['case_id']);
}

test('in the order of time across cases, also what one thing leads to', async () => {
  await using server = await testServer({ pack: packWithLimit(chain) });
  const ids: string[] = [];
  for (const wait of [0, 37, 20, 90, 3]) {
    server.clock.advance(wait * minute);
    ids.push(await opened(server));
  }
  server.clock.advance(14 * 24 * 60 * minute);
  await server.restart();
  const served = servedBy(server);
  await createWorker(server.deps).runDue();
  const times = served.filter(({ kind }) => kind !== 'warn').map(({ at }) => at);
  expect(times).toEqual(times.toSorted());
  const ofChecks = Map.groupBy(
    served.filter(({ limit_id }) => limit_id === 'check'),
    ({ case_id }) => case_id,
  );
  const kinds = ids.map((id) =>
    ofChecks
      .get(id)
      ?.map(({ kind }) => kind)
      .join(' '),
  );
  expect(kinds).toEqual(ids.map(() => 'remind remind due escalate escalate'));
});

test('ten thousand at once, with room for other work all the while', async () => {
  await using server = await testServer();
  const [many, instants] = [10_000, 40];
  fillWithOverdue(server, many, instants);
  const other = otherWork(server);
  await serveTimers(server.deps);
  const { removed, turns, most } = other();
  expect(removed).toBe(many);
  expect(most).toBeLessThanOrEqual(128);
  expect(turns).toBeGreaterThan(many / 128);
  expect(server.logged.join()).not.toContain('waits');
  expect(await server.deps.store.timers.next()).toBeUndefined();
});

test('and is stopped between two rounds', async () => {
  await using server = await testServer();
  fillWithOverdue(server, 1000, 5);
  let rounds = 0;
  await serveTimers(server.deps, () => rounds++ === 2);
  const left = await server.deps.store.timers.due('2026-12-31', 2000);
  expect(left).toHaveLength(1000 - 2 * 64);
});

/** Timers of cases that are long gone, due at so many instants before the start. */
function fillWithOverdue(server: TestServer, many: number, instants: number): void {
  const database = new Database(server.file);
  const insert = database.prepare("INSERT INTO timer VALUES (?, ?, 2, 'due', 'check')");
  const first = Date.parse(testStart) - instants * minute;
  database.transaction(() => {
    for (let n = 0; n < many; n++) {
      insert.run(new Date(first + (n % instants) * minute).toISOString(), `gone${n}`);
    }
  })();
  database.close();
}

/** The timers that commits serve from now on, in order. */
function servedBy({ deps }: TestServer): TimerRow[] {
  const served: TimerRow[] = [];
  const { cases } = deps.store;
  const commit = cases.commit.bind(cases);
  vi.spyOn(cases, 'commit').mockImplementation((one) => {
    served.push(...(one.fired ?? []));
    return commit(one);
  });
  return served;
}

/**
 * Something else that wants its turn of the event loop, again and again: how many it got, and the most
 * timers that were served between two of them.
 */
function otherWork({ deps }: TestServer) {
  const { timers } = deps.store;
  const seen = { removed: 0, turns: 0, most: 0 };
  const remove = timers.remove.bind(timers);
  vi.spyOn(timers, 'remove').mockImplementation((row) => {
    seen.removed++;
    return remove(row);
  });
  let running = true;
  let before = 0;
  const turn = () => {
    seen.turns++;
    seen.most = Math.max(seen.most, seen.removed - before);
    before = seen.removed;
    if (running) setImmediate(turn);
  };
  turn();
  return () => {
    running = false;
    return seen;
  };
}
