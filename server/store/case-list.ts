/** Lists of cases: open and ended ones together, newest first, by keyset and never by offset. */
import type { EndedCaseRow, LiveCaseRow } from './schema.ts';
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
  let query = q.selectFrom('live_case').select([...shared, 'at_steps', 'due_at']);
  if (filter.id !== undefined) query = query.where('id', '=', filter.id);
  if (filter.units !== undefined) query = query.where('unit', 'in', filter.units);
  if (filter.flow !== undefined) query = query.where('flow_id', '=', filter.flow);
  if (filter.cursor !== undefined) query = query.where('id', '<', filter.cursor);
  const text = filter.q;
  if (text) {
    query = query.where((row) =>
      row.or([row('title', 'like', contains(text)), row('id', 'like', begins(text))]),
    );
  }
  return query.orderBy('id', 'desc').limit(limit);
}

function endedQuery(filter: CaseFilter, limit: number) {
  let query = q.selectFrom('ended_case').select([...shared, 'outcome', 'ended_at', 'log']);
  if (filter.id !== undefined) query = query.where('id', '=', filter.id);
  if (filter.units !== undefined) query = query.where('unit', 'in', filter.units);
  if (filter.flow !== undefined) query = query.where('flow_id', '=', filter.flow);
  if (filter.log !== undefined) query = query.where('log', '=', filter.log);
  if (filter.cursor !== undefined) query = query.where('id', '<', filter.cursor);
  const text = filter.q;
  if (text) {
    query = query.where((row) =>
      row.or([row('title', 'like', contains(text)), row('id', 'like', begins(text))]),
    );
  }
  return query.orderBy('id', 'desc').limit(limit);
}

/** The wildcards of LIKE are taken out: what is searched for is text. */
function contains(text: string): string {
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
