/** The audit log: appended within the transaction of what it tells, read newest first, verified. */
import {
  follows,
  nextEntry,
  type AuditEntry,
  type AuditEvent,
} from '@flowmeter/engine/audit-log/chain.ts';
import { canonical } from '@flowmeter/engine/definition/hash.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { sql as raw } from 'kysely';
import { setImmediate } from 'node:timers/promises';
import type { Page } from './case-list.ts';
import type { AuditEntryRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface AuditLogStore {
  /** For what is nothing but told: signing in, a denial. */
  append(event: AuditEvent): Promise<Result<AuditEntry>>;
  /** Newest first; only entries before this number. */
  page(asked: { before?: number | undefined; limit: number }): Promise<Page<AuditEntry>>;
  verify(): Promise<Verification>;
}

export interface Verification {
  valid: boolean;
  /** Entries that were looked at. */
  entries: number;
  /** Number of the first entry that is not what it was, or not there; null when all are. */
  first_bad: number | null;
}

const COUNTER = 'audit';
const BATCH = 500;

export function createAuditLogStore(sql: Sql, writer: Writer): AuditLogStore {
  const append = prepareAudit(sql);
  const after = sql.prepare((p: { seq: number; limit: number }) =>
    q.selectFrom('audit_entry').selectAll().where('seq', '>', p.seq).orderBy('seq').limit(p.limit),
  );
  const count = sql.prepare(() =>
    q.selectFrom('counter').select('value').where('name', '=', COUNTER),
  );
  return {
    append: (event) => writer.write(() => ok(append(event))),
    page: async ({ before, limit }) => {
      const query = q
        .selectFrom('audit_entry')
        .selectAll()
        .orderBy('seq', 'desc')
        .limit(limit + 1);
      const rows = sql.all(before === undefined ? query : query.where('seq', '<', before));
      const shown = rows.slice(0, limit).map(entryOf);
      const last = shown.at(-1);
      return { rows: shown, next: rows.length > limit && last ? String(last.seq) : null };
    },
    verify: async () => {
      let last: AuditEntry | undefined;
      let entries = 0;
      for (;;) {
        const rows = after.all({ seq: last?.seq ?? 0, limit: BATCH });
        for (const row of rows) {
          entries += 1;
          const entry = entryOf(row);
          if (!isAsWritten(row, entry) || !follows(entry, last)) {
            return { valid: false, entries, first_bad: row.seq };
          }
          last = entry;
        }
        if (rows.length < BATCH) break;
        await setImmediate();
      }
      // Entries cut off at the end leave a chain that is whole: their number tells.
      const written = count.get({})?.value ?? 0;
      return written === entries
        ? { valid: true, entries, first_bad: null }
        : { valid: false, entries, first_bad: entries + 1 };
    },
  };
}

/** Inside a transaction: appends an entry. If it cannot, the transaction does not happen. */
export function prepareAudit(sql: Sql): (event: AuditEvent) => AuditEntry {
  const last = sql.prepare(() =>
    q.selectFrom('audit_entry').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1),
  );
  const insert = sql.prepare((p: AuditEntryRow) =>
    q.insertInto('audit_entry').values({
      seq: p.seq,
      at: p.at,
      actor: p.actor,
      role: p.role,
      action: p.action,
      object: p.object,
      allowed: p.allowed,
      details: p.details,
      previous_hash: p.previous_hash,
      hash: p.hash,
    }),
  );
  const countOne = sql.prepare(() =>
    q
      .insertInto('counter')
      .values({ name: COUNTER, value: 1 })
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet({ value: raw<number>`value + 1` }),
      ),
  );
  return (event) => {
    const entry = nextEntry(event, last.get({}));
    const { details, allowed, ...rest } = entry;
    insert.run({ ...rest, allowed: allowed ? 1 : 0, details: canonical(details) });
    countOne.run({});
    return entry;
  };
}

function entryOf({ allowed, details, ...row }: AuditEntryRow): AuditEntry {
  return { ...row, allowed: allowed === 1, details: detailsOf(details) };
}

/** Text that is no longer JSON was not written by us; it is shown as it stands. */
function detailsOf(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return { text };
  }
}

/** Not only what the row means, but its every byte. */
function isAsWritten(row: AuditEntryRow, entry: AuditEntry): boolean {
  return row.allowed === Number(entry.allowed) && row.details === canonical(entry.details);
}
