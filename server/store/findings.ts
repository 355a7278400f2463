/** Findings, as lists and indicators read them. */
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { Page } from './case-list.ts';
import { problemFigures, type ProblemFigure, type ProblemsAsked } from './finding-figures.ts';
import type { FindingRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface FindingFilter {
  /** Only findings about cases of these units; absent: of all. */
  units?: readonly string[] | undefined;
  /** Only findings about cases of these flows (or imported logs). */
  flows?: readonly string[] | undefined;
  status?: string | undefined;
  rule?: string | undefined;
  case?: string | undefined;
  /** What they are about: `case`, `finding`, a kind of record, or `record` for records of any kind. */
  subject?: string | undefined;
  unit?: string | undefined;
  /** `none`: not established. */
  cause?: string | undefined;
  /** Found at or after, and before, these instants. */
  from?: string | undefined;
  to?: string | undefined;
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
  /** Has a rule found this about an object, and is it not cleared since? */
  isKnown(one: ObjectFinding): Promise<boolean>;
  /** The finding that this case handles. */
  ofHandling(caseId: string): Promise<FindingRow | undefined>;
  /** What its rule said when it was asked again; `clearedAt` where it does not hold any more. */
  keepRecheck(id: string, recheck: string, clearedAt: string | null): Promise<Result<void>>;
  /** How much was found, group by group. */
  problems(asked: ProblemsAsked): Promise<ProblemFigure[]>;
}

/** What tells findings about records apart. */
export type ObjectFinding = Pick<FindingRow, 'rule' | 'subject' | 'object' | 'period'>;

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

export function createFindingStore(sql: Sql, writer: Writer): FindingStore {
  const byId = sql.prepare((p: { id: string }) => listed().where('finding.id', '=', p.id));
  const known = sql.prepare((p: { id: string }) =>
    q
      .selectFrom('finding')
      .select(['rule', 'seq'])
      .where('case_id', '=', p.id)
      .where('subject', '=', 'case'),
  );
  const { ofObject, ofHandling, recheck } = prepareOthers(sql);
  return {
    byId: async (id) => byId.get({ id }),
    list: async (filter) => {
      const rows = sql.all(filtered(filter));
      const page = rows.slice(0, filter.limit);
      return { rows: page, next: rows.length > filter.limit ? (page.at(-1)?.id ?? null) : null };
    },
    countByRule: async (units) => sql.all(countedByRule(units)),
    known: async (id) => new Set(known.all({ id }).map(({ rule, seq }) => findingKey(rule, seq))),
    isKnown: async (one) => ofObject.get(one) !== undefined,
    ofHandling: async (id) => ofHandling.get({ id }),
    keepRecheck: (id, said, cleared_at) =>
      writer.write(() => {
        recheck.run({ id, recheck: said, cleared_at });
        return ok(undefined);
      }),
    problems: async (asked) => problemFigures(sql, asked),
  };
}

function prepareOthers(sql: Sql) {
  const ofObject = sql.prepare((p: ObjectFinding) =>
    q
      .selectFrom('finding')
      .select('id')
      .where('object', '=', p.object)
      .where('period', '=', p.period)
      .where('rule', '=', p.rule)
      .where('subject', '=', p.subject)
      .where('subject', '<>', 'case')
      .where('cleared_at', 'is', null),
  );
  const ofHandling = sql.prepare((p: { id: string }) =>
    q.selectFrom('finding').selectAll().where('rectification_id', '=', p.id),
  );
  const recheck = sql.prepare((p: Pick<FindingRow, 'id' | 'recheck' | 'cleared_at'>) =>
    q
      .updateTable('finding')
      .set({ recheck: p.recheck, cleared_at: p.cleared_at })
      .where('id', '=', p.id),
  );
  return { ofObject, ofHandling, recheck };
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
  let query = narrowed(listed(), filter);
  const { flows, status, rule, case: caseId, cause, cursor, oldest = false, limit } = filter;
  if (flows !== undefined) {
    query = query.where((row) =>
      row.or([row('live_case.flow_id', 'in', flows), row('ended_case.flow_id', 'in', flows)]),
    );
  }
  if (status !== undefined) query = query.where('finding.status', '=', status);
  if (rule !== undefined) query = query.where('finding.rule', '=', rule);
  if (caseId !== undefined) query = query.where('finding.case_id', '=', caseId);
  if (cause === 'none') query = query.where('finding.cause', 'is', null);
  else if (cause !== undefined) query = query.where('finding.cause', '=', cause);
  if (cursor !== undefined) query = query.where('finding.id', oldest ? '>' : '<', cursor);
  return query.orderBy('finding.id', oldest ? 'asc' : 'desc').limit(limit + 1);
}

/** To units, what they are about, and when they were found. */
function narrowed(
  query: ReturnType<typeof listed>,
  { units, unit, subject, from, to }: FindingFilter,
) {
  let fewer = query;
  if (units !== undefined) fewer = fewer.where('finding.unit', 'in', units);
  if (unit !== undefined) fewer = fewer.where('finding.unit', '=', unit);
  if (subject === 'record') fewer = fewer.where('finding.subject', 'not in', ['case', 'finding']);
  else if (subject !== undefined) fewer = fewer.where('finding.subject', '=', subject);
  if (from !== undefined) fewer = fewer.where('finding.found_at', '>=', from);
  if (to !== undefined) fewer = fewer.where('finding.found_at', '<', to);
  return fewer;
}
