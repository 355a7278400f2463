/**
 * The one writer. Writes queue up; what has gathered is committed as one transaction with one fsync,
 * and every caller is answered after it. What is plain data can be committed by the writer thread;
 * while that is busy the next group gathers here. Only one of the two connections writes at a time, so
 * that neither waits for a lock and the order of the queue is the order of the commits.
 */
import type { Database } from 'better-sqlite3';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import { prepareApply, type Applied } from './apply-commit.ts';
import type { Notice } from './case-writes.ts';
import type { CommitRows } from './commit-rows.ts';
import {
  createGroupCommit,
  type GroupCommit,
  type Outcome,
  type Settled,
  type Work,
} from './group-commit.ts';
import { deliveryOf, type Delivery, type OutboxEntry } from './outbox.ts';
import type { Sql } from './statement.ts';
import type { ThreadHandle } from './thread-handle.ts';

/** The most writes in one transaction. */
const LARGEST_GROUP = 256;
/** More than this waiting: refused at once, instead of answered too late. */
const LONGEST_QUEUE = 4096;

export interface Writer {
  /** `committed` runs after the commit, before the answer. */
  write<T>(work: Work<T>, committed?: (value: T) => void): Promise<Result<T>>;
  /** The same for what is plain data: costs this thread no SQLite where there is a writer thread. */
  commit(rows: CommitRows, committed?: (value: Applied) => void): Promise<Result<Applied>>;
  /** Inside a work: what live screens should hear once it is committed. */
  notify: (notices: readonly Notice[]) => void;
  /** Hears of every commit, after it, with what it left in the outbox. */
  onCommitted(hear: (left: Delivery | undefined) => void): void;
  /** Resolves when nothing waits and nothing is being written. */
  drained: () => Promise<void>;
}

/** What is to be done: here, or as a text for the thread. */
type Task = { work: Work<unknown> } | { text: string };

interface Job {
  task: Task;
  committed: ((value: never) => void) | undefined;
  resolve: (result: Result<never>) => void;
  reject: (error: unknown) => void;
}

export function createWriter(database: Database, sql: Sql, thread?: ThreadHandle): Writer {
  const here = createGroupCommit(database, sql);
  const apply = prepareApply(sql, here.notify);
  let hearers: ((left: Delivery | undefined) => void)[] = [];
  const line = createLine(here, thread, (left) => {
    const delivery = left && deliveryOf(left);
    for (const hear of hearers) hear(delivery);
  });
  return {
    write: (work, committed) => line.join(() => ({ work }), committed),
    commit: (rows, committed) =>
      line.join(
        // Text at once, while the thread is busy with the group before.
        () => (thread ? { text: JSON.stringify(rows) } : { work: () => apply(rows) }),
        committed,
      ),
    notify: here.notify,
    onCommitted: (hear) => {
      hearers = [...hearers, hear];
    },
    drained: line.drained,
  };
}

interface Line {
  join<T>(taskOf: () => Task, committed?: (value: T) => void): Promise<Result<T>>;
  drained: () => Promise<void>;
}

/** Who waits to be written, in the order of asking. */
function createLine(
  here: GroupCommit,
  thread: ThreadHandle | undefined,
  committed: (left: OutboxEntry | undefined) => void,
): Line {
  const queue: Job[] = [];
  let idle: (() => void)[] = [];
  let scheduled = false;
  let threadIsBusy = false;

  function schedule(): void {
    if (scheduled || threadIsBusy) return;
    scheduled = true;
    setImmediate(flush);
  }

  function flush(): void {
    scheduled = false;
    const { works, texts } = firstOf(queue);
    const group = queue.splice(0, Math.max(works.length, texts.length));
    if (thread !== undefined && texts.length > 0) return giveTo(thread, group, texts);
    finish(group, here.settle(works));
  }

  function giveTo(other: ThreadHandle, group: readonly Job[], texts: readonly string[]): void {
    threadIsBusy = true;
    other.settle(texts, (settled) => {
      threadIsBusy = false;
      finish(group, settled);
    });
  }

  function finish(group: readonly Job[], { outcomes, commits }: Settled<unknown>): void {
    for (const [index, job] of group.entries()) answer(job, outcomes[index]);
    for (const { left } of commits) committed(left);
    if (queue.length > 0) return schedule();
    const waiting = idle;
    idle = [];
    for (const done of waiting) done();
  }

  return {
    join: (taskOf, then) => {
      if (queue.length >= LONGEST_QUEUE) return Promise.resolve(failed(problem('busy')));
      const task = taskOf();
      return new Promise((resolve, reject) => {
        queue.push({ task, committed: then, resolve, reject });
        schedule();
      });
    },
    drained: () =>
      queue.length === 0 && !scheduled && !threadIsBusy
        ? Promise.resolve()
        : new Promise((resolve) => idle.push(resolve)),
  };
}

/** The longest group at the head of the queue that is done in one place. */
function firstOf(queue: readonly Job[]): { works: Work<unknown>[]; texts: string[] } {
  const works: Work<unknown>[] = [];
  const texts: string[] = [];
  for (const { task } of queue.slice(0, LARGEST_GROUP)) {
    const isWork = 'work' in task;
    if (isWork ? texts.length > 0 : works.length > 0) break;
    if (isWork) works.push(task.work);
    else texts.push(task.text);
  }
  return { works, texts };
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
