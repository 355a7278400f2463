/** Cases: their states, entries and lists. Truth is the entries; states are cached. */
import { applyEntry } from '@flowmeter/engine/case/fold.ts';
import type { Entry } from '@flowmeter/engine/case/events.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import { sql as raw } from 'kysely';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { prepareApply, type Applied } from './apply-commit.ts';
import { countOpen, listCases, type CaseFilter, type CaseListRow, type Page } from './case-list.ts';
import { openCounter } from './case-tables.ts';
import type { CaseCommit } from './case-writes.ts';
import { rowsOfCommit } from './commit-rows.ts';
import { createLru } from './lru.ts';
import type { EntryRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface CaseStore {
  /** The state of an open or ended case; undefined when there is none. */
  state(id: string): Promise<CaseState | undefined>;
  /** Oldest first. */
  entries(id: string): Promise<Entry[]>;
  /**
   * Newest first, `limit` of them however many there are; from the newest, or from where the page before
   * said. Undefined for a cursor that is none of this case.
   */
  entriesPage(id: string, asked: EntriesAsked): Promise<EntriesPage | undefined>;
  row(id: string): Promise<CaseListRow | undefined>;
  list(filter: CaseFilter): Promise<Page<CaseListRow>>;
  /** Open cases by one version of a flow; of these units alone where they are given. */
  openCount(flowHash: string, units?: readonly string[]): Promise<number>;
  /** Its state is read anew when it is next asked for: its entries were rewritten. */
  forget(id: string): void;
  /** Stored durably when this resolves. A finding that was found before is left out. */
  commit(commit: CaseCommit): Promise<Result<void>>;
}

export interface EntriesAsked {
  cursor?: number | undefined;
  limit: number;
}

export interface EntriesPage {
  rows: Entry[];
  /** The next page's cursor; null when there are no older entries. */
  next: number | null;
}

/** States kept in memory; a miss folds the case's entries. */
const CACHED_STATES = 20_000;

export function createCaseStore(sql: Sql, writer: Writer): CaseStore {
  const read = prepareReads(sql);
  const apply = prepareApply(sql, writer.notify);
  const cache = createLru<CaseState>(CACHED_STATES);

  /** Entries after a version, oldest first, found by walking back from the last. */
  function entriesAfter(last: number, version: number): Entry[] {
    return read.chain.all({ last, version }).map(entryOf);
  }

  function load(id: string): CaseState | undefined {
    const live = read.live.get({ id });
    if (live === undefined) {
      const ended = read.ended.get({ id });
      return ended && (JSON.parse(ended.state) as CaseState);
    }
    const snapshot = read.snapshot.get({ id });
    let state = snapshot && (JSON.parse(snapshot.state) as CaseState);
    for (const entry of entriesAfter(live.last_entry, state?.version ?? 0)) {
      state = applyEntry(state, entry);
    }
    return state;
  }

  function remember({ cases, findings = [] }: CaseCommit, isNew: Applied): void {
    const opened = findings.flatMap(({ opens }, index) => (isNew[index] && opens) || []);
    for (const { state } of [...cases, ...opened]) {
      if (state.status === 'open') cache.set(state.id, state);
      else cache.delete(state.id);
    }
  }

  return {
    state: async (id) => {
      const known = cache.get(id);
      if (known !== undefined) return known;
      const loaded = load(id);
      if (loaded?.status === 'open') cache.set(id, loaded);
      return loaded;
    },
    entries: async (id) => {
      const last = read.live.get({ id }) ?? read.ended.get({ id });
      return last === undefined ? [] : entriesAfter(last.last_entry, 0);
    },
    entriesPage: async (id, { cursor, limit }) => {
      const from = cursor ?? (read.live.get({ id }) ?? read.ended.get({ id }))?.last_entry ?? 0;
      const head = read.entry.get({ id: from });
      if (head?.case_id !== id) return undefined;
      const rows = read.chain.all({ last: from, version: Math.max(0, head.version - limit) });
      return { rows: rows.toReversed().map(entryOf), next: rows[0]?.previous ?? null };
    },
    row: async (id) => listCases(sql, { id, limit: 1 }).rows[0],
    list: async (filter) => listCases(sql, filter),
    forget: (id) => cache.delete(id),
    openCount: async (hash, units) => (units ? countOpen(sql, hash, units) : read.opened(hash)),
    commit: async (commit) => {
      const rows = rowsOfCommit(commit);
      const stored = await writer.write(
        () => apply(rows),
        (isNew) => remember(commit, isNew),
      );
      return stored.ok ? ok(undefined) : stored;
    },
  };
}

function prepareReads(sql: Sql) {
  const live = sql.prepare((p: { id: string }) =>
    q.selectFrom('live_case').select('last_entry').where('id', '=', p.id),
  );
  const ended = sql.prepare((p: { id: string }) =>
    q.selectFrom('ended_case').select(['last_entry', 'state']).where('id', '=', p.id),
  );
  const snapshot = sql.prepare((p: { id: string }) =>
    q.selectFrom('snapshot').select('state').where('case_id', '=', p.id),
  );
  const counter = sql.prepare((p: { name: string }) =>
    q.selectFrom('counter').select('value').where('name', '=', p.name),
  );
  const chain = sql.prepare((p: { last: number; version: number }) =>
    q
      .withRecursive('chain', (db) =>
        db
          .selectFrom('entry')
          .selectAll()
          .where('id', '=', p.last)
          .unionAll(
            db
              .selectFrom('chain')
              .innerJoin('entry', 'entry.id', 'chain.previous')
              .selectAll('entry')
              .where('chain.version', '>', raw<number>`${p.version} + 1`),
          ),
      )
      .selectFrom('chain')
      .selectAll()
      .where('version', '>', p.version)
      .orderBy('version'),
  );
  const entry = sql.prepare((p: { id: number }) =>
    q.selectFrom('entry').select(['case_id', 'version']).where('id', '=', p.id),
  );
  const opened = (hash: string) => counter.get({ name: openCounter(hash) })?.value ?? 0;
  return { live, ended, snapshot, opened, chain, entry };
}

function entryOf(row: Omit<EntryRow, 'id'>): Entry {
  return {
    caseId: row.case_id,
    version: row.version,
    at: row.at,
    actor: row.actor,
    command: row.command,
    events: JSON.parse(row.events) as Entry['events'],
  };
}
