import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { at, openCase, pack, step } from './cases.fixture.ts';
import { migrate, migrations } from './migrate.ts';
import { openStore, type Store } from './store.ts';

let store: Store;

beforeEach(async () => {
  store = openStore(':memory:');
  await store.definitions.activate(pack.definitions, at);
});
afterEach(() => store.close());

const copy = (caseId: string, persons: string[]) => ({
  type: 'copy' as const,
  seq: 2,
  actor: 'carl',
  at,
  caseId,
  persons,
});

/** A case of which these people are sent a copy. */
async function tell(caseId: string, persons: string[]): Promise<void> {
  const opened = await openCase(caseId);
  const held = await step(opened, { type: 'claim', seq: 2, actor: 'carl', at });
  const copied = await step(held, copy(caseId, persons));
  for (const one of [opened, held, copied]) await store.cases.commit({ cases: [one] });
}

const told = async (person: string) => (await store.notices.toldTo(person, { limit: 100 })).rows;

test('they are written with the entry, or not at all', async () => {
  const opened = await openCase('c1');
  const held = await step(opened, { type: 'claim', seq: 2, actor: 'carl', at });
  const copied = await step(held, copy('c1', ['dora']));
  await store.cases.commit({ cases: [opened] });
  expect(await store.cases.commit({ cases: [copied] })).toMatchObject({ ok: false });
  expect([await told('dora'), await store.notices.unread('dora')]).toEqual([[], 0]);
  await store.cases.commit({ cases: [held] });
  await store.cases.commit({ cases: [copied] });
  expect(await store.cases.commit({ cases: [copied] })).toMatchObject({ ok: false });
  expect(await told('dora')).toMatchObject([{ kind: 'copy', case_id: 'c1', unread: 1 }]);
  expect(await store.notices.unread('dora')).toBe(1);
});

const people = ['dora', 'mia', 'both'] as const;

let cases = 0;

/** Something done to notices: told to some people, one read by anybody, all read up to one. */
const deed = fc.oneof(
  fc.subarray([...people], { minLength: 1 }).map((to) => () => tell(`c${++cases}`, to)),
  marking('read'),
  marking('readUpTo'),
);

function marking(how: 'read' | 'readUpTo') {
  const id = fc.integer({ min: 1, max: 12 });
  return fc.tuple(fc.constantFrom(...people), id).map(([person, upTo]) => {
    return () => store.notices[how](person, upTo);
  });
}

test('law: the count of what is not read is that of the list, whatever was done', async () => {
  const run = fc.asyncProperty(fc.array(deed, { maxLength: 12 }), async (deeds) => {
    for (const done of deeds) await done();
    for (const person of people) {
      const rows = await told(person);
      const open = rows.filter(({ unread }) => unread === 1);
      expect(await store.notices.unread(person)).toBe(open.length);
      expect(rows.map(({ unread }) => unread)).toEqual(
        rows.map(({ unread }) => unread).toSorted((a, b) => b - a),
      );
      expect((await store.notices.toldTo(person, { limit: 100, unread: true })).rows).toEqual(open);
    }
  });
  await fc.assert(run, { numRuns: 20 });
});

test('copies that were sent before there were notices are in the list, as read', () => {
  const database = new Database(':memory:');
  const all = migrations();
  const place = all.findIndex(({ name }) => name.startsWith('0008'));
  migrate(database, all.slice(0, place));
  database.exec(
    `INSERT INTO copied VALUES ('dora', '${at}', 'c1', 2, 'check', 'carl', 'see'), ('mia', '${at}', 'c1', 2, 'check', 'carl', NULL)`,
  );
  migrate(database, all);
  expect(database.prepare('SELECT person, kind, unread, note FROM notice').all()).toEqual([
    { person: 'dora', kind: 'copy', unread: 0, note: 'see' },
    { person: 'mia', kind: 'copy', unread: 0, note: null },
  ]);
});
