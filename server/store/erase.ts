/**
 * Takes one person’s values out of the store: out of their cases as entries, so that they fold as
 * before, and out of every other text. The audit log holds commitments only, and is never touched.
 */
import type { Entry } from '@flowmeter/engine/case/events.ts';
import { fold } from '@flowmeter/engine/case/fold.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import {
  eraseEntry,
  eraseTexts,
  personalValues,
  type Erasing,
} from '@flowmeter/engine/privacy/erase-values.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { Database } from 'better-sqlite3';
import { setImmediate } from 'node:timers/promises';
import { q, type Sql } from './statement.ts';
import { prepareSweep, type Swept } from './sweep.ts';
import type { Writer } from './writer.ts';

export interface PersonalCase {
  id: string;
  unit: string;
  /** Null while it is open. */
  endedAt: string | null;
  state: CaseState;
  /** What its personal facts ever said. */
  values: string[];
}

export interface EraseStore {
  /** Cases of which some entry holds one of these texts. */
  casesHolding(texts: readonly string[]): Promise<string[]>;
  case(id: string, facts: ReadonlySet<string>): Promise<PersonalCase | undefined>;
  /** How many findings are about these cases or this object. */
  findings(cases: readonly string[], object: string): Promise<number>;
  /** Rewrites the entries of a case; what was kept of its state is worked out anew. */
  eraseCase(id: string, erasing: Erasing): Promise<Result<void>>;
  /** Takes values out of every other text; says in which tables some are left that must not change. */
  sweep(asked: SweepAsked): Promise<Result<Swept>>;
  /** What was overwritten is gone from the file and from the write-ahead log when this resolves. */
  scrub(): Promise<void>;
}

export interface SweepAsked {
  values: readonly string[];
  /** What names the person: rows that hold one of these, or a long value, are theirs. */
  names: readonly string[];
  /** What the audit log tells of these was told of the person. */
  objects: readonly string[];
}

/** Entries that are looked at between others' work. */
const PIECE = 20_000;

export function createEraseStore(
  database: Database,
  sql: Sql,
  writer: Writer,
  forget: (id: string) => void,
): EraseStore {
  const sweep = prepareSweep(database);

  function entriesOf(id: string): (Entry & { row: number })[] {
    const rows = sql.all(
      q.selectFrom('entry').selectAll().where('case_id', '=', id).orderBy('version'),
    );
    return rows.map(({ id: row, case_id: caseId, events, version, at, actor, command }) => {
      const parsed = JSON.parse(events) as Entry['events'];
      return { row, caseId, version, at, actor, command, events: parsed };
    });
  }

  return {
    casesHolding: (texts) => casesHolding(database, texts),
    case: async (id, facts) => {
      const entries = entriesOf(id);
      const state = fold(entries);
      if (state === undefined) return undefined;
      const endedAt = state.status === 'ended' ? state.endedAt : null;
      return { id, unit: state.unit, endedAt, state, values: personalValues(entries, facts) };
    },
    findings: async (cases, object) => {
      const isTheirs = q
        .selectFrom('finding')
        .select((row) => row.fn.countAll<number>().as('count'))
        .where((row) => row.or([row('case_id', 'in', cases), row('object', '=', object)]));
      return sql.get(isTheirs)?.count ?? 0;
    },
    eraseCase: (id, erasing) =>
      writer.write(
        () => {
          const entries = entriesOf(id);
          const clean = entries.map((entry) => eraseEntry(entry, erasing));
          for (const [at, { events }] of clean.entries()) {
            const row = entries[at]?.row ?? 0;
            const change = q.updateTable('entry').set({ events: JSON.stringify(events) });
            sql.run(change.where('id', '=', row));
          }
          keepState(sql, id, fold(clean), erasing.values);
          return ok(undefined);
        },
        () => forget(id),
      ),
    sweep: (asked) => writer.write(() => ok(sweep(asked))),
    scrub: async () => {
      await writer.drained();
      database.exec('VACUUM');
      const [done] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      if (done?.busy !== 0) throw new Error('somebody reads the store: it cannot be cleaned yet');
    },
  };
}

async function casesHolding(database: Database, texts: readonly string[]): Promise<string[]> {
  const sought = texts.filter((text) => text !== '');
  if (sought.length === 0) return [];
  const last = Number(database.prepare('SELECT max(id) FROM entry').pluck().get() ?? 0);
  const holds = sought.map(() => 'instr(events, ?) > 0').join(' OR ');
  const find = database
    .prepare(`SELECT DISTINCT case_id FROM entry WHERE id > ? AND id <= ? AND (${holds})`)
    .pluck();
  const found = new Set<string>();
  for (let from = 0; from < last; from += PIECE) {
    for (const id of find.all(from, from + PIECE, ...sought)) found.add(String(id));
    await setImmediate();
  }
  return [...found];
}

function keepState(
  sql: Sql,
  id: string,
  state: CaseState | undefined,
  values: readonly string[],
): void {
  sql.run(q.deleteFrom('snapshot').where('case_id', '=', id));
  if (state?.status === 'ended') {
    const change = q.updateTable('ended_case').set({ state: JSON.stringify(state) });
    sql.run(change.where('id', '=', id));
  }
  for (const table of ['live_case', 'ended_case'] as const) {
    const row = sql.get(q.selectFrom(table).select('title').where('id', '=', id));
    if (row === undefined) continue;
    const title = eraseTexts(row.title, values);
    sql.run(q.updateTable(table).set({ title }).where('id', '=', id));
  }
  const task = sql.get(q.selectFrom('task').select('title').where('case_id', '=', id).limit(1));
  if (task === undefined) return;
  const title = eraseTexts(task.title, values);
  sql.run(q.updateTable('task').set({ title }).where('case_id', '=', id));
}
