/** Runs of the rules over records and findings: who asked, how far they came, what they told. */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import type { Page } from './case-list.ts';
import type { AuditRunRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface AuditRunStore {
  byId(id: string): Promise<AuditRunRow | undefined>;
  /** Newest first. */
  list(asked: { cursor?: string | undefined; limit: number }): Promise<Page<AuditRunRow>>;
  /** The latest night of which there is a run. */
  lastNight(): Promise<AuditRunRow | undefined>;
  /**
   * A run of a night that was begun and not ended is begun anew; others that have not ended never will.
   * False: that night has had its run.
   */
  begin(row: AuditRunRow): Promise<Result<boolean>>;
  end(ended: { row: AuditRunRow; held: readonly Held[] }, audit: AuditEvent): Promise<Result<void>>;
}

/** How many hits an exemption held back. */
export interface Held {
  id: string;
  hits: number;
}

export function createAuditRunStore(sql: Sql, writer: Writer): AuditRunStore {
  const { tell, byId, last, forget, abandon, insert, end, holds } = prepare(sql);
  return {
    byId: async (id) => byId.get({ id }),
    list: async ({ cursor, limit }) => {
      const query = q
        .selectFrom('audit_run')
        .selectAll()
        .orderBy('id', 'desc')
        .limit(limit + 1);
      const rows = sql.all(cursor === undefined ? query : query.where('id', '<', cursor));
      const page = rows.slice(0, limit);
      return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
    },
    lastNight: async () => last.get({}),
    begin: (row) =>
      writer.write(() => {
        if (row.night !== null) forget.run({ night: row.night });
        abandon.run({ at: row.at });
        return ok(insert.run(row) > 0);
      }),
    end: ({ row, held }, audit) =>
      writer.write(() => {
        end.run(row);
        for (const { id, hits } of held) holds.run({ id, hits, run: row.id });
        tell(audit);
        return ok(undefined);
      }),
  };
}

function prepare(sql: Sql) {
  const tell = prepareAudit(sql);
  const byId = sql.prepare((p: { id: string }) =>
    q.selectFrom('audit_run').selectAll().where('id', '=', p.id),
  );
  const last = sql.prepare(() =>
    q
      .selectFrom('audit_run')
      .selectAll()
      .where('night', 'is not', null)
      .orderBy('night', 'desc')
      .limit(1),
  );
  const forget = sql.prepare((p: { night: string }) =>
    q.deleteFrom('audit_run').where('night', '=', p.night).where('status', '=', 'running'),
  );
  const abandon = sql.prepare((p: { at: string }) =>
    q
      .updateTable('audit_run')
      .set({ status: 'failed', ended_at: p.at })
      .where('status', '=', 'running'),
  );
  const insert = sql.prepare((p: AuditRunRow) =>
    q
      .insertInto('audit_run')
      .values({
        id: p.id,
        night: p.night,
        at: p.at,
        by: p.by,
        status: p.status,
        ended_at: p.ended_at,
        report: p.report,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
  const end = sql.prepare((p: AuditRunRow) =>
    q
      .updateTable('audit_run')
      .set({ status: p.status, ended_at: p.ended_at, report: p.report })
      .where('id', '=', p.id),
  );
  const holds = sql.prepare((p: { id: string; hits: number; run: string }) =>
    q.updateTable('exemption').set({ held: p.hits, held_run: p.run }).where('id', '=', p.id),
  );
  return { tell, byId, last, forget, abandon, insert, end, holds };
}
