/** Numbered migrations, each applied once, in order, in a transaction of its own. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';

const folder = new URL('./migrations/', import.meta.url);

interface Migration {
  name: string;
  text: string;
  sha256: string;
}

/** Every migration, by number. */
export function migrations(): Migration[] {
  const files = readdirSync(folder).filter((file) => /^\d{4}-[a-z-]+\.sql$/.test(file));
  return files.toSorted().map((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
  });
}

/**
 * Brings the database up to date.
 *
 * @throws when a migration that was applied has been edited since, or is gone: the file is then not
 * what made this database
 */
export function migrate(database: Database, known = migrations()): void {
  database.exec(
    'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL) WITHOUT ROWID',
  );
  const applied = database.prepare('SELECT name, sha256 FROM migration').all() as Migration[];
  for (const one of applied) {
    const same = known.some((other) => other.name === one.name && other.sha256 === one.sha256);
    if (!same) throw new Error(`Migration ${one.name} is not the one that made this database`);
  }
  const record = database.prepare('INSERT INTO migration (name, sha256) VALUES (?, ?)');
  for (const one of known) {
    if (applied.some((other) => other.name === one.name)) continue;
    database.transaction(() => {
      database.exec(one.text);
      record.run(one.name, one.sha256);
    })();
  }
}

/** The schema as SQL text, sorted: compared with schema.golden.sql. */
export function dumpSchema(database: Database): string {
  const rows = database
    .prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[];
  return `${rows.toSorted().join(';\n\n')};\n`;
}
