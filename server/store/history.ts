/** What is over: ended cases, page by page, and imported logs, which are ended from the start. */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import type { Entry } from '@flowmeter/engine/case/events.ts';
import type { EndedCase } from '@flowmeter/engine/case/state.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { prepareApply } from './apply-commit.ts';
import { prepareAppend } from './case-statements.ts';
import type { FindingWrite } from './case-writes.ts';
import { rowsOfCommit } from './commit-rows.ts';
import type { EndedCaseRow, EntryRow, LogRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

/** What was said about a log when it was imported; seconds are whole. */
export interface LogSummary {
  activities: number;
  variants: number;
  /** Cases of the five most frequent variants. */
  top_variants: number[];
  median_seconds: number;
  mean_seconds: number;
  /** The pair of activities with the longest time between them in total. */
  largest_wait: { from: string; to: string; count: number } | null;
}

export interface LogImport {
  log: LogRow;
  /** Read while they are written: they may be too many to be held. */
  cases: Iterable<ImportedRows>;
  findings: FindingWrite[];
  audit: AuditEvent;
}

/** The rows of one imported case. */
export interface ImportedRows {
  ended: Omit<EndedCaseRow, 'last_entry'>;
  entries: readonly Omit<EntryRow, 'id' | 'previous'>[];
}

export interface EndedFilter {
  /** Flows or imported logs. */
  flows?: readonly string[] | undefined;
  log?: string | undefined;
  units?: readonly string[] | undefined;
  /** Opened before, and ended at or after, these instants. */
  openedBefore?: string | undefined;
  endedFrom?: string | undefined;
  /** The id of the last case of the page before. */
  after?: string | undefined;
  limit: number;
}

export interface EndedRecord {
  state: EndedCase;
  title: string;
  imported: boolean;
}

export interface HistoryStore {
  /** Oldest import first. */
  logs(): Promise<LogRow[]>;
  log(id: string): Promise<LogRow | undefined>;
  /** Stores a log with its cases and findings, or nothing of it; `log_exists` if it is there. */
  keepLog(imported: LogImport): Promise<Result<void>>;
  /** Ended cases, in the order of their ids. */
  ended(filter: EndedFilter): Promise<EndedRecord[]>;
}

export function createHistoryStore(sql: Sql, writer: Writer): HistoryStore {
  const log = sql.prepare((p: { id: string }) =>
    q.selectFrom('log').selectAll().where('id', '=', p.id),
  );
  const write = prepareImport(sql);
  const apply = prepareApply(sql, writer.notify);
  return {
    logs: async () => sql.all(q.selectFrom('log').selectAll().orderBy('imported_at').orderBy('id')),
    log: async (id) => log.get({ id }),
    keepLog: (imported) =>
      writer.write(() => {
        const { id } = imported.log;
        if (log.get({ id }) !== undefined) return failed(problem('log_exists', { id }));
        write(imported);
        const news = [{ topic: 'cases' as const, id }];
        const { findings, audit } = imported;
        const found = apply(rowsOfCommit({ cases: [], findings, news, audit: [audit] }));
        return found.ok ? ok(undefined) : found;
      }),
    ended: async (filter) =>
      sql.all(endedQuery(filter)).map(({ state, title, log: from }) => ({
        state: JSON.parse(state) as EndedCase,
        title,
        imported: from !== null,
      })),
  };
}

/** The rows of a case whose every entry is known at once. */
export function importedRows(
  state: EndedCase,
  entries: readonly Entry[],
  { log, title }: { log: string; title: string },
): ImportedRows {
  return {
    ended: {
      id: state.id,
      flow_id: state.flow.id,
      flow_hash: state.flow.hash,
      unit: state.unit,
      title,
      opened_at: state.openedAt,
      opened_by: state.openedBy,
      version: state.version,
      findings: 0,
      outcome: state.outcome,
      ended_at: state.endedAt,
      log,
      state: JSON.stringify(state),
    },
    entries: entries.map(({ caseId, version, at, actor, command, events }) => ({
      case_id: caseId,
      version,
      at,
      actor,
      command,
      events: JSON.stringify(events),
    })),
  };
}

function endedQuery(filter: EndedFilter) {
  let query = q.selectFrom('ended_case').select(['state', 'title', 'log']);
  if (filter.flows !== undefined) query = query.where('flow_id', 'in', filter.flows);
  if (filter.log !== undefined) query = query.where('log', '=', filter.log);
  if (filter.units !== undefined) query = query.where('unit', 'in', filter.units);
  if (filter.openedBefore !== undefined) query = query.where('opened_at', '<', filter.openedBefore);
  if (filter.endedFrom !== undefined) query = query.where('ended_at', '>=', filter.endedFrom);
  if (filter.after !== undefined) query = query.where('id', '>', filter.after);
  return query.orderBy('id').limit(filter.limit);
}

function prepareImport(sql: Sql): (imported: LogImport) => void {
  const addLog = sql.prepare((p: LogRow) => q.insertInto('log').values(columnsOf(p)));
  const entry = prepareAppend(sql);
  const addCase = sql.prepare((p: EndedCaseRow) =>
    q.insertInto('ended_case').values({
      id: p.id,
      flow_id: p.flow_id,
      flow_hash: p.flow_hash,
      unit: p.unit,
      title: p.title,
      opened_at: p.opened_at,
      opened_by: p.opened_by,
      version: p.version,
      last_entry: p.last_entry,
      findings: p.findings,
      outcome: p.outcome,
      ended_at: p.ended_at,
      log: p.log,
      state: p.state,
    }),
  );
  return ({ log, cases }) => {
    addLog.run(log);
    for (const { ended, entries } of cases) {
      let last_entry: number | null = null;
      for (const row of entries) last_entry = entry.insert({ ...row, previous: last_entry });
      addCase.run({ ...ended, last_entry: last_entry ?? 0 });
    }
  };
}

function columnsOf(p: LogRow): LogRow {
  return {
    id: p.id,
    file: p.file,
    sha256: p.sha256,
    imported_at: p.imported_at,
    cases: p.cases,
    events: p.events,
    summary: p.summary,
  };
}
