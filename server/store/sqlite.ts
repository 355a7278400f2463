/** Opens the SQLite file with the settings that durability rests on, and proves them. */
import Database from 'better-sqlite3';
import { migrate } from './migrate.ts';

/** Below this, a WAL reset could lose committed pages. */
const OLDEST_SQLITE = [3, 51, 3];
/** Pages of WAL before a checkpoint: 64 MB at 4 KB a page. */
const CHECKPOINT_PAGES = 16000;
/**
 * Pages that SQLite keeps itself: what open cases, tasks and timers stand on. Not more: a commit that
 * split a page walks over all of them (a page is renumbered by way of the highest number there can be,
 * `pcache1TruncateUnsafe`); what lies beyond comes from the system's own cache.
 */
const CACHE_KIB = 16 * 1024;
/** The one writer never waits long for itself; only a foreign process could hold a lock. */
const BUSY_MS = 250;
const FULL = 2;

export interface OpenOptions {
  /** For a file that is thrown away if filling it fails: fast, and not durable until it is synced. */
  bulk?: boolean;
}

export function openDatabase(file: string, { bulk = false }: OpenOptions = {}): Database.Database {
  const database = new Database(file, { timeout: BUSY_MS });
  assertVersion(String(database.prepare('SELECT sqlite_version()').pluck().get()));
  database.pragma('journal_mode = WAL');
  database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  database.pragma('foreign_keys = ON');
  database.pragma(`cache_size = -${CACHE_KIB}`);
  database.pragma('temp_store = MEMORY');
  migrate(database);
  if (bulk) database.pragma('synchronous = OFF');
  else assertDurable(database);
  return database;
}

/** `synchronous` is set after a write and read after another: the driver lowers it at the first. */
function assertDurable(database: Database.Database): void {
  const touch = database.prepare(
    "INSERT INTO counter (name, value) VALUES ('opened', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1",
  );
  touch.run();
  database.pragma('synchronous = FULL');
  touch.run();
  const level = database.pragma('synchronous', { simple: true });
  const mode = database.pragma('journal_mode', { simple: true });
  if (level !== FULL || (mode !== 'wal' && !database.memory)) {
    throw new Error(`SQLite is not durable: synchronous ${String(level)}, journal ${String(mode)}`);
  }
}

/** Exported for its test: the three numbers are compared in order. */
export function assertVersion(version: string): void {
  const found = version.split('.').map(Number);
  const at = OLDEST_SQLITE.findIndex((part, index) => found[index] !== part);
  const newer = at === -1 || (found[at] ?? 0) > (OLDEST_SQLITE[at] ?? 0);
  if (!newer) throw new Error(`SQLite ${OLDEST_SQLITE.join('.')} is needed; this is ${version}`);
}
