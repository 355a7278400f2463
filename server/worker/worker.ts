/**
 * What the server does by itself: serves timers when their time comes and delivers what commits left
 * in the outbox. It sleeps until the earliest timer, or until a commit; it never polls.
 */
import type { Deps } from '../deps.ts';
import { instantOf } from '../clock.ts';
import { wordsOfError } from '../log.ts';
import type { TimerRow } from '../store/schema.ts';
import { fireTimer } from '../use-cases/fire-timer.ts';

export interface Worker {
  /** Catches up with what fell due while the server was down, then follows time and commits. */
  start(): void;
  /** Serves everything that is due by the clock, in order, and delivers what waits. */
  runDue(): Promise<void>;
  /** Finishes what it is doing, then does nothing more. */
  stop(): Promise<void>;
}

const BATCH = 200;
/** setTimeout's longest; further off is looked at again then. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;
/** A timer that could not be served (the store is busy or full) is tried again after this. */
const RETRY_MS = 5000;

export function createWorker(deps: Deps): Worker {
  const { store, clock, log } = deps;
  let alarm: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  async function serveTimers(): Promise<number | undefined> {
    for (;;) {
      const rows = await store.timers.due(instantOf(clock), BATCH);
      if (rows.length === 0) break;
      for (const row of rows) if (!(await serve(row))) return RETRY_MS;
    }
    const next = await store.timers.next();
    return next === undefined ? undefined : Date.parse(next) - clock();
  }

  async function serve(row: TimerRow): Promise<boolean> {
    const served = await fireTimer(deps, row);
    if (!served.ok) log('warn', 'a timer waits', { timer: row, problems: served.problems });
    return served.ok;
  }

  async function deliver(): Promise<void> {
    for (;;) {
      const waiting = await store.outbox.waiting(BATCH);
      for (const delivery of waiting) deps.live.deliver(delivery);
      const last = waiting.at(-1);
      if (last === undefined) return;
      const done = await store.outbox.delivered(last.id);
      if (!done.ok) return;
    }
  }

  async function round(): Promise<void> {
    let sleep: number | undefined;
    do {
      again = false;
      await deliver();
      sleep = await serveTimers();
    } while (again && !stopped);
    if (stopped || sleep === undefined) return;
    alarm = setTimeout(wake, Math.min(Math.max(sleep, 1), LONGEST_SLEEP_MS));
  }

  function wake(): void {
    if (stopped) return;
    again = true;
    if (running !== undefined) return;
    clearTimeout(alarm);
    running = round()
      .catch((error: unknown) => log('error', 'the worker failed', wordsOfError(error)))
      .finally(() => {
        running = undefined;
        if (again) wake();
      });
  }

  return {
    start: () => {
      store.onCommitted(wake);
      wake();
    },
    runDue: async () => {
      await serveTimers();
      await deliver();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(alarm);
      await running;
    },
  };
}
