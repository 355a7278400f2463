/** Which cases wait for a message, by its name and key. */
import type { WaitingChange } from './waiting-rows.ts';
import type { WaitingRow } from './outside-schema.ts';
import { q, type Sql } from './statement.ts';

export interface WaitingStore {
  /** Ids of at most `limit` cases that wait for the message. */
  casesFor(name: string, key: string, limit: number): Promise<string[]>;
}

export function createWaitingStore(sql: Sql): WaitingStore {
  const waiting = sql.prepare((p: { name: string; key: string; limit: number }) =>
    q
      .selectFrom('waiting')
      .select('case_id')
      .distinct()
      .where('name', '=', p.name)
      .where('key', '=', p.key)
      .orderBy('case_id')
      .limit(p.limit),
  );
  return {
    casesFor: async (name, key, limit) =>
      waiting.all({ name, key, limit }).map(({ case_id }) => case_id),
  };
}

/** Inside a transaction: who waits from now on, and who no longer. */
export function prepareWaiting(sql: Sql): (change: WaitingChange | undefined) => void {
  const remove = sql.prepare((p: WaitingRow) =>
    q
      .deleteFrom('waiting')
      .where('name', '=', p.name)
      .where('key', '=', p.key)
      .where('case_id', '=', p.case_id)
      .where('seq', '=', p.seq),
  );
  const insert = sql.prepare((p: WaitingRow) =>
    q.insertInto('waiting').values({ name: p.name, key: p.key, case_id: p.case_id, seq: p.seq }),
  );
  return (change) => {
    for (const row of change?.gone ?? []) remove.run(row);
    for (const row of change?.come ?? []) insert.run(row);
  };
}
