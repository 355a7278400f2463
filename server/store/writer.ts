/**
 * The one writer. Writes queue up; what has gathered by the next turn of the event loop is committed
 * as one transaction with one fsync, and every caller is answered after it.
 */
import type { Database } from 'better-sqlite3';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { News } from './case-writes.ts';
import { createGroupCommit, type Outcome, type Work } from './group-commit.ts';
import type { Delivery } from './outbox.ts';
import type { Sql } from './statement.ts';

/** The most writes in one transaction. */
const LARGEST_GROUP = 256;
/** More than this waiting: refused at once, instead of answered too late. */
const LONGEST_QUEUE = 4096;

export interface Writer {
  /** `committed` runs after the commit, before the answer. */
  write<T>(work: Work<T>, committed?: (value: T) => void): Promise<Result<T>>;
  /** Inside a work: what live screens should hear once it is committed. */
  notify: (news: readonly News[]) => void;
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
}

export function createWriter(database: Database, sql: Sql): Writer {
  const group = createGroupCommit(database, sql);
  const queue: Job[] = [];
  let idle: (() => void)[] = [];
  let hearers: ((left: Delivery | undefined) => void)[] = [];
  let scheduled = false;

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  }

  function flush(): void {
    scheduled = false;
    const jobs = queue.splice(0, LARGEST_GROUP);
    const { outcomes, commits } = group.settle(jobs.map(({ work }) => work));
    for (const [place, job] of jobs.entries()) answer(job, outcomes[place]);
    for (const { left } of commits) for (const hear of hearers) hear(left);
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
    notify: group.notify,
    onCommitted: (hear) => {
      hearers = [...hearers, hear];
    },
    drained: () =>
      queue.length === 0 && !scheduled
        ? Promise.resolve()
        : new Promise((resolve) => idle.push(resolve)),
  };
}

function answer(job: Job, outcome: Outcome<unknown> | undefined): void {
  if (outcome === undefined || 'thrown' in outcome) return job.reject(outcome?.thrown);
  const result = outcome.result as Result<never>;
  try {
    if (result.ok) job.committed?.(result.value);
    job.resolve(result);
  } catch (error) {
    job.reject(error);
  }
}
