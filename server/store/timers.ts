/** Times at which something has to be done; ordered, so the next one is one look away. */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { Result } from '@flowmeter/engine/problem.ts';
import { ok } from '@flowmeter/engine/problem.ts';
import { NO_DUE } from './case-rows.ts';
import { prepareTimerWrites } from './case-statements.ts';
import type { TimerRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface TimerStore {
  /** When the earliest timer is due; undefined when there is none. */
  next(): Promise<Instant | undefined>;
  /** Timers due at or before a time, earliest first. */
  due(at: Instant, limit: number): Promise<TimerRow[]>;
  /** Cases after this one whose due times wait for a calendar to be published further; by id. */
  uncovered(after: string, limit: number): Promise<string[]>;
  /** Puts a timer off. */
  postpone(row: TimerRow, until: Instant): Promise<Result<void>>;
  /** Takes away a timer that has nothing left to do. */
  remove(row: TimerRow): Promise<Result<void>>;
}

export function createTimerStore(sql: Sql, writer: Writer): TimerStore {
  const next = sql.prepare(() =>
    q.selectFrom('timer').select('at').where('at', '<', NO_DUE).orderBy('at').limit(1),
  );
  const uncovered = sql.prepare((p: { after: string; limit: number }) =>
    q
      .selectFrom('timer')
      .select('case_id')
      .distinct()
      .where('at', '=', NO_DUE)
      .where('case_id', '>', p.after)
      .orderBy('case_id')
      .limit(p.limit),
  );
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
  const { addTimer, removeTimer } = prepareTimerWrites(sql);
  return {
    next: async () => next.get({})?.at,
    due: async (at, limit) => due.all({ at, limit }),
    uncovered: async (after, limit) =>
      uncovered.all({ after, limit }).map(({ case_id }) => case_id),
    remove: (row) =>
      writer.write(() => {
        removeTimer.run(row);
        return ok(undefined);
      }),
    postpone: (row, until) =>
      writer.write(() => {
        removeTimer.run(row);
        addTimer.run({ ...row, at: until });
        return ok(undefined);
      }),
  };
}
