/** Removes what is past its retention period, so many rows at a time; what is overwritten cannot be read back. */
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { Database } from 'better-sqlite3';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

/** Materials that are rows of one table with a time. */
export const plainMaterials = {
  notice: { table: 'notice', key: 'id', at: 'at' },
  session: { table: 'session', key: 'token_hash', at: 'created_at' },
  idempotency: { table: 'idempotency', key: 'actor, key', at: 'at' },
  draft: { table: 'draft', key: 'id', at: 'updated_at' },
  audit_run: { table: 'audit_run', key: 'id', at: 'at' },
  export: { table: 'export', key: 'id', at: 'at' },
} as const;

export type PlainMaterial = keyof typeof plainMaterials;

export interface PastCase {
  id: string;
  unit: string;
  data: CaseState['data'];
}

export interface PastFinding {
  id: string;
  case_id: string | null;
  object: string | null;
  unit: string;
}

export interface PastAsked {
  before: string;
  /** The last id of the piece before. */
  after: string;
  limit: number;
}

export interface RemovalStore {
  /** Ended cases in the order of their ids, none with a finding that is not closed. `log`: of an imported log. */
  pastCases(asked: PastAsked, log?: string): Promise<PastCase[]>;
  pastFindings(asked: PastAsked): Promise<PastFinding[]>;
  pastLogs(before: string): Promise<string[]>;
  /** With everything that only they have. */
  removeCases(ids: readonly string[]): Promise<Result<void>>;
  removeFindings(ids: readonly string[]): Promise<Result<void>>;
  /** Once no case of it is left. */
  removeLog(id: string): Promise<Result<void>>;
  /** At most so many rows; how many went. Those of these cases stay. */
  removePlain(
    material: PlainMaterial,
    asked: { before: string; limit: number; cases: readonly string[] },
  ): Promise<Result<number>>;
}

export function createRemovalStore(database: Database, sql: Sql, writer: Writer): RemovalStore {
  const entries = database.prepare(
    `WITH RECURSIVE chain (id, previous) AS (
       SELECT id, previous FROM entry WHERE id = ?
       UNION ALL
       SELECT entry.id, entry.previous FROM chain JOIN entry ON entry.id = chain.previous
     ) DELETE FROM entry WHERE id IN (SELECT id FROM chain)`,
  );

  /** Deleted content is overwritten, not only let go. */
  function removing<T>(work: () => T): Promise<Result<T>> {
    return writer.write(() => {
      database.pragma('secure_delete = ON');
      try {
        return ok(work());
      } finally {
        database.pragma('secure_delete = OFF');
      }
    });
  }

  function removeCase(id: string): void {
    const row = sql.get(q.selectFrom('ended_case').select('last_entry').where('id', '=', id));
    if (row === undefined) return;
    sql.run(q.deleteFrom('ended_case').where('id', '=', id));
    entries.run(row.last_entry);
    for (const table of ['snapshot', 'notice', 'incident', 'effect', 'finding'] as const) {
      sql.run(q.deleteFrom(table).where('case_id', '=', id));
    }
  }

  return {
    pastCases: async (asked, log) =>
      sql.all(casesQuery(asked, log)).map(({ id, unit, state }) => {
        return { id, unit, data: (JSON.parse(state) as CaseState).data };
      }),
    pastFindings: async ({ before, after, limit }) =>
      sql.all(
        q
          .selectFrom('finding')
          .select(['id', 'case_id', 'object', 'unit'])
          .where('closed_at', '<', before)
          .where('id', '>', after)
          .orderBy('id')
          .limit(limit),
      ),
    pastLogs: async (before) =>
      sql
        .all(q.selectFrom('log').select('id').where('imported_at', '<', before))
        .map(({ id }) => id),
    removeCases: (ids) => removing(() => ids.forEach(removeCase)),
    removeFindings: (ids) =>
      removing(() => void sql.run(q.deleteFrom('finding').where('id', 'in', ids))),
    removeLog: (id) => removing(() => void sql.run(q.deleteFrom('log').where('id', '=', id))),
    removePlain: (material, asked) => removing(() => removePlain(database, material, asked)),
  };
}

function casesQuery({ before, after, limit }: PastAsked, log: string | undefined) {
  const query = q
    .selectFrom('ended_case')
    .select(['id', 'unit', 'state'])
    .where('id', '>', after)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('finding')
            .select('finding.id')
            .whereRef('finding.case_id', '=', 'ended_case.id')
            .where('finding.closed_at', 'is', null),
        ),
      ),
    )
    .orderBy('id')
    .limit(limit);
  if (log !== undefined) return query.where('log', '=', log);
  return query.where('log', 'is', null).where('ended_at', '<', before);
}

function removePlain(
  database: Database,
  material: PlainMaterial,
  { before, limit, cases }: { before: string; limit: number; cases: readonly string[] },
): number {
  const { table, key, at } = plainMaterials[material];
  // Sessions count in epoch milliseconds.
  const start = material === 'session' ? Date.parse(before) : before;
  const held = material === 'notice' ? ` AND case_id NOT IN (${cases.map(() => '?').join()})` : '';
  const proposed = material === 'draft' ? ' AND change_id IS NULL' : '';
  const past = `SELECT ${key} FROM ${table} WHERE ${at} < ?${held}${proposed} LIMIT ?`;
  const values = [start, ...(material === 'notice' ? cases : []), limit];
  return database.prepare(`DELETE FROM ${table} WHERE (${key}) IN (${past})`).run(...values)
    .changes;
}
