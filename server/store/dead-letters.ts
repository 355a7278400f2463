/** Events that were taken and that no case waited for: kept until a person sends them on or drops them. */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import type { Page } from './case-list.ts';
import { prepareIdempotency, type AnsweredRequest } from './idempotency.ts';
import type { DeadLetterRow } from './outside-schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface DeadLetterFilter {
  units: readonly string[];
  /** The id of the last row of the page before. */
  cursor?: string | undefined;
  limit: number;
}

export interface DeadLetterStore {
  byId(id: string): Promise<DeadLetterRow | undefined>;
  /** Oldest first. */
  list(filter: DeadLetterFilter): Promise<Page<DeadLetterRow>>;
  /** Keeps an event, and what its sender is told, as one. */
  keep(row: DeadLetterRow, answer: AnsweredRequest): Promise<Result<void>>;
  /** Sent on in vain. */
  tried(id: string, tries: number): Promise<Result<void>>;
  /** It was sent on or dropped, which the audit log is told. */
  remove(row: DeadLetterRow, audit: AuditEvent): Promise<Result<void>>;
}

export function createDeadLetterStore(sql: Sql, writer: Writer): DeadLetterStore {
  const statements = prepareStatements(sql);
  const keepAnswer = prepareIdempotency(sql);
  const tell = prepareAudit(sql);
  return {
    byId: async (id) => statements.byId.get({ id }),
    list: async ({ units, cursor = '', limit }) => {
      const query = q
        .selectFrom('dead_letter')
        .selectAll()
        .where('unit', 'in', units)
        .where('id', '>', cursor)
        .orderBy('id')
        .limit(limit + 1);
      const rows = sql.all(query);
      const page = rows.slice(0, limit);
      return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
    },
    keep: (row, answer) =>
      writer.write(() => {
        if (keepAnswer.run(answer) === 0) return failed(problem('idempotency_in_flight'));
        statements.insert.run(row);
        writer.notify([noticeOf(row)]);
        return ok(undefined);
      }),
    tried: (id, tries) =>
      writer.write(() => {
        statements.tried.run({ id, tries });
        return ok(undefined);
      }),
    remove: (row, audit) =>
      writer.write(() => {
        if (statements.remove.run(row) === 0) return failed(problem('dead_letter_not_found'));
        tell(audit);
        writer.notify([noticeOf(row)]);
        return ok(undefined);
      }),
  };
}

function noticeOf({ id, unit }: DeadLetterRow) {
  return { topic: 'incidents' as const, id, unit };
}

function prepareStatements(sql: Sql) {
  return {
    byId: sql.prepare((p: { id: string }) =>
      q.selectFrom('dead_letter').selectAll().where('id', '=', p.id),
    ),
    insert: sql.prepare((p: DeadLetterRow) =>
      q.insertInto('dead_letter').values({
        id: p.id,
        connector: p.connector,
        source: p.source,
        event_id: p.event_id,
        event_type: p.event_type,
        unit: p.unit,
        at: p.at,
        problem: p.problem,
        event: p.event,
        tries: p.tries,
      }),
    ),
    tried: sql.prepare((p: { id: string; tries: number }) =>
      q.updateTable('dead_letter').set({ tries: p.tries }).where('id', '=', p.id),
    ),
    remove: sql.prepare((p: { id: string }) => q.deleteFrom('dead_letter').where('id', '=', p.id)),
  };
}
