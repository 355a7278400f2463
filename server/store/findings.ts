/** Findings: read by lists and indicators, and kept up with the cases that they started. */
import type { FindingStatus } from '@flowmeter/engine/case/finding-progress.ts';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { Page } from './case-list.ts';
import type { News } from './case-writes.ts';
import type { CaseRows } from './commit-rows.ts';
import type { FindingRow } from './schema.ts';
import { q, type Sql } from './statement.ts';

export interface FindingFilter {
  /** Only findings about cases of these units; absent: of all. */
  units?: readonly string[] | undefined;
  /** Only findings about cases of these flows (or imported logs). */
  flows?: readonly string[] | undefined;
  status?: string | undefined;
  rule?: string | undefined;
  case?: string | undefined;
  /** The id of the last row of the page before. */
  cursor?: string | undefined;
  /** Oldest first, instead of newest first. */
  oldest?: boolean;
  limit: number;
}

/** A finding with what is shown of the case it is about. */
export interface FindingListRow extends FindingRow {
  case_title: string;
  flow_id: string;
  flow_hash: string;
}

export interface FindingStore {
  byId(id: string): Promise<FindingListRow | undefined>;
  /** Newest first unless asked otherwise. */
  list(filter: FindingFilter): Promise<Page<FindingListRow>>;
  /** What rules have found in these units. */
  countByRule(units: readonly string[]): Promise<RuleCount[]>;
  /** What rules have found about a case already, as `findingKey` writes it. */
  known(caseId: string): Promise<ReadonlySet<string>>;
}

/** How much a rule has found, and how much of it is not closed. */
export interface RuleCount {
  rule: string;
  findings: number;
  open: number;
}

/** A rule finds one thing once: `seq` is 0 for the case as a whole. */
export function findingKey(rule: string, seq = 0): string {
  return `${seq} ${rule}`;
}

export function createFindingStore(sql: Sql): FindingStore {
  const byId = sql.prepare((p: { id: string }) => listed().where('finding.id', '=', p.id));
  const known = sql.prepare((p: { id: string }) =>
    q.selectFrom('finding').select(['rule', 'seq']).where('case_id', '=', p.id),
  );
  return {
    byId: async (id) => byId.get({ id }),
    list: async (filter) => {
      const rows = sql.all(filtered(filter));
      const page = rows.slice(0, filter.limit);
      return { rows: page, next: rows.length > filter.limit ? (page.at(-1)?.id ?? null) : null };
    },
    countByRule: async (units) => sql.all(countedByRule(units)),
    known: async (id) => new Set(known.all({ id }).map(({ rule, seq }) => findingKey(rule, seq))),
  };
}

function countedByRule(units: readonly string[]) {
  return q
    .selectFrom('finding')
    .select(({ fn, eb }) => [
      'rule',
      fn.countAll<number>().as('findings'),
      fn
        .sum<number>(
          eb.case().when('status', 'in', ['closed', 'false_positive']).then(0).else(1).end(),
        )
        .as('open'),
    ])
    .where('unit', 'in', units)
    .groupBy('rule');
}

function listed() {
  return q
    .selectFrom('finding')
    .leftJoin('live_case', 'live_case.id', 'finding.case_id')
    .leftJoin('ended_case', 'ended_case.id', 'finding.case_id')
    .selectAll('finding')
    .select((make) => [
      make.fn.coalesce('live_case.title', 'ended_case.title', make.val('')).as('case_title'),
      make.fn.coalesce('live_case.flow_id', 'ended_case.flow_id', make.val('')).as('flow_id'),
      make.fn.coalesce('live_case.flow_hash', 'ended_case.flow_hash', make.val('')).as('flow_hash'),
    ]);
}

function filtered(filter: FindingFilter) {
  let query = listed();
  if (filter.units !== undefined) query = query.where('finding.unit', 'in', filter.units);
  const { flows } = filter;
  if (flows !== undefined) {
    query = query.where((row) =>
      row.or([row('live_case.flow_id', 'in', flows), row('ended_case.flow_id', 'in', flows)]),
    );
  }
  if (filter.status !== undefined) query = query.where('finding.status', '=', filter.status);
  if (filter.rule !== undefined) query = query.where('finding.rule', '=', filter.rule);
  if (filter.case !== undefined) query = query.where('finding.case_id', '=', filter.case);
  const after = filter.oldest ? '>' : '<';
  if (filter.cursor !== undefined) query = query.where('finding.id', after, filter.cursor);
  return query.orderBy('finding.id', filter.oldest ? 'asc' : 'desc').limit(filter.limit + 1);
}

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
        case_id: p.case_id,
        seq: p.seq,
        step: p.step,
        unit: p.unit,
        handler: p.handler,
        found_at: p.found_at,
        status: p.status,
        rectification_id: p.rectification_id,
        details: p.details,
      })
      .onConflict((conflict) => conflict.columns(['case_id', 'seq', 'rule']).doNothing()),
  );
  return (finding) => insert.run(finding) > 0;
}

type Progress = Pick<FindingRow, 'id' | 'status' | 'verified_at' | 'rectified_at' | 'closed_at'>;

/**
 * Inside a transaction: a case that handles a finding has moved, so the finding has too. When such a
 * case ends, what rules found about the handling itself is over with it.
 */
export function prepareFindingProgress(sql: Sql): (rows: CaseRows) => News[] {
  const { read, save, settle } = prepareProgress(sql);
  return ({ handles: status, id: case_id, unit, at, stands }) => {
    const row = status && read.get({ case_id });
    if (row === undefined || status === undefined) return [];
    if (stands.status === 'ended') settle.run({ case_id, at });
    if (status === row.status) return [];
    save.run({ ...row, ...timesOf(row, status, at), status });
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
      .select(['id', 'status', 'verified_at', 'rectified_at', 'closed_at'])
      .where('rectification_id', '=', p.case_id),
  );
  const save = sql.prepare((p: Progress) =>
    q
      .updateTable('finding')
      .set({
        status: p.status,
        verified_at: p.verified_at,
        rectified_at: p.rectified_at,
        closed_at: p.closed_at,
      })
      .where('id', '=', p.id),
  );
  const settle = sql.prepare((p: { case_id: string; at: string }) =>
    q
      .updateTable('finding')
      .set({ status: 'closed', closed_at: p.at })
      .where('case_id', '=', p.case_id)
      .where('rectification_id', 'is', null)
      .where('status', '=', 'open'),
  );
  return { read, save, settle };
}
