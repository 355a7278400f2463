/**
 * The store as it was at one moment, read beside everything that goes on being written: a connection of
 * its own with one transaction that only reads. Rows come one at a time, however many there are.
 */
import Database from 'better-sqlite3';
import type { AuditEntry } from '@flowmeter/engine/audit-log/chain.ts';
import type { SignedCheckpoint } from '@flowmeter/engine/audit-log/checkpoint.ts';
import type { WrittenEvent } from '@flowmeter/engine/changes/written.ts';
import type { Compilable } from 'kysely';
import { entryOfRow, type AuditEntryRow, type CheckpointRow } from './audit-rows.ts';
import { signedOf } from './checkpoints.ts';
import type { ReleaseRow } from './change-schema.ts';
import type { ClosingRow } from './closing-schema.ts';
import type { DefinitionRow, VersionRow } from './schema.ts';
import { q } from './statement.ts';

export interface Snapshot {
  entries(upTo: number): Iterable<AuditEntry>;
  checkpoints(upTo: number): Iterable<SignedCheckpoint>;
  definitions(): Iterable<DefinitionRow>;
  changes(): Iterable<{ id: string; events: WrittenEvent[] }>;
  releases(): Iterable<ReleaseRow>;
  versions(): Iterable<Omit<VersionRow, 'seq'>>;
  /** Cases that were run here, by the flow version that each runs or ran last. */
  executions(): Iterable<Execution>;
  closings(): Iterable<ClosingRow>;
  close(): void;
}

export interface Execution {
  id: string;
  flow_id: string;
  flow_hash: string;
  opened_at: string;
}

export function openSnapshot(file: string): Snapshot {
  const database = new Database(file, { readonly: true, fileMustExist: true });
  database.exec('BEGIN');
  // A transaction sees what was there at its first read.
  database.prepare('SELECT count(*) FROM checkpoint').get();

  function* each<R, T = R>(
    query: Compilable<R>,
    made: (row: R) => T = (row) => row as unknown as T,
  ): Generator<T> {
    const { sql, parameters } = query.compile();
    for (const row of database.prepare(sql).iterate(...parameters)) yield made(row as R);
  }

  return {
    entries: (upTo) =>
      each<AuditEntryRow, AuditEntry>(
        q.selectFrom('audit_entry').selectAll().where('seq', '<=', upTo).orderBy('seq'),
        entryOfRow,
      ),
    checkpoints: (upTo) =>
      each<CheckpointRow, SignedCheckpoint>(
        q.selectFrom('checkpoint').selectAll().where('size', '<=', upTo).orderBy('size'),
        signedOf,
      ),
    definitions: () => each(q.selectFrom('definition').selectAll().orderBy('hash')),
    changes: () => grouped(each(eventsQuery)),
    releases: () => each(q.selectFrom('release').selectAll().orderBy('seq')),
    versions: () => each(versionsQuery),
    executions: () => each<Execution>(executionsQuery),
    closings: () => each(q.selectFrom('closing').selectAll().orderBy('id')),
    close: () => void database.close(),
  };
}

const eventsQuery = q
  .selectFrom('change_event')
  .select(['change_id', 'event'])
  .orderBy('change_id')
  .orderBy('seq');

const versionsQuery = q.selectFrom('version').selectAll().orderBy('seq');

const columns = ['id', 'flow_id', 'flow_hash', 'opened_at'] as const;
const executionsQuery = q
  .selectFrom('live_case')
  .select(columns)
  .unionAll(q.selectFrom('ended_case').select(columns).where('log', 'is', null));

function* grouped(rows: Iterable<{ change_id: string; event: string }>) {
  let open: { id: string; events: WrittenEvent[] } | undefined;
  for (const { change_id: id, event } of rows) {
    if (open?.id !== id) {
      if (open !== undefined) yield open;
      open = { id, events: [] };
    }
    open.events.push(JSON.parse(event) as WrittenEvent);
  }
  if (open !== undefined) yield open;
}
