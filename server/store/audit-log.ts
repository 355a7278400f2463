/** The audit log: appended within the transaction of what it tells, read newest first, verified. */
import {
  follows,
  nextEntry,
  type AuditEntry,
  type AuditEvent,
} from '@flowmeter/engine/audit-log/chain.ts';
import { isOf, leafOf } from '@flowmeter/engine/audit-log/checkpoint.ts';
import { growTree } from '@flowmeter/engine/audit-log/merkle.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { sql as raw } from 'kysely';
import { setImmediate } from 'node:timers/promises';
import { engineBuild, policyVersion } from '../audit-stamp.ts';
import { isInScope, prepareAuditPages, type AuditFilter, type AuditScope } from './audit-pages.ts';
import { entryOfRow, isAsWritten, rowOfEntry, type AuditEntryRow } from './audit-rows.ts';
import type { Page } from './case-list.ts';
import { prepareSeal } from './sealed.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface AuditLogStore {
  /** For what is nothing but told: signing in, a denial. */
  append(event: AuditEvent): Promise<Result<AuditEntry>>;
  /** Newest first. */
  page(filter: AuditFilter): Promise<Page<AuditEntry>>;
  /** Undefined also when it is not for this eye. */
  one(seq: number, scope: AuditScope): Promise<AuditEntry | undefined>;
  /** Entries with numbers above this one, in order. */
  after(seq: number, limit: number): Promise<AuditEntry[]>;
  /** Number and hash of the last entry; undefined in an empty log. */
  last(): Promise<Pick<AuditEntry, 'seq' | 'hash'> | undefined>;
  verify(): Promise<Verification>;
}

export interface Verification {
  valid: boolean;
  /** Entries that were looked at. */
  entries: number;
  /** Number of the first entry that is not what it was, or not there; null when all are. */
  first_bad: number | null;
  /** Checkpoints that were looked at. */
  checkpoints: number;
  /** Size of the first checkpoint that does not fit the entries; null when all do. */
  bad_checkpoint: number | null;
}

const COUNTER = 'audit';
const BATCH = 500;

export function createAuditLogStore(sql: Sql, writer: Writer): AuditLogStore {
  const append = prepareAudit(sql);
  const page = prepareAuditPages(sql);
  const after = prepareAfter(sql);
  const bySeq = sql.prepare((p: { seq: number }) =>
    q.selectFrom('audit_entry').selectAll().where('seq', '=', p.seq),
  );
  const last = prepareLast(sql);
  return {
    append: (event) => writer.write(() => ok(append(event))),
    page: async (filter) => page(filter),
    one: async (seq, scope) => {
      const row = bySeq.get({ seq });
      return row !== undefined && isInScope(row, scope) ? entryOfRow(row) : undefined;
    },
    after: async (seq, limit) => after.all({ seq, limit }).map(entryOfRow),
    last: async () => last.get({}),
    verify: prepareVerify(sql),
  };
}

/** Inside a transaction: appends an entry. If it cannot, the transaction does not happen. */
export function prepareAudit(sql: Sql): (event: AuditEvent) => AuditEntry {
  const last = prepareLast(sql);
  const seal = prepareSeal(sql);
  const countOne = sql.prepare(() =>
    q
      .insertInto('counter')
      .values({ name: COUNTER, value: 1 })
      .onConflict((conflict) =>
        conflict.column('name').doUpdateSet({ value: raw<number>`value + 1` }),
      ),
  );
  return (event) => {
    const stamped = { ...seal(event), policy: policyVersion, build: engineBuild() };
    const entry = nextEntry(stamped, last.get({}));
    sql.run(q.insertInto('audit_entry').values(rowOfEntry(entry)));
    countOne.run({});
    return entry;
  };
}

function prepareLast(sql: Sql) {
  return sql.prepare(() =>
    q.selectFrom('audit_entry').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1),
  );
}

function prepareAfter(sql: Sql) {
  return sql.prepare((p: { seq: number; limit: number }) =>
    q.selectFrom('audit_entry').selectAll().where('seq', '>', p.seq).orderBy('seq').limit(p.limit),
  );
}

/** Every entry is hashed again, and every checkpoint compared with the tree as it was at its size. */
function prepareVerify(sql: Sql): () => Promise<Verification> {
  const after = prepareAfter(sql);
  const count = sql.prepare(() =>
    q.selectFrom('counter').select('value').where('name', '=', COUNTER),
  );
  const roots = sql.prepare(() => q.selectFrom('checkpoint').select(['size', 'head', 'root']));
  return async () => {
    const checkpoints = new Map(roots.all({}).map((row) => [row.size, row]));
    const known = { checkpoints: checkpoints.size, bad_checkpoint: null };
    const tree = growTree({ size: 0, frontier: [] });
    let last: AuditEntry | undefined;
    for (;;) {
      const rows = after.all({ seq: last?.seq ?? 0, limit: BATCH });
      for (const row of rows) {
        const entry = entryOfRow(row);
        const { seq } = entry;
        if (!isRight(row, entry, last)) {
          return { ...known, valid: false, entries: tree.size() + 1, first_bad: seq };
        }
        tree.add(leafOf(entry));
        last = entry;
        const said = checkpoints.get(seq);
        checkpoints.delete(seq);
        if (said === undefined || isOf(said, tree, entry.hash)) continue;
        return { ...known, valid: false, entries: seq, first_bad: null, bad_checkpoint: seq };
      }
      if (rows.length < BATCH) break;
      await setImmediate();
    }
    // Entries cut off at the end leave a chain that is whole: their number tells, and checkpoints do.
    const entries = tree.size();
    const written = Math.max(count.get({})?.value ?? 0, ...checkpoints.keys());
    const first_bad = written === entries ? null : entries + 1;
    return { ...known, valid: first_bad === null, entries, first_bad };
  };
}

function isRight(row: AuditEntryRow, entry: AuditEntry, last: AuditEntry | undefined): boolean {
  return isAsWritten(row, entry) && follows(entry, last);
}
