import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Applied } from './apply-commit.ts';
import { at, claim, openCase, pack, step } from './cases.fixture.ts';
import { createCaseStore, type CaseStore } from './cases.ts';
import { createDefinitionStore } from './definitions.ts';
import type { Settled } from './group-commit.ts';
import { openDatabase } from './sqlite.ts';
import { createSql } from './statement.ts';
import { createThreadHandle, type ThreadHandle } from './thread-handle.ts';
import { createWriter, type Writer } from './writer.ts';

let folder: string;
let file: string;
let database: Database;
let deaths: unknown[];
let thread: ThreadHandle;
let writer: Writer;
let cases: CaseStore;
/** What the tests put between the writer and the thread. */
let between: (texts: readonly string[]) => readonly string[];
let back: (settled: Settled<Applied>) => Settled<Applied>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flowmeter-'));
  file = join(folder, 'a.sqlite');
  deaths = [];
  between = (texts) => texts;
  back = (settled) => settled;
  database = openDatabase(file);
  const sql = createSql(database);
  thread = createThreadHandle(file, (error) => deaths.push(error));
  writer = createWriter(database, sql, {
    ...thread,
    settle: (texts, done) => thread.settle(between(texts), (settled) => done(back(settled))),
  });
  cases = createCaseStore(sql, writer);
  await createDefinitionStore(sql, writer).activate(pack.definitions, at);
});

afterEach(async () => {
  await writer.drained();
  await thread.close();
  database.close();
  rmSync(folder, { recursive: true });
});

function die(texts: readonly string[]) {
  return texts.map(() => 'not JSON');
}

test('a commit that throws is told so; those of its group are kept', async () => {
  const [one, other] = await Promise.all([openCase('c1'), openCase('c2')]);
  await cases.commit({ cases: [one] });
  const writes = await Promise.allSettled([
    cases.commit({ cases: [one] }),
    cases.commit({ cases: [other] }),
  ]);
  expect(writes).toMatchObject([
    { reason: { message: expect.stringContaining('UNIQUE') } },
    { value: { ok: true } },
  ]);
  expect((await cases.row('c2'))?.version).toBe(1);
  expect(deaths).toEqual([]);
});

test('a group is one commit, of which hearers get what it left for them', async () => {
  const heard: unknown[] = [];
  writer.onCommitted((left) => heard.push(left?.notices.map(({ id }) => id)));
  const both = await Promise.all([openCase('c1'), openCase('c2')]);
  await Promise.all(both.map((one) => cases.commit({ cases: [one] })));
  expect(heard).toEqual([['c1', 'c1.2', 'c2', 'c2.2']]);
});

describe('a thread that dies', () => {
  test('those that wait for it are told; the next commit has a new one', async () => {
    between = die;
    const both = await Promise.all([openCase('c1'), openCase('c2')]);
    const writes = await Promise.allSettled(both.map((one) => cases.commit({ cases: [one] })));
    expect(writes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(deaths).toMatchObject([{ name: 'SyntaxError' }]);
    between = (texts) => texts;
    expect(await cases.commit({ cases: [both[0]] })).toMatchObject({ ok: true });
    expect((await cases.row('c1'))?.version).toBe(1);
  });

  test('after its commit and before its answer: the next to ask reads what was stored', async () => {
    const one = await openCase('c1');
    await cases.commit({ cases: [one] });
    back = ({ outcomes }) => ({
      outcomes: outcomes.map(() => ({ thrown: new Error('gone') })),
      commits: [],
    });
    const next = await step(one, claim);
    await expect(cases.commit({ cases: [next] })).rejects.toThrow('gone');
    expect(await cases.state('c1')).toEqual(next.state);
  });

  test('nobody waits: the process may end, and closing is over at once', async () => {
    between = die;
    await cases.commit({ cases: [] }).catch(() => undefined);
    await thread.close();
    expect(deaths).toHaveLength(1);
  });
});

test('what was given is committed before the end; the last to close leaves one file', async () => {
  const one = await openCase('c1');
  const stored = cases.commit({ cases: [one] });
  await writer.drained();
  await thread.close();
  database.close();
  expect(await stored).toMatchObject({ ok: true });
  expect(existsSync(`${file}-wal`)).toBe(false);
});
