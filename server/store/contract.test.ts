/** What every store has to hold, whatever database is behind it: one suite, run on each of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fold } from '@flowmeter/engine/case/fold.ts';
import {
  at,
  claim,
  commitAll,
  findingOf,
  fire,
  handOver,
  lend,
  lendDefinition,
  openCase,
  pack,
  pass,
  pause,
  release,
  step,
  stored,
  takeOver,
} from './cases.fixture.ts';
import { hashOfAsked, type AnsweredRequest } from './idempotency.ts';
import { openStore, type Store } from './store.ts';

/** `again` opens the same data in a new store, as a new process would. */
interface Opened {
  store: Store;
  again(): Promise<Store>;
}

const folders: string[] = [];
const stores: Store[] = [];

/** Every database, once. */
const databases: [string, () => Promise<Opened>][] = [['SQLite', openSqlite]];

async function openSqlite(): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'flowmeter-'));
  folders.push(folder);
  const open = () => {
    const store = openStore(join(folder, 'flowmeter.sqlite'));
    stores.push(store);
    return store;
  };
  const store = open();
  return {
    store,
    again: async () => {
      await store.close();
      return open();
    },
  };
}

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe.each(databases)('the store on %s', (_name, open) => {
  let opened: Opened;
  let store: Store;

  beforeEach(async () => {
    opened = await open();
    ({ store } = opened);
    await store.definitions.activate(pack.definitions, at);
  });

  describe('cases', () => {
    test('an opened case is there, with its entry, row, task and timers', async () => {
      const one = await openCase('c1');
      expect(await store.cases.commit({ cases: [one] })).toMatchObject({ ok: true });
      expect(await store.cases.state('c1')).toEqual(one.state);
      expect(await store.cases.entries('c1')).toEqual([one.entry]);
      expect(await store.cases.row('c1')).toMatchObject({
        status: 'open',
        title: 'Ada',
        at_steps: '["check"]',
        due_at: '2026-03-02T05:00:00.000Z',
      });
      expect(await store.timers.next()).toBe('2026-03-02T03:48:00.000Z');
      expect(await store.cases.openCount(one.state.flow.hash)).toBe(1);
    });

    test('what was acknowledged is there for the next process, and is the fold of its entries', async () => {
      const { last } = await commitAll(store, 'c1', [claim, pass]);
      const next = await opened.again();
      expect(await next.cases.state('c1')).toEqual(last.state);
      expect(fold(await next.cases.entries('c1'))).toEqual(last.state);
      expect((await next.cases.entries('c1')).map((entry) => entry.version)).toEqual([1, 2, 3]);
    });

    test('a long case is folded from a snapshot to the same state', async () => {
      const often = Array.from({ length: 60 }, () => [claim, release]).flat();
      const { last } = await commitAll(store, 'c1', often);
      const next = await opened.again();
      expect(await next.cases.state('c1')).toEqual(last.state);
      expect(await next.cases.entries('c1')).toHaveLength(121);
    });

    test('the newest entries of a long case come without the others', async () => {
      const often = Array.from({ length: 60 }, () => [claim, release]).flat();
      await commitAll(store, 'c1', often);
      const first = (await store.cases.entriesPage('c1', { limit: 50 }))!;
      expect(first.rows.map(({ version }) => version)).toEqual(
        Array.from({ length: 50 }, (_, index) => 121 - index),
      );
      const second = await store.cases.entriesPage('c1', { cursor: first.next!, limit: 100 });
      expect(second?.rows.map(({ version }) => version)).toEqual(
        Array.from({ length: 71 }, (_, index) => 71 - index),
      );
      expect(second?.next).toBeNull();
      await commitAll(store, 'c2', []);
      expect(await store.cases.entriesPage('c2', { cursor: first.next!, limit: 9 })).toBe(
        undefined,
      );
    });

    test('an ended case leaves the open ones and keeps its state', async () => {
      const { last } = await commitAll(store, 'c1', [claim, pass, fire, takeOver, handOver]);
      const next = await opened.again();
      expect(await next.cases.state('c1')).toEqual(last.state);
      expect(await next.cases.row('c1')).toMatchObject({ status: 'ended', outcome: 'lent' });
      expect(await next.cases.openCount(lend().hash)).toBe(0);
      expect(await next.timers.next()).toBeUndefined();
      expect(await next.cases.entries('c1')).toHaveLength(6);
    });

    test('of two commands on one version, one is stored', async () => {
      const { first } = await commitAll(store, 'c1', []);
      const writes = await Promise.all(
        ['carl', 'both'].map(async (actor) =>
          store.cases.commit({ cases: [await step(first, { ...claim, actor })] }),
        ),
      );
      expect(writes.map((one) => one.ok)).toEqual([true, false]);
      expect(writes[1]).toMatchObject({
        problems: [{ code: 'version_conflict', details: { version: 2 } }],
      });
      expect((await store.cases.state('c1'))?.visits[1]?.holder).toBe('carl');
      expect(await store.cases.entries('c1')).toHaveLength(2);
    });

    test('a command on a case that has ended meanwhile is not stored', async () => {
      const { last } = await commitAll(store, 'c1', [claim, pass, fire]);
      const late = await step(last, { ...takeOver, actor: 'both' });
      await stored(store, await step(last, takeOver));
      expect(await store.cases.commit({ cases: [late] })).toMatchObject({
        problems: [{ code: 'version_conflict' }],
      });
    });

    test('a case that is not there', async () => {
      expect(await store.cases.state('none')).toBeUndefined();
      expect(await store.cases.row('none')).toBeUndefined();
      expect(await store.cases.entries('none')).toEqual([]);
    });
  });

  describe('lists of cases', () => {
    beforeEach(async () => {
      for (const id of ['c1', 'c2', 'c3']) await commitAll(store, id, []);
      await commitAll(store, 'c4', [claim, pass, fire, takeOver, handOver]);
      await commitAll(store, 'c5', [], { unit: 'south', data: { borrower: '100 %', amount: 1 } });
    });

    test('newest first, open and ended together, page by page', async () => {
      const first = await store.cases.list({ limit: 2 });
      expect(first.rows.map((row) => row.id)).toEqual(['c5', 'c4']);
      const second = await store.cases.list({ limit: 2, cursor: first.next! });
      expect(second.rows.map((row) => row.id)).toEqual(['c3', 'c2']);
      const third = await store.cases.list({ limit: 2, cursor: second.next! });
      expect(third).toMatchObject({ rows: [{ id: 'c1' }], next: null });
    });

    test.each([
      [{ units: ['south'] }, ['c5']],
      [{ units: [] }, []],
      [{ status: 'ended' as const }, ['c4']],
      [{ status: 'open' as const, units: ['north'] }, ['c3', 'c2', 'c1']],
      [{ flow: 'repair' }, []],
      [{ log: 'receipt' }, []],
      [{ q: 'ada', status: 'open' as const }, ['c3', 'c2', 'c1']],
      [{ q: 'C3' }, ['c3']],
      [{ q: '%' }, ['c5', 'c4', 'c3', 'c2', 'c1']],
      [{ q: 'nobody' }, []],
    ])('by %j', async (filter, ids) => {
      const page = await store.cases.list({ ...filter, limit: 50 });
      expect(page.rows.map((row) => row.id)).toEqual(ids);
    });
  });

  describe('findings', () => {
    test('are stored with what caused them, once, with the case that they open', async () => {
      const one = await openCase('c1');
      const opens = await openCase('c2');
      const finding = findingOf('f1', 'c1');
      await store.cases.commit({ cases: [one], findings: [{ finding, opens }] });
      const again = { ...finding, id: 'f2' };
      const other = await openCase('c3');
      await store.cases.commit({ cases: [], findings: [{ finding: again, opens: other }] });
      expect((await store.cases.row('c1'))?.findings).toBe(1);
      expect(await store.cases.state('c2')).toEqual(opens.state);
      expect(await store.cases.state('c3')).toBeUndefined();
      expect(await store.findings.byId('f2')).toBeUndefined();
    });

    test('follow their case when it ends', async () => {
      const { last } = await commitAll(store, 'c1', [claim, pass, fire, takeOver]);
      const end = await step(last, handOver);
      await store.cases.commit({
        cases: [end],
        findings: [{ finding: findingOf('f1', 'c1') }],
      });
      await store.cases.commit({ cases: [], findings: [{ finding: findingOf('f2', 'c1', 2) }] });
      expect(await store.cases.row('c1')).toMatchObject({ status: 'ended', findings: 2 });
    });
  });

  describe('tasks', () => {
    const pool = [{ post: 'checker', unit: 'north', scope: 'case' }];

    test('wait in their pool until somebody holds them', async () => {
      const { first } = await commitAll(store, 'c1', []);
      expect((await store.tasks.pool(pool, { limit: 9 })).rows).toMatchObject([{ id: 'c1.2' }]);
      await store.cases.commit({ cases: [await step(first, claim)] });
      expect((await store.tasks.pool(pool, { limit: 9 })).rows).toEqual([]);
      expect((await store.tasks.held('carl', { limit: 9 })).rows).toMatchObject([
        { id: 'c1.2', status: 'claimed' },
      ]);
      expect((await store.tasks.held('', { limit: 9 })).rows).toEqual([]);
    });

    test('the most urgent first, pools together, page by page', async () => {
      await commitAll(store, 'c1', [], { at: '2026-03-02T03:00:00.000Z' });
      await commitAll(store, 'c2', [], { at: '2026-03-02T02:00:00.000Z' });
      await commitAll(store, 'c3', [], { at, unit: 'south' });
      const pools = [...pool, { post: 'checker', unit: 'south', scope: 'case' }];
      const first = await store.tasks.pool(pools, { limit: 2 });
      expect(first.rows.map((row) => row.id)).toEqual(['c3.2', 'c2.2']);
      const second = await store.tasks.pool(pools, { limit: 2, cursor: first.next! });
      expect(second).toMatchObject({ rows: [{ id: 'c1.2' }], next: null });
    });

    test('a paused task has no due time and comes last', async () => {
      await commitAll(store, 'c1', [claim, pause]);
      await commitAll(store, 'c2', [claim]);
      const { rows } = await store.tasks.held('carl', { limit: 9 });
      expect(rows.map((row) => [row.id, row.status])).toEqual([
        ['c2.2', 'claimed'],
        ['c1.2', 'paused'],
      ]);
    });
  });

  describe('timers', () => {
    test('in order of time; they go with the limit that they stand for', async () => {
      const { last } = await commitAll(store, 'c1', [claim]);
      const due = await store.timers.due('2026-03-02T05:00:00.000Z', 9);
      expect(due.map((row) => [row.at, row.kind])).toEqual([['2026-03-02T03:48:00.000Z', 'warn']]);
      await store.cases.commit({ cases: [await step(last, pause)] });
      expect(await store.timers.due('2026-04-30T00:00:00.000Z', 9)).toEqual([]);
    });

    test('what was served is gone and does not come back with the next command', async () => {
      const { first } = await commitAll(store, 'c1', []);
      const fired = await store.timers.due('2026-03-02T04:00:00.000Z', 9);
      const due = { at: '2026-03-02T05:00:00.000Z', kind: 'due' };
      const next = fired.map((warn) => ({ ...warn, ...due }));
      await store.cases.commit({ cases: [], fired, next });
      await store.cases.commit({ cases: [await step(first, claim)] });
      expect(await store.timers.next()).toBe('2026-03-02T05:00:00.000Z');
    });
  });

  test('an answer is kept under its key with what it tells, or neither is', async () => {
    const row: AnsweredRequest = { actor: 'dora', key: 'k', asked: 'h', answer: '1', at };
    await store.cases.commit({ cases: [await openCase('c1')], idempotency: row });
    const kept = { actor: 'dora', key: 'k', body_hash: hashOfAsked('h'), answer: '1', at };
    expect(await store.idempotency.get('dora', 'k')).toEqual(kept);
    const second = await store.cases.commit({ cases: [await openCase('c2')], idempotency: row });
    expect(second).toMatchObject({ problems: [{ code: 'idempotency_in_flight' }] });
    expect(await store.cases.state('c2')).toBeUndefined();
    await store.idempotency.forget('2026-03-03T00:00:00.000Z', '2026-03-03T00:00:00.000Z');
    expect(await store.idempotency.get('dora', 'k')).toBeUndefined();
  });

  test('the outbox holds what was committed, in order, until it is delivered', async () => {
    await commitAll(store, 'c1', [claim]);
    const waiting = await store.outbox.waiting(0, 9);
    expect(waiting.map(({ news }) => news.map((one) => one.topic))).toEqual([
      ['cases', 'tasks'],
      ['cases', 'tasks'],
    ]);
    await store.outbox.delivered(waiting[0]!.id);
    const rest = await (await opened.again()).outbox.waiting(0, 9);
    expect(rest).toEqual(waiting.slice(1));
  });

  test('sessions end one by one and by age', async () => {
    await store.accounts.save([{ id: 'dora', password: 'x' }]);
    const times = { created_at: 10, seen_at: 10, confirmed_at: 10 };
    const about = { id: 's', way: 'password' as const, address: '::1', agent: '' };
    const session = { account: 'dora', ...times, ...about };
    for (const token_hash of ['a', 'b', 'c']) {
      await store.sessions.begin({ ...session, token_hash });
    }
    await store.sessions.end('a');
    await store.sessions.seen('b', 50);
    await store.sessions.expire(0, 20);
    const left = await Promise.all(['a', 'b', 'c'].map((hash) => store.sessions.get(hash)));
    expect(left.map((one) => one?.seen_at)).toEqual([undefined, 50, undefined]);
  });

  test('a definition is kept by its hash; the last one activated is in force', async () => {
    const flow = lendDefinition();
    const renamed = { ...flow, name: { zh: '借', en: 'Loan' } };
    await store.definitions.activate([renamed], at);
    const active = await store.definitions.active();
    const names = active.filter(({ id }) => id === 'lend').map((one) => one.definition.name.en);
    expect(names).toEqual(['Loan']);
    expect(await store.definitions.byHash(lend().hash)).toEqual(flow);
  });
});
