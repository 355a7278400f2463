/**
 * Copies the store while the server writes to it, by SQLite's online backup. A reading transaction is
 * held meanwhile: the copy is the store of one moment, and later commits do not make it begin again.
 */
import Database from 'better-sqlite3';
import type { BackupContent } from './manifest.ts';

/** Pages copied before others get their turn: 4 MB. */
const PAGES = 1024;

export type StoreFacts = Pick<BackupContent, 'schema' | 'audit' | 'cases'>;

/** What the copy holds. */
export async function copyStore(file: string, target: string): Promise<StoreFacts> {
  const source = new Database(file, { readonly: true, fileMustExist: true });
  try {
    source.exec('BEGIN');
    const facts = factsOf(source);
    await source.backup(target, { progress: () => PAGES });
    source.exec('COMMIT');
    return facts;
  } finally {
    source.close();
  }
}

/** @throws where the file is no store */
export function factsOf(store: Database.Database): StoreFacts {
  const count = (table: string): number =>
    Number(store.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  return {
    schema: store.prepare('SELECT name FROM migration ORDER BY name').pluck().all() as string[],
    audit: {
      ...((store.prepare('SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1').get() as
        | { seq: number; hash: string }
        | undefined) ?? { seq: 0, hash: '' }),
      checkpoint: checkpointOf(store),
    },
    cases: { open: count('live_case'), ended: count('ended_case') },
  };
}

/** The last signed one, without what only the next one is made from. */
function checkpointOf(store: Database.Database): StoreFacts['audit']['checkpoint'] {
  const columns = 'size, log, root, head, at, signature';
  const last = store.prepare(`SELECT ${columns} FROM checkpoint ORDER BY size DESC LIMIT 1`).get();
  return (last as Record<string, unknown> | undefined) ?? null;
}

/** Why SQLite says that the file is damaged; undefined where it is whole. */
export function damageOf(file: string): string | undefined {
  const store = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const found = String(store.pragma('quick_check(1)', { simple: true }));
    return found === 'ok' ? undefined : found;
  } catch (error) {
    return String(error);
  } finally {
    store.close();
  }
}
