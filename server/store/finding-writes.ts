/** Findings as commits write them, and as they are kept up with the cases that they started. */
import type { FindingStatus } from '@flowmeter/engine/case/finding-progress.ts';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { News } from './case-writes.ts';
import type { CaseRows } from './commit-rows.ts';
import type { FindingRow } from './schema.ts';
import { q, type Sql } from './statement.ts';

/** Inside a transaction: was it new? */
export function prepareFindings(sql: Sql): (finding: FindingRow) => boolean {
  const insert = sql.prepare((p: FindingRow) =>
    q
      .insertInto('finding')
      .values({
        id: p.id,
        rule: p.rule,
        rule_hash: p.rule_hash,
        stage: p.stage,
        severity: p.severity,
        subject: p.subject,
        case_id: p.case_id,
        seq: p.seq,
        step: p.step,
        object: p.object,
        period: p.period,
        record_key: p.record_key,
        record_hash: p.record_hash,
        batch: p.batch,
        unit: p.unit,
        handler: p.handler,
        money: p.money,
        found_at: p.found_at,
        status: p.status,
        rectification_id: p.rectification_id,
        details: p.details,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
  return (finding) => insert.run(finding) > 0;
}

type Progress = Pick<
  FindingRow,
  'id' | 'status' | 'cause' | 'verified_at' | 'rectified_at' | 'closed_at'
>;

/**
 * Inside a transaction: a case that handles a finding has moved, so the finding has too. When such a
 * case ends, what rules found about the handling itself is over with it.
 */
export function prepareFindingProgress(sql: Sql): (rows: CaseRows) => News[] {
  const { read, save, settle } = prepareProgress(sql);
  return ({ handles, id: case_id, unit, at, stands }) => {
    const row = handles && read.get({ case_id });
    if (row === undefined || handles === undefined) return [];
    const { status, cause } = handles;
    if (stands.status === 'ended') settle.run({ case_id, finding: row.id, at });
    if (status === row.status && cause === row.cause) return [];
    save.run({ ...row, ...timesOf(row, status, at), status, cause });
    return [{ topic: 'findings', id: row.id, unit }];
  };
}

/** A verdict is dated once; what is to be rectified again is not rectified. */
function timesOf(row: Progress, status: FindingStatus, at: Instant) {
  const open = status === 'open' || status === 'confirmed';
  return {
    verified_at: row.verified_at ?? (status === 'open' ? null : at),
    rectified_at: status === 'rectified' ? at : open ? null : row.rectified_at,
    closed_at: status === 'closed' || status === 'false_positive' ? at : null,
  };
}

function prepareProgress(sql: Sql) {
  const read = sql.prepare((p: { case_id: string }) =>
    q
      .selectFrom('finding')
      .select(['id', 'status', 'cause', 'verified_at', 'rectified_at', 'closed_at'])
      .where('rectification_id', '=', p.case_id),
  );
  const save = sql.prepare((p: Progress) =>
    q
      .updateTable('finding')
      .set({
        status: p.status,
        cause: p.cause,
        verified_at: p.verified_at,
        rectified_at: p.rectified_at,
        closed_at: p.closed_at,
      })
      .where('id', '=', p.id),
  );
  const settle = sql.prepare((p: { case_id: string; finding: string; at: string }) =>
    q
      .updateTable('finding')
      .set({ status: 'closed', closed_at: p.at })
      .where((row) =>
        row.or([
          row('case_id', '=', p.case_id),
          row.and([row('subject', '=', 'finding'), row('object', '=', p.finding)]),
        ]),
      )
      .where('rectification_id', 'is', null)
      .where('status', '=', 'open'),
  );
  return { read, save, settle };
}
