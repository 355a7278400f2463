/**
 * Evidence that is being made for changes. A job outlives the server; it ends with the evidence, in the
 * transaction that gives it to the change (changes.ts), or with the change.
 */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import type { EvidenceJobRow } from './evidence-schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface EvidenceStore {
  /** What is under way for a change, or has failed. */
  job(changeId: string): Promise<EvidenceJobRow | undefined>;
  /** What is to be made, the oldest first. */
  running(): Promise<EvidenceJobRow[]>;
  /** Begins anew; what was under way for the change before is forgotten. */
  begin(job: EvidenceJobRow, audit: AuditEvent): Promise<Result<void>>;
  /** How far it has come. Nothing, where it has been begun anew or ended meanwhile. */
  keep(job: EvidenceJobRow): Promise<Result<void>>;
  /** It is not needed any more. */
  drop(changeId: string): Promise<Result<void>>;
  /** Cases that have ended, and that are open. */
  cases(): Promise<{ ended: number; open: number }>;
}

export function createEvidenceStore(sql: Sql, writer: Writer): EvidenceStore {
  const { job, running, update, ended, open } = prepareReads(sql);
  const jobs = prepareJobs(sql);
  const tell = prepareAudit(sql);
  const announce = (id: string) => writer.notify([{ topic: 'changes', id }]);
  return {
    job: async (changeId) => job.get({ changeId }),
    running: async () => running.all({}),
    begin: (row, audit) =>
      writer.write(() => {
        jobs.put(row);
        tell(audit);
        announce(row.change_id);
        return ok(undefined);
      }),
    keep: (row) =>
      writer.write(() => {
        if (update.run(row) > 0) announce(row.change_id);
        return ok(undefined);
      }),
    drop: (changeId) =>
      writer.write(() => {
        jobs.end(changeId);
        return ok(undefined);
      }),
    cases: async () => ({ ended: ended.get({})?.many ?? 0, open: open.get({})?.many ?? 0 }),
  };
}

/** Within a transaction. */
export function prepareJobs(sql: Sql) {
  const begun = sql.prepare((p: { changeId: string }) =>
    q.selectFrom('evidence_job').select('begun_at').where('change_id', '=', p.changeId),
  );
  const remove = sql.prepare((p: { changeId: string }) =>
    q.deleteFrom('evidence_job').where('change_id', '=', p.changeId),
  );
  const insert = sql.prepare((p: EvidenceJobRow) =>
    q.insertInto('evidence_job').values({
      change_id: p.change_id,
      begun_at: p.begun_at,
      by: p.by,
      state: p.state,
      bundle: p.bundle,
    }),
  );
  return {
    /** In the place of the one that there is for the change. */
    put: (row: EvidenceJobRow): void => {
      remove.run({ changeId: row.change_id });
      insert.run(row);
    },
    end: (changeId: string): void => void remove.run({ changeId }),
    begunAt: (changeId: string): string | undefined => begun.get({ changeId })?.begun_at,
  };
}

function prepareReads(sql: Sql) {
  const job = sql.prepare((p: { changeId: string }) =>
    q.selectFrom('evidence_job').selectAll().where('change_id', '=', p.changeId),
  );
  const running = sql.prepare(() =>
    q
      .selectFrom('evidence_job')
      .selectAll()
      .where('state', '=', 'running')
      .orderBy('begun_at')
      .orderBy('change_id'),
  );
  const update = sql.prepare((p: EvidenceJobRow) =>
    q
      .updateTable('evidence_job')
      .set({ state: p.state, bundle: p.bundle })
      .where('change_id', '=', p.change_id)
      .where('begun_at', '=', p.begun_at),
  );
  const ended = sql.prepare(() =>
    q.selectFrom('ended_case').select(({ fn }) => fn.countAll<number>().as('many')),
  );
  const open = sql.prepare(() =>
    q.selectFrom('live_case').select(({ fn }) => fn.countAll<number>().as('many')),
  );
  return { job, running, update, ended, open };
}
