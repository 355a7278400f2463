/** Lists of cases: open and ended ones together, newest first, by keyset and never by offset. */
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { EndedCaseRow, LiveCaseRow, Tables } from './schema.ts';
import { q, type Sql } from './statement.ts';

/** A page of rows; `next` is the cursor of the following page. */
export interface Page<T> {
  rows: T[];
  next: string | null;
}

export interface CaseFilter {
  id?: string;
  /** Only cases of these units; absent: of all. */
  units?: string[];
  flow?: string | undefined;
  /** Only cases that run this version, by its hash. */
  version?: string | undefined;
  status?: 'open' | 'ended' | undefined;
  log?: string | undefined;
  /** Part of the title, or the beginning of the id. */
  q?: string | undefined;
  /** The id of the last row of the page before. */
  cursor?: string | undefined;
  limit: number;
}

export interface CaseListRow extends Omit<LiveCaseRow, 'at_steps' | 'last_entry'> {
  status: 'open' | 'ended';
  /** JSON array of step ids; null when ended. */
  at_steps: string | null;
  outcome: string | null;
  ended_at: string | null;
  log: string | null;
}

export function listCases(sql: Sql, filter: CaseFilter): Page<CaseListRow> {
  const limit = filter.limit + 1;
  const open = wantsOpen(filter) ? sql.all(openQuery(filter, limit)) : [];
  const ended = filter.status === 'open' ? [] : sql.all(endedQuery(filter, limit));
  const rows = [...open.map(fromOpen), ...ended.map(fromEnded)].toSorted((a, b) =>
    a.id < b.id ? 1 : -1,
  );
  const page = rows.slice(0, filter.limit);
  return { rows: page, next: rows.length > filter.limit ? (page.at(-1)?.id ?? null) : null };
}

/** Open cases by one version of a flow in some units. */
export function countOpen(sql: Sql, flowHash: string, units: readonly string[]): number {
  const query = q
    .selectFrom('live_case')
    .select((row) => row.fn.countAll<number>().as('many'))
    .where('flow_hash', '=', flowHash)
    .where('unit', 'in', units);
  return sql.all(query)[0]?.many ?? 0;
}

function wantsOpen(filter: CaseFilter): boolean {
  return filter.status !== 'ended' && filter.log === undefined;
}

const shared = [
  'id',
  'flow_id',
  'flow_hash',
  'unit',
  'title',
  'opened_at',
  'opened_by',
  'version',
  'findings',
] as const;

function openQuery(filter: CaseFilter, limit: number) {
  return q
    .selectFrom('live_case')
    .select([...shared, 'at_steps', 'due_at'])
    .where((row) => matching(row, filter))
    .orderBy('id', 'desc')
    .limit(limit);
}

function endedQuery(filter: CaseFilter, limit: number) {
  let query = q
    .selectFrom('ended_case')
    .select([...shared, 'outcome', 'ended_at', 'log'])
    // Only columns that both tables have.
    .where((row) => matching(row as unknown as Row, filter));
  if (filter.log !== undefined) query = query.where('log', '=', filter.log);
  return query.orderBy('id', 'desc').limit(limit);
}

type Row = ExpressionBuilder<Tables, 'live_case'>;

function matching(row: Row, { id, units, flow, version, cursor, q: text }: CaseFilter) {
  const wanted: Expression<SqlBool>[] = [];
  if (id !== undefined) wanted.push(row('id', '=', id));
  if (units !== undefined) wanted.push(row('unit', 'in', units));
  if (flow !== undefined) wanted.push(row('flow_id', '=', flow));
  if (version !== undefined) wanted.push(row('flow_hash', '=', version));
  if (cursor !== undefined) wanted.push(row('id', '<', cursor));
  if (text) {
    const [title, beginning] = [contains(text), begins(text)];
    wanted.push(row.or([row('title', 'like', title), row('id', 'like', beginning)]));
  }
  return row.and(wanted);
}

/** The wildcards of LIKE are taken out: what is searched for is text. */
export function contains(text: string): string {
  return `%${begins(text)}`;
}

function begins(text: string): string {
  return `${text.replaceAll(/[%_]/g, ' ').trim()}%`;
}

type OpenRow = Pick<LiveCaseRow, (typeof shared)[number] | 'at_steps' | 'due_at'>;
type EndedRow = Pick<EndedCaseRow, (typeof shared)[number] | 'outcome' | 'ended_at' | 'log'>;

function fromOpen(row: OpenRow): CaseListRow {
  return { ...row, status: 'open', outcome: null, ended_at: null, log: null };
}

function fromEnded(row: EndedRow): CaseListRow {
  return { ...row, status: 'ended', at_steps: null, due_at: null };
}
