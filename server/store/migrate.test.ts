import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { dumpSchema, migrate, migrations } from './migrate.ts';

const golden = 'schema.golden.sql';

test('every migration together makes the golden schema', async () => {
  const database = new Database(':memory:');
  migrate(database);
  await expect(dumpSchema(database)).toMatchFileSnapshot(golden);
});

test('migrations are numbered, each number once', () => {
  const numbers = migrations().map(({ name }) => name.slice(0, 4));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers).toEqual(numbers.toSorted());
});

test('every migration was applied, once; migrating again changes nothing', () => {
  const database = new Database(':memory:');
  migrate(database);
  const before = dumpSchema(database);
  migrate(database);
  expect(dumpSchema(database)).toBe(before);
  const applied = database.prepare('SELECT name FROM migration').pluck().all();
  expect(applied).toEqual(migrations().map(({ name }) => name));
});

test('a database that stopped half way goes on where it stopped', () => {
  const all = migrations();
  const database = new Database(':memory:');
  const whole = new Database(':memory:');
  migrate(database, all.slice(0, 1));
  migrate(database, all);
  migrate(whole, all);
  expect(dumpSchema(database)).toBe(dumpSchema(whole));
});

test('a migration that fails leaves nothing of itself', () => {
  const database = new Database(':memory:');
  const broken = {
    name: '0001-x.sql',
    text: 'CREATE TABLE a (b); CREATE TABLE a (b);',
    sha256: '',
  };
  expect(() => migrate(database, [broken])).toThrow('already exists');
  expect(dumpSchema(database)).not.toContain('CREATE TABLE a');
});

test('a database is refused when a migration that made it was edited, or is gone', () => {
  const database = new Database(':memory:');
  const one = { name: '0001-x.sql', text: 'CREATE TABLE a (b)', sha256: 'x' };
  migrate(database, [one]);
  expect(() => migrate(database, [{ ...one, sha256: 'y' }])).toThrow('0001-x.sql');
  expect(() => migrate(database, [])).toThrow('0001-x.sql');
});
