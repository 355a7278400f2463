/** The main thread's end of the writer thread: starts it, gives it groups, replaces it when it dies. */
import { Worker } from 'node:worker_threads';
import type { Applied } from './apply-commit.ts';
import type { Settled } from './group-commit.ts';
import type { FromThread, ToThread } from './writer-thread.ts';

export interface ThreadHandle {
  /**
   * Commits a group, each of it `CommitRows` as JSON text; one group at a time. If the thread dies
   * first, each has thrown: whether the group was kept is then not known.
   */
  settle(texts: readonly string[], done: (settled: Settled<Applied>) => void): void;
  /** Ends the thread, its connection closed. Nothing may be under way. */
  close(): Promise<void>;
}

const entry = new URL('./writer-thread.ts', import.meta.url);

/** The thread starts with the first group. `died` hears why one ended that was not asked to. */
export function createThreadHandle(file: string, died: (error: unknown) => void): ThreadHandle {
  let thread: Worker | undefined;
  let underWay: { size: number; done: (settled: Settled<Applied>) => void } | undefined;
  let closing = false;

  function settled(outcome: Settled<Applied>): void {
    const group = underWay;
    underWay = undefined;
    // An idle thread keeps no process running.
    thread?.unref();
    group?.done(outcome);
  }

  function start(): Worker {
    const fresh = new Worker(entry, { workerData: file });
    let cause: unknown;
    fresh.on('message', (outcome: FromThread) => settled(outcome));
    fresh.on('error', (error) => {
      cause = error;
    });
    fresh.once('exit', (code) => {
      thread = undefined;
      if (closing) return;
      const thrown = cause ?? new Error(`The writer thread ended with ${code}`);
      died(thrown);
      const outcomes = Array.from({ length: underWay?.size ?? 0 }, () => ({ thrown }));
      settled({ outcomes, commits: [] });
    });
    return fresh;
  }

  return {
    settle: (texts, done) => {
      underWay = { size: texts.length, done };
      thread ??= start();
      send(thread, `[${texts.join(',')}]`);
    },
    close: () => {
      const last = thread;
      if (last === undefined) return Promise.resolve();
      closing = true;
      return new Promise((resolve) => {
        last.once('exit', () => resolve());
        send(last, null);
      });
    },
  };
}

function send(to: Worker, message: ToThread): void {
  to.ref();
  to.postMessage(message, []);
}
