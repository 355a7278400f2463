/** Effects that wait to be done, by connector: a backlog of one keeps no other waiting. */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { EffectChange } from './effect-rows.ts';
import type { EffectRow } from './outside-schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

/** A connector that has something to do, and when the first of it is due. */
export interface Waiting {
  connector: string;
  next_at: Instant;
}

export interface EffectStore {
  /** Every connector with something to do. */
  waiting(): Promise<Waiting[]>;
  /** What a connector has to do at a time, what is due longest first. */
  due(connector: string, at: Instant, limit: number): Promise<EffectRow[]>;
  /** When it is tried again, and how often it was tried in vain. */
  putOff(id: string, tries: number, until: Instant): Promise<Result<void>>;
  /** Nobody waits for it any more. */
  remove(id: string): Promise<Result<void>>;
}

export function createEffectStore(sql: Sql, writer: Writer): EffectStore {
  const first = sql.prepare((p: { after: string }) =>
    q
      .selectFrom('effect')
      .select(['connector', 'next_at'])
      .where('connector', '>', p.after)
      .orderBy('connector')
      .orderBy('next_at')
      .limit(1),
  );
  const due = sql.prepare((p: { connector: string; at: string; limit: number }) =>
    q
      .selectFrom('effect')
      .selectAll()
      .where('connector', '=', p.connector)
      .where('next_at', '<=', p.at)
      .orderBy('next_at')
      .limit(p.limit),
  );
  const putOff = sql.prepare((p: { id: string; tries: number; next_at: string }) =>
    q.updateTable('effect').set({ tries: p.tries, next_at: p.next_at }).where('id', '=', p.id),
  );
  const remove = prepareRemoval(sql);
  return {
    waiting: async () => {
      const found: Waiting[] = [];
      for (let row = first.get({ after: '' }); row !== undefined; ) {
        found.push(row);
        row = first.get({ after: row.connector });
      }
      return found;
    },
    due: async (connector, at, limit) => due.all({ connector, at, limit }),
    putOff: (id, tries, until) =>
      writer.write(() => {
        putOff.run({ id, tries, next_at: until });
        return ok(undefined);
      }),
    remove: (id) =>
      writer.write(() => {
        remove.run({ id });
        return ok(undefined);
      }),
  };
}

/** Inside a transaction: what an entry asked for, and what nobody waits for any more. */
export function prepareEffects(sql: Sql): (change: EffectChange | undefined) => void {
  const remove = prepareRemoval(sql);
  const insert = sql.prepare((p: EffectRow) =>
    q.replaceInto('effect').values({
      id: p.id,
      case_id: p.case_id,
      seq: p.seq,
      connector: p.connector,
      asked_at: p.asked_at,
      data: p.data,
      tries: p.tries,
      next_at: p.next_at,
    }),
  );
  return (change) => {
    for (const id of change?.gone ?? []) remove.run({ id });
    for (const row of change?.come ?? []) insert.run(row);
  };
}

function prepareRemoval(sql: Sql) {
  return sql.prepare((p: { id: string }) => q.deleteFrom('effect').where('id', '=', p.id));
}
