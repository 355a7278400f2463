/** The white list: objects that rules leave alone until a day. */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import { contains, type Page } from './case-list.ts';
import { prepareIdempotency, type AnsweredRequest } from './idempotency.ts';
import type { ExemptionRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface ExemptionFilter {
  units: readonly string[];
  /** `lasting` on `day`, or `over`; all when absent. */
  state?: 'lasting' | 'over' | undefined;
  day: string;
  rule?: string | undefined;
  id?: string | undefined;
  /** A part of the object. */
  object?: string | undefined;
  /** Subjects whose objects may be looked for; all when absent. */
  among?: readonly string[] | undefined;
  cursor?: string | undefined;
  limit: number;
}

export interface ExemptionStore {
  byId(id: string): Promise<ExemptionRow | undefined>;
  /** Newest first. */
  list(filter: ExemptionFilter): Promise<Page<ExemptionRow>>;
  /** Those that last on a day. */
  lasting(day: string): Promise<ExemptionRow[]>;
  add(
    added: { row: ExemptionRow; idempotency?: AnsweredRequest | undefined },
    audit: AuditEvent,
  ): Promise<Result<ExemptionRow>>;
  /** Before its day; `exemption_over` where it is over already. */
  end(id: string, by: { at: string; actor: string }, audit: AuditEvent): Promise<Result<void>>;
}

export function createExemptionStore(sql: Sql, writer: Writer): ExemptionStore {
  const tell = prepareAudit(sql);
  const keep = prepareIdempotency(sql);
  const byId = sql.prepare((p: { id: string }) =>
    q.selectFrom('exemption').selectAll().where('id', '=', p.id),
  );
  const insert = sql.prepare((p: ExemptionRow) =>
    q.insertInto('exemption').values({
      id: p.id,
      rule: p.rule,
      subject: p.subject,
      object: p.object,
      unit: p.unit,
      until: p.until,
      reason: p.reason,
      by: p.by,
      at: p.at,
      finding: p.finding,
      ended_at: p.ended_at,
      ended_by: p.ended_by,
      held: p.held,
      held_run: p.held_run,
    }),
  );
  const end = sql.prepare((p: { id: string; ended_at: string; ended_by: string }) =>
    q
      .updateTable('exemption')
      .set({ ended_at: p.ended_at, ended_by: p.ended_by })
      .where('id', '=', p.id)
      .where('ended_at', 'is', null),
  );
  return {
    byId: async (id) => byId.get({ id }),
    list: async (filter) => {
      const rows = sql.all(filtered(filter));
      const page = rows.slice(0, filter.limit);
      return { rows: page, next: rows.length > filter.limit ? (page.at(-1)?.id ?? null) : null };
    },
    lasting: async (day) => sql.all(lastingOn(day)),
    add: ({ row, idempotency }, audit) =>
      writer.write(() => {
        if (idempotency !== undefined && keep.run(idempotency) === 0) {
          return failed(problem('idempotency_in_flight'));
        }
        insert.run(row);
        tell(audit);
        return ok(row);
      }),
    end: (id, { at, actor }, audit) =>
      writer.write(() => {
        if (end.run({ id, ended_at: at, ended_by: actor }) === 0) {
          return failed(problem('exemption_over'));
        }
        tell(audit);
        return ok(undefined);
      }),
  };
}

function lastingOn(day: string) {
  return q
    .selectFrom('exemption')
    .selectAll()
    .where('until', '>=', day)
    .where('ended_at', 'is', null);
}

function filtered(asked: ExemptionFilter) {
  const { units, state, day, rule, id, object, among, cursor, limit } = asked;
  let query = state === 'lasting' ? lastingOn(day) : q.selectFrom('exemption').selectAll();
  if (state === 'over') {
    query = query.where((row) => row.or([row('until', '<', day), row('ended_at', 'is not', null)]));
  }
  query = query.where('unit', 'in', units);
  if (rule !== undefined) query = query.where('rule', '=', rule);
  if (id !== undefined) query = query.where('id', '=', id);
  if (object !== undefined) query = query.where('object', 'like', contains(object));
  if (object !== undefined && among) query = query.where('subject', 'in', among);
  if (cursor !== undefined) query = query.where('id', '<', cursor);
  return query.orderBy('id', 'desc').limit(limit + 1);
}
