/** Times at which something has to be done; ordered, so the next one is one look away. */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { Result } from '@flowmeter/engine/problem.ts';
import { ok } from '@flowmeter/engine/problem.ts';
import { prepareTimerRemoval } from './case-statements.ts';
import type { TimerRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface TimerStore {
  /** When the earliest timer is due; undefined when there is none. */
  next(): Promise<Instant | undefined>;
  /** Timers due at or before a time, earliest first. */
  due(at: Instant, limit: number): Promise<TimerRow[]>;
  /** Takes away a timer that has nothing left to do. */
  remove(row: TimerRow): Promise<Result<void>>;
}

export function createTimerStore(sql: Sql, writer: Writer): TimerStore {
  const next = sql.prepare(() => q.selectFrom('timer').select('at').orderBy('at').limit(1));
  const due = sql.prepare((p: { at: string; limit: number }) =>
    q
      .selectFrom('timer')
      .selectAll()
      .where('at', '<=', p.at)
      .orderBy('at')
      .orderBy('case_id')
      .orderBy('seq')
      .limit(p.limit),
  );
  const remove = prepareTimerRemoval(sql);
  return {
    next: async () => next.get({})?.at,
    due: async (at, limit) => due.all({ at, limit }),
    remove: (row) =>
      writer.write(() => {
        remove.run(row);
        return ok(undefined);
      }),
  };
}
