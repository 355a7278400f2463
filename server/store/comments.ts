/** What people say about changes, and which change a change goes back to. */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import type { CommentRow } from './comment-schema.ts';
import { prepareIdempotency, type AnsweredRequest } from './idempotency.ts';
import type { NewNotice } from './notice-rows.ts';
import { prepareNotices } from './notices.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface NewComment {
  row: CommentRow;
  /** Whoever is told of it. */
  notices: NewNotice[];
  audit: AuditEvent;
  idempotency?: AnsweredRequest | undefined;
}

export interface CommentStore {
  byId(id: string): Promise<CommentRow | undefined>;
  /** Everything said about these changes, in the order in which it was said. */
  about(changes: readonly string[]): Promise<CommentRow[]>;
  /** The changes that a change goes back to, the nearest first. */
  earlier(change: string): Promise<string[]>;
  add(comment: NewComment): Promise<Result<CommentRow>>;
  /** Ends a thread, or (null) begins it again. */
  settle(
    thread: { id: string; change: string },
    resolved: { at: string; by: string } | null,
    audit: AuditEvent,
  ): Promise<Result<void>>;
}

/** A change goes back to few others; more are not looked for. */
const MOST_EARLIER = 100;

export function createCommentStore(sql: Sql, writer: Writer): CommentStore {
  const tell = prepareAudit(sql);
  const keep = prepareIdempotency(sql);
  const notify = prepareNotices(sql);
  const byId = sql.prepare((p: { id: string }) =>
    q.selectFrom('comment').selectAll().where('id', '=', p.id),
  );
  const about = sql.prepare((p: { change: string }) =>
    q.selectFrom('comment').selectAll().where('change_id', '=', p.change).orderBy('id'),
  );
  const before = sql.prepare((p: { change: string }) =>
    q.selectFrom('earlier_change').select('earlier').where('change_id', '=', p.change),
  );
  return {
    byId: async (id) => byId.get({ id }),
    about: async (changes) =>
      changes
        .flatMap((change) => about.all({ change }))
        .toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    earlier: async (change) => {
      const found = new Set<string>([change]);
      for (const one of found) {
        if (found.size > MOST_EARLIER) break;
        for (const { earlier } of before.all({ change: one })) found.add(earlier);
      }
      return [...found].slice(1);
    },
    add: ({ row, notices, audit, idempotency }) =>
      writer.write(() => {
        if (idempotency !== undefined && keep.run(idempotency) === 0) {
          return failed(problem('idempotency_in_flight'));
        }
        sql.run(q.insertInto('comment').values(row));
        tell(audit);
        writer.notify([{ topic: 'changes', id: row.change_id }, ...notify(notices)]);
        return ok(row);
      }),
    settle: ({ id, change }, resolved, audit) =>
      writer.write(() => {
        const { at, by } = resolved ?? { at: null, by: null };
        const set = { resolved_at: at, resolved_by: by };
        sql.run(q.updateTable('comment').set(set).where('id', '=', id));
        tell(audit);
        writer.notify([{ topic: 'changes', id: change }]);
        return ok(undefined);
      }),
  };
}

/** Inside a transaction: which change a draft goes back to, and a change through its drafts. */
export function prepareLineage(sql: Sql) {
  const of = sql.prepare((p: { draft: string }) =>
    q.selectFrom('draft_of_change').select('change_id').where('draft_id', '=', p.draft),
  );
  const from = (draft: string, change: string): void => {
    sql.run(
      q
        .insertInto('draft_of_change')
        .values({ draft_id: draft, change_id: change })
        .onConflict((conflict) => conflict.column('draft_id').doUpdateSet({ change_id: change })),
    );
  };
  return {
    /** The draft began with what the change proposed. */
    from,
    /** The draft is proposed as the change. */
    into: (draft: string, change: string): void => {
      const earlier = of.get({ draft })?.change_id;
      from(draft, change);
      if (earlier === undefined) return;
      sql.run(
        q
          .insertInto('earlier_change')
          .values({ change_id: change, earlier })
          .onConflict((conflict) => conflict.doNothing()),
      );
    },
  };
}
