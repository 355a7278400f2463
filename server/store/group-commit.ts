/**
 * Commits several works as one transaction with one fsync, so that works share its cost. They
 * do not harm one another: when one of them cannot be kept, each is tried by itself.
 */
import type { Database } from 'better-sqlite3';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { News } from './case-writes.ts';
import { prepareDelivery, type Delivery } from './outbox.ts';
import type { Sql } from './statement.ts';

/**
 * What one write does, inside the transaction. It checks before it changes anything; if it refuses
 * after a change, everything it did is undone.
 */
export type Work<T> = () => Result<T>;

/** What became of a work; what it threw is a bug. */
export type Outcome<T> = { result: Result<T> } | { thrown: unknown };

/** What became of a group: its works in their order, and what each of its commits left to deliver. */
export interface Settled<T> {
  outcomes: Outcome<T>[];
  commits: { left: Delivery | undefined }[];
}

export interface GroupCommit {
  /** Durable when it returns. */
  settle<T>(works: readonly Work<T>[]): Settled<T>;
  /** Inside a work: what live screens should hear once it is committed. */
  notify: (news: readonly News[]) => void;
}

export function createGroupCommit(database: Database, sql: Sql): GroupCommit {
  const leave = prepareDelivery(sql);
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  let told: News[] = [];

  /** Undefined when nothing was kept and the works must be tried one by one. */
  function attempt<T>(works: readonly Work<T>[]): Settled<T> | undefined {
    const alone = works.length === 1;
    const outcomes: Outcome<T>[] = [];
    try {
      told = [];
      begin.run();
      for (const work of works) {
        sql.clean();
        const result = work();
        outcomes.push({ result });
        if (result.ok || !sql.dirty()) continue;
        rollback.run();
        return alone ? { outcomes, commits: [] } : undefined;
      }
      // One row for the whole group: what it says is heard at once anyway.
      const left = told.length > 0 ? leave(told) : undefined;
      commit.run();
      return { outcomes, commits: [{ left }] };
    } catch (error) {
      if (database.inTransaction) rollback.run();
      return alone ? { outcomes: [outcomeOf(error)], commits: [] } : undefined;
    }
  }

  function oneByOne<T>(works: readonly Work<T>[]): Settled<T> {
    const each = works.map((work) => attempt([work]) ?? { outcomes: [], commits: [] });
    return {
      outcomes: each.flatMap(({ outcomes }) => outcomes),
      commits: each.flatMap(({ commits }) => commits),
    };
  }

  return {
    settle: (works) => attempt(works) ?? oneByOne(works),
    notify: (news) => void told.push(...news),
  };
}

function outcomeOf<T>(error: unknown): Outcome<T> {
  const code = codeOf(error);
  return code === undefined ? { thrown: error } : { result: failed(problem(code)) };
}

/** SQLite's words for a disk that takes no more, and for a foreign lock. */
function codeOf(error: unknown): 'read_only' | 'busy' | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^SQLITE_(FULL|READONLY|IOERR_WRITE|IOERR_FSYNC|IOERR_TRUNCATE)/.test(code))
    return 'read_only';
  return code.startsWith('SQLITE_BUSY') ? 'busy' : undefined;
}
