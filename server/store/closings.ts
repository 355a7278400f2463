/** Closed periods of scorecards: one person closes, another one agrees. */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import type { ClosingRow } from './closing-schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface ClosingStore {
  get(id: string): Promise<ClosingRow | undefined>;
  /** Of a period, newest first. */
  of(scorecard: string, period: string): Promise<ClosingRow[]>;
  /** What the audit log says that counts for a period: the last that was closed. */
  told(scorecard: string, period: string): Promise<ToldClosing | undefined>;
  /** `closing_waits` where another one is not decided on yet. */
  propose(row: ClosingRow, audit: AuditEvent): Promise<Result<ClosingRow>>;
  /** `closing_decided` where somebody was faster. */
  decide(decision: ClosingDecision, audit: AuditEvent): Promise<Result<void>>;
}

export interface ClosingDecision
  extends Pick<ClosingRow, 'id' | 'decided_by' | 'decided_at' | 'comment' | 'signature'> {
  state: 'closed' | 'refused';
}

/** A closing as an entry of the audit log tells of it. */
export interface ToldClosing {
  /** Number of the entry. */
  seq: number;
  id: string;
  hash: string | undefined;
}

export function createClosingStore(sql: Sql, writer: Writer): ClosingStore {
  const tell = prepareAudit(sql);
  const one = sql.prepare((p: { id: string }) =>
    q.selectFrom('closing').selectAll().where('id', '=', p.id),
  );
  const ofPeriod = sql.prepare((p: { scorecard: string; period: string }) =>
    q
      .selectFrom('closing')
      .selectAll()
      .where('scorecard', '=', p.scorecard)
      .where('period', '=', p.period)
      .orderBy('id', 'desc'),
  );
  const toldOf = prepareTold(sql);
  return {
    told: async (scorecard, period) => toldOf(scorecard, period),
    get: async (id) => one.get({ id }),
    of: async (scorecard, period) => ofPeriod.all({ scorecard, period }),
    propose: (row, audit) =>
      writer.write(() => {
        const waits = ofPeriod.all(row).some(({ state }) => state === 'proposed');
        if (waits) return failed(problem('closing_waits'));
        sql.run(q.insertInto('closing').values(row));
        tell(audit);
        return ok(row);
      }),
    decide: ({ id, ...decision }, audit) =>
      writer.write(() => {
        const change = q.updateTable('closing').set(decision).where('id', '=', id);
        if (sql.run(change.where('state', '=', 'proposed')) === 0)
          return failed(problem('closing_decided'));
        tell(audit);
        return ok(undefined);
      }),
  };
}

/** Entries of one scorecard: one for each of its periods, and few more. */
function prepareTold(sql: Sql) {
  const closed = sql.prepare((p: { object: string }) =>
    q
      .selectFrom('audit_entry')
      .select(['seq', 'details', 'after'])
      .where('object', '=', p.object)
      .where('action', '=', 'period.closed')
      .where('allowed', '=', 1)
      .orderBy('seq', 'desc'),
  );
  return (scorecard: string, period: string): ToldClosing | undefined => {
    for (const { seq, details, after } of closed.all({ object: `scorecard/${scorecard}` })) {
      const said = JSON.parse(details) as { closing?: unknown; period?: unknown };
      if (said.period !== period) continue;
      return { seq, id: String(said.closing), hash: after ?? undefined };
    }
    return undefined;
  };
}
