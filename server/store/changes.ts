/**
 * Changes: what is proposed, what happened to it, and everything that a decision brings about, in one
 * transaction. The decision itself is made inside it, on what is stored at that moment.
 */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import {
  foldChange,
  outcomes,
  type Change,
  type ChangeEvent,
} from '@flowmeter/engine/changes/change.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import type { Page } from './case-list.ts';
import type { News } from './case-writes.ts';
import { prepareConsequences, prepareEvents } from './change-consequences.ts';
import { prepareReleased, type Released } from './definitions.ts';
import { prepareIdempotency, type AnsweredRequest } from './idempotency.ts';
import type { ChangeRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface StoredChange {
  change: Change;
  row: ChangeRow;
}

export interface Proposing {
  row: Omit<ChangeRow, 'state'>;
  event: Extract<ChangeEvent, { type: 'proposed' }>;
  /** The draft that ends with it, at the revision that was read. */
  draft: { id: string; revision: number } | null;
  audit: AuditEvent;
  idempotency?: AnsweredRequest | undefined;
}

/** What was decided about a change, to be told with it. */
export interface Decided {
  event: ChangeEvent;
  audit: AuditEvent;
  idempotency?: AnsweredRequest | undefined;
}

/** Decides on what is stored; `activeHash` is of the version in force, null where there is none. */
export type Decide = (
  stored: StoredChange,
  activeHash: string | null,
  released: Released,
) => Result<Decided>;

export interface ChangeStore {
  get(id: string): Promise<StoredChange | undefined>;
  /** Newest first; `cursor` is the id of the last one of the page before. */
  list(asked: { cursor?: string | undefined; limit: number }): Promise<Page<Change>>;
  /** Changes whose content has this hash. */
  withContent(hash: string): Promise<StoredChange[]>;
  propose(proposing: Proposing): Promise<Result<void>>;
  decide(id: string, decide: Decide): Promise<Result<void>>;
}

export function createChangeStore(sql: Sql, writer: Writer): ChangeStore {
  const read = prepareReads(sql);
  const write = prepareWrites(sql, read, writer.notify);
  return {
    get: async (id) => read.one(id),
    list: async ({ cursor, limit }) => {
      const query = q
        .selectFrom('change')
        .selectAll()
        .orderBy('id', 'desc')
        .limit(limit + 1);
      const rows = sql.all(cursor === undefined ? query : query.where('id', '<', cursor));
      const shown = rows.slice(0, limit);
      const next = rows.length > limit ? (shown.at(-1)?.id ?? null) : null;
      return { rows: shown.map((row) => read.stored(row).change), next };
    },
    withContent: async (hash) => read.withContent.all({ hash }).map(read.stored),
    propose: (proposing) => writer.write(() => write.propose(proposing)),
    decide: (id, decide) => writer.write(() => write.decide(id, decide)),
  };
}

/** Inside a transaction. */
function prepareWrites(sql: Sql, read: ReturnType<typeof prepareReads>, notify: Writer['notify']) {
  const append = prepareAppend(sql);
  const consequences = prepareConsequences(sql);
  const released = prepareReleased(sql);
  const tell = prepareAudit(sql);
  const keep = prepareIdempotency(sql);

  function isFirst(row: AnsweredRequest | undefined): boolean {
    return row === undefined || keep.run(row) > 0;
  }

  function announce(id: string, also: News[] = []): void {
    notify([{ topic: 'changes', id }, ...also]);
  }

  return {
    propose: ({ row, event, draft, audit, idempotency }: Proposing): Result<void> => {
      const base = event.proposal.baseHash;
      if (consequences.activeHash(row) !== base) return failed(problem('change_stale'));
      const conflict = draft && consequences.restDraft(draft, row.id);
      if (conflict) return failed(conflict);
      if (!isFirst(idempotency)) return failed(problem('idempotency_in_flight'));
      sql.run(q.insertInto('change').values({ ...row, state: outcomes.proposed }));
      append(row.id, event);
      tell(audit);
      announce(row.id);
      return ok(undefined);
    },
    decide: (id: string, decide: Decide): Result<void> => {
      const before = read.one(id);
      if (before === undefined) return failed(problem('change_not_found'));
      const decided = decide(before, consequences.activeHash(before.row), released);
      if (!decided.ok) return decided;
      const { event, audit, idempotency } = decided.value;
      if (!isFirst(idempotency)) return failed(problem('idempotency_in_flight'));
      const also = consequences.of(event, before.row, append);
      append(id, event);
      tell(audit);
      announce(id, also);
      return ok(undefined);
    },
  };
}

function prepareReads(sql: Sql) {
  const rowOf = sql.prepare((p: { id: string }) =>
    q.selectFrom('change').selectAll().where('id', '=', p.id),
  );
  const withContent = sql.prepare((p: { hash: string }) =>
    q.selectFrom('change').selectAll().where('content_hash', '=', p.hash).orderBy('id'),
  );
  const eventsOf = prepareEvents(sql);

  function stored(row: ChangeRow): StoredChange {
    const change = foldChange(eventsOf(row.id));
    if (change === undefined) throw new Error(`change ${row.id} has no events`);
    return { change, row };
  }

  return {
    withContent,
    stored,
    one: (id: string): StoredChange | undefined => {
      const row = rowOf.get({ id });
      return row && stored(row);
    },
  };
}

/** The next event of a change, and the state that it leads to. */
function prepareAppend(sql: Sql) {
  const count = sql.prepare((p: { id: string }) =>
    q
      .selectFrom('change_event')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('change_id', '=', p.id),
  );
  return (id: string, event: ChangeEvent): void => {
    const seq = (count.get({ id })?.count ?? 0) + 1;
    const text = JSON.stringify(event);
    sql.run(q.insertInto('change_event').values({ change_id: id, seq, event: text }));
    sql.run(q.updateTable('change').set({ state: outcomes[event.type] }).where('id', '=', id));
  };
}
