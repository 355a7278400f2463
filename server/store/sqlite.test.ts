import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { assertVersion, openDatabase } from './sqlite.ts';

test('durable: WAL and synchronous FULL after a write, foreign keys held', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flowmeter-'));
  const database = openDatabase(join(folder, 'a.sqlite'));
  database.prepare("INSERT INTO counter (name, value) VALUES ('x', 1)").run();
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('synchronous', { simple: true })).toBe(2);
  expect(database.pragma('wal_autocheckpoint', { simple: true })).toBe(16_000);
  const orphan =
    "INSERT INTO session (token_hash, account, created_at, seen_at) VALUES ('', '?', 0, 0)";
  expect(() => database.prepare(orphan).run()).toThrow('FOREIGN KEY');
  database.close();
  rmSync(folder, { recursive: true });
});

test('the driver still lowers `synchronous` at the first write, which is why it is set after one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flowmeter-'));
  const database = new Database(join(folder, 'a.sqlite'));
  database.pragma('journal_mode = WAL');
  expect(database.pragma('synchronous', { simple: true })).toBe(2);
  database.exec('CREATE TABLE a (b)');
  expect(database.pragma('synchronous', { simple: true })).toBe(1);
  database.close();
  rmSync(folder, { recursive: true });
});

test.each(['3.51.3', '3.51.4', '3.52.0', '4.0.0'])('SQLite %s will do', (version) => {
  expect(() => assertVersion(version)).not.toThrow();
});

test.each(['3.51.2', '3.50.9', '3.9.99', '2.99.99', '3.51'])('SQLite %s will not', (version) => {
  expect(() => assertVersion(version)).toThrow('3.51.3');
});
