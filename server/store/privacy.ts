/** Legal holds, requests for erasure, the register of exports and the nights of removal. */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import type { ErasureRow, ExportRow, HoldRow, RetentionRunRow } from './privacy-schema.ts';
import { prepareUnseal } from './sealed.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export type ErasureDecision = Pick<ErasureRow, 'id' | 'decided_by' | 'decided_at' | 'comment'> & {
  state: 'approved' | 'refused';
};

export interface PrivacyStore {
  /** Details of an entry of the audit log, with the values behind commitments that still say something. */
  unsealed(details: AuditEvent['details']): AuditEvent['details'];
  /** Newest first. */
  holds(): Promise<HoldRow[]>;
  /** Those that count on a day. */
  standing(day: string): Promise<HoldRow[]>;
  addHold(row: HoldRow, audit: AuditEvent): Promise<Result<HoldRow>>;
  /** `hold_over` where it is over already. */
  endHold(id: string, by: { at: string; actor: string }, audit: AuditEvent): Promise<Result<void>>;
  /** Newest first. */
  erasures(): Promise<ErasureRow[]>;
  erasure(id: string): Promise<ErasureRow | undefined>;
  requestErasure(row: ErasureRow, audit: AuditEvent): Promise<Result<ErasureRow>>;
  /** `erasure_decided` where somebody was faster. */
  decideErasure(decision: ErasureDecision, audit: AuditEvent): Promise<Result<void>>;
  /** What was erased, and when: it ends when the file is clean too. */
  noteErasure(
    row: Pick<ErasureRow, 'id' | 'done_at' | 'report' | 'reason' | 'comment'>,
  ): Promise<Result<void>>;
  endErasure(
    row: Pick<ErasureRow, 'id'> & { state: 'done' | 'failed' },
    audit: AuditEvent,
  ): Promise<Result<void>>;
  /** Newest first. */
  exports(limit: number): Promise<ExportRow[]>;
  addExport(row: ExportRow, audit: AuditEvent): Promise<Result<ExportRow>>;
  /** Newest first. */
  runs(limit: number): Promise<RetentionRunRow[]>;
  keepRun(row: RetentionRunRow): Promise<Result<void>>;
}

export function createPrivacyStore(sql: Sql, writer: Writer): PrivacyStore {
  const tell = prepareAudit(sql);
  const unseal = prepareUnseal(sql);

  /** Changes rows and tells of it, or neither. */
  function told<T>(audit: AuditEvent, work: () => Result<T>): Promise<Result<T>> {
    return writer.write(() => {
      const done = work();
      if (done.ok) tell(audit);
      return done;
    });
  }

  return {
    unsealed: unseal,
    holds: async () => sql.all(q.selectFrom('hold').selectAll().orderBy('id', 'desc')),
    standing: async (day) => sql.all(standingOn(day)),
    addHold: (row, audit) =>
      told(audit, () => {
        sql.run(q.insertInto('hold').values(row));
        return ok(row);
      }),
    endHold: (id, { at, actor }, audit) =>
      told(audit, () => {
        const change = q.updateTable('hold').set({ ended_at: at, ended_by: actor });
        const ended = sql.run(change.where('id', '=', id).where('ended_at', 'is', null));
        return ended === 0 ? failed(problem('hold_over')) : ok(undefined);
      }),
    ...erasures(sql, writer, told),
    exports: async (limit) =>
      sql.all(q.selectFrom('export').selectAll().orderBy('id', 'desc').limit(limit)),
    addExport: (row, audit) =>
      told(audit, () => {
        sql.run(q.insertInto('export').values(row));
        return ok(row);
      }),
    runs: async (limit) =>
      sql.all(q.selectFrom('retention_run').selectAll().orderBy('night', 'desc').limit(limit)),
    keepRun: (row) =>
      writer.write(() => {
        const { night: _night, ...rest } = row;
        const insert = q.insertInto('retention_run').values(row);
        sql.run(insert.onConflict((same) => same.column('night').doUpdateSet(rest)));
        return ok(undefined);
      }),
  };
}

type Told = <T>(audit: AuditEvent, work: () => Result<T>) => Promise<Result<T>>;

type Erasures =
  | 'erasures'
  | 'erasure'
  | 'requestErasure'
  | 'decideErasure'
  | 'noteErasure'
  | 'endErasure';

function erasures(sql: Sql, writer: Writer, told: Told): Pick<PrivacyStore, Erasures> {
  return {
    erasures: async () => sql.all(q.selectFrom('erasure').selectAll().orderBy('id', 'desc')),
    erasure: async (id) => sql.get(q.selectFrom('erasure').selectAll().where('id', '=', id)),
    requestErasure: (row, audit) =>
      told(audit, () => {
        sql.run(q.insertInto('erasure').values(row));
        return ok(row);
      }),
    decideErasure: ({ id, ...decision }, audit) =>
      told(audit, () => {
        const change = q.updateTable('erasure').set(decision).where('id', '=', id);
        const decided = sql.run(change.where('state', '=', 'requested'));
        return decided === 0 ? failed(problem('erasure_decided')) : ok(undefined);
      }),
    noteErasure: ({ id, ...note }) =>
      writer.write(() => {
        sql.run(q.updateTable('erasure').set(note).where('id', '=', id));
        return ok(undefined);
      }),
    endErasure: ({ id, ...end }, audit) =>
      told(audit, () => {
        sql.run(q.updateTable('erasure').set(end).where('id', '=', id));
        return ok(undefined);
      }),
  };
}

function standingOn(day: string) {
  return q
    .selectFrom('hold')
    .selectAll()
    .where('ended_at', 'is', null)
    .where((row) => row.or([row('until', 'is', null), row('until', '>=', day)]));
}
