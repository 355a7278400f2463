import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { failed, ok, problem } from '@flowmeter/engine/problem.ts';
import { createSql, q, type Sql } from './statement.ts';
import { migrate } from './migrate.ts';
import { createWriter, type Writer } from './writer.ts';

let database: Database.Database;
let sql: Sql;
let writer: Writer;

beforeEach(() => {
  database = new Database(':memory:');
  migrate(database);
  sql = createSql(database);
  writer = createWriter(database, sql);
});

function put(name: string, value: number) {
  sql.run(q.insertInto('counter').values({ name, value }));
}

function large() {
  put('x'.repeat(100_000), 1);
  return ok(null);
}

function rows() {
  return sql.all(q.selectFrom('counter').selectAll().orderBy('name'));
}

test('what waits is committed together and answered after the commit', async () => {
  const seen: boolean[] = [];
  let groups = 0;
  writer.onCommitted(() => {
    groups += 1;
  });
  const writes = Array.from({ length: 100 }, (_, index) =>
    writer
      .write(() => {
        put(`n${index}`, index);
        return ok(index);
      })
      .then(() => seen.push(database.inTransaction)),
  );
  expect(rows()).toEqual([]);
  await Promise.all(writes);
  expect(rows()).toHaveLength(100);
  expect(new Set(seen)).toEqual(new Set([false]));
  expect(groups).toBe(1);
});

test('no more than 256 stand in one transaction', async () => {
  let groups = 0;
  writer.onCommitted(() => {
    groups += 1;
  });
  await Promise.all(Array.from({ length: 600 }, () => writer.write(() => ok(null))));
  expect(groups).toBe(3);
});

describe('one write of a group', () => {
  test('refuses without having written: the others are kept', async () => {
    const [first, second] = await Promise.all([
      writer.write(() => failed(problem('case_ended'))),
      writer.write(() => {
        put('kept', 1);
        return ok('done');
      }),
    ]);
    expect(first).toMatchObject({ ok: false, problems: [{ code: 'case_ended' }] });
    expect(second).toEqual(ok('done'));
    expect(rows()).toEqual([{ name: 'kept', value: 1 }]);
  });

  test('refuses after it has written: its own changes are undone', async () => {
    const [first] = await Promise.all([
      writer.write(() => {
        put('half', 1);
        return failed(problem('case_ended'));
      }),
      writer.write(() => {
        put('whole', 1);
        return ok(null);
      }),
    ]);
    expect(first.ok).toBe(false);
    expect(rows()).toEqual([{ name: 'whole', value: 1 }]);
  });

  test('throws: it alone hears of it', async () => {
    const writes = await Promise.allSettled([
      writer.write(() => {
        put('one', 1);
        throw new Error('a bug');
      }),
      writer.write(() => {
        put('two', 2);
        return ok(null);
      }),
    ]);
    expect(writes).toMatchObject([{ reason: { message: 'a bug' } }, { value: { ok: true } }]);
    expect(rows()).toEqual([{ name: 'two', value: 2 }]);
  });
});

test('`committed` runs after the commit and only then', async () => {
  const heard: unknown[] = [];
  await writer.write(
    () => failed(problem('busy')),
    (value) => heard.push(value),
  );
  await writer.write(
    () => ok('stored'),
    (value) => heard.push([value, database.inTransaction]),
  );
  expect(heard).toEqual([['stored', false]]);
});

test('too many waiting: refused at once, and served again later', async () => {
  const many = Array.from({ length: 5000 }, () => writer.write(() => ok(null)));
  const results = await Promise.all(many);
  const refused = results.filter((one) => !one.ok);
  expect(refused).toHaveLength(5000 - 4096);
  expect(refused[0]).toMatchObject({ problems: [{ code: 'busy' }] });
  expect(await writer.write(() => ok('again'))).toEqual(ok('again'));
});

test('a full disk: read only, and writing again when there is room', async () => {
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${pages}`);
  expect(await writer.write(large)).toMatchObject({ problems: [{ code: 'read_only' }] });
  expect(rows()).toEqual([]);
  database.pragma('max_page_count = 100000');
  expect(await writer.write(large)).toEqual(ok(null));
});

test('drained when nothing waits', async () => {
  await writer.drained();
  const write = writer.write(() => {
    put('last', 1);
    return ok(null);
  });
  await writer.drained();
  expect(rows()).toHaveLength(1);
  await write;
});
