/**
 * The one writer. Writes queue up; what has gathered by the next turn of the event loop is committed
 * as one transaction with one fsync, and every caller is answered after it.
 */
import type { Database } from 'better-sqlite3';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Notice } from './case-writes.ts';
import { prepareDelivery, type Delivery } from './outbox.ts';
import type { Sql } from './statement.ts';

/** The most writes in one transaction. */
const LARGEST_GROUP = 256;
/** More than this waiting: refused at once, instead of answered too late. */
const LONGEST_QUEUE = 4096;

/**
 * What one write does, inside the transaction. It checks before it changes anything; if it refuses
 * after a change, everything it did is undone.
 */
export type Work<T> = () => Result<T>;

export interface Writer {
  /** `committed` runs after the commit, before the answer. */
  write<T>(work: Work<T>, committed?: (value: T) => void): Promise<Result<T>>;
  /** Inside a work: what live screens should hear once it is committed. */
  notify: (notices: readonly Notice[]) => void;
  /** Hears of every commit, after it, with what it left in the outbox. */
  onCommitted(hear: (left: Delivery | undefined) => void): void;
  /** Resolves when nothing waits. */
  drained(): Promise<void>;
}

interface Job {
  work: Work<unknown>;
  committed: ((value: never) => void) | undefined;
  resolve: (result: Result<never>) => void;
  reject: (error: unknown) => void;
  result?: Result<unknown>;
}

export function createWriter(database: Database, sql: Sql): Writer {
  const attempt = prepareAttempt(database, sql, {
    take: () => notices.splice(0),
    committed: (left) => {
      for (const hear of hearers) hear(left);
    },
  });
  const notices: Notice[] = [];
  const queue: Job[] = [];
  let idle: (() => void)[] = [];
  let hearers: ((left: Delivery | undefined) => void)[] = [];
  let scheduled = false;

  function schedule() {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  }

  function flush() {
    scheduled = false;
    const group = queue.splice(0, LARGEST_GROUP);
    if (!attempt(group)) for (const job of group) attempt([job]);
    if (queue.length > 0) return schedule();
    const waiting = idle;
    idle = [];
    for (const done of waiting) done();
  }

  return {
    write: (work, committed) => {
      if (queue.length >= LONGEST_QUEUE) return Promise.resolve(failed(problem('busy')));
      return new Promise((resolve, reject) => {
        queue.push({ work, committed, resolve, reject });
        schedule();
      });
    },
    notify: (more) => void notices.push(...more),
    onCommitted: (hear) => {
      hearers = [...hearers, hear];
    },
    drained: () =>
      queue.length === 0 && !scheduled
        ? Promise.resolve()
        : new Promise((resolve) => idle.push(resolve)),
  };
}

/** What the works of one group say that live screens should hear. */
interface GroupNotices {
  take(): Notice[];
  committed(left: Delivery | undefined): void;
}

/**
 * Commits a group and answers its jobs; false when nothing was kept and they must be tried one by
 * one. A job alone is always answered.
 */
function prepareAttempt(
  database: Database,
  sql: Sql,
  notices: GroupNotices,
): (group: Job[]) => boolean {
  const leave = prepareDelivery(sql);
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  return (group) => {
    const alone = group.length === 1;
    let left: Delivery | undefined;
    try {
      notices.take();
      begin.run();
      for (const job of group) {
        sql.clean();
        job.result = job.work();
        if (job.result.ok || !sql.dirty()) continue;
        rollback.run();
        if (alone) answer(job);
        return alone;
      }
      // One row for the whole group: what it says is heard at once anyway.
      const told = notices.take();
      left = told.length > 0 ? leave(told) : undefined;
      commit.run();
    } catch (error) {
      if (database.inTransaction) rollback.run();
      if (alone) refuse(group, error);
      return alone;
    }
    for (const job of group) answer(job);
    notices.committed(left);
    return true;
  };
}

function answer(job: Job): void {
  const result = job.result as Result<never>;
  try {
    if (result.ok) job.committed?.(result.value);
    job.resolve(result);
  } catch (error) {
    job.reject(error);
  }
}

function refuse(group: Job[], error: unknown): void {
  const code = codeOf(error);
  for (const job of group) {
    if (code === undefined) job.reject(error);
    else job.resolve(failed(problem(code)));
  }
}

/** SQLite's words for a disk that takes no more, and for a foreign lock. */
function codeOf(error: unknown): 'read_only' | 'busy' | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^SQLITE_(FULL|READONLY|IOERR_WRITE|IOERR_FSYNC|IOERR_TRUNCATE)/.test(code))
    return 'read_only';
  return code.startsWith('SQLITE_BUSY') ? 'busy' : undefined;
}
