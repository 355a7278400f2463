/**
 * What the server does by itself: serves timers when their time comes and delivers what commits left
 * in the outbox. It sleeps until the earliest timer, or until a commit; it never polls.
 */
import type { Deps } from '../deps.ts';
import { instantOf } from '../clock.ts';
import { wordsOfError } from '../log.ts';
import { fireTimer } from '../use-cases/fire-timer.ts';
import { tidy } from '../use-cases/tidy.ts';
import { createCourier } from './courier.ts';

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
/** What has served its time is taken away when something happens anyway, at most this often. */
const TIDY_EVERY_MS = 3_600_000;
/** A timer that could not be served (the store is busy or full) is tried again after this. */
const RETRY_MS = 5000;

export function createWorker(deps: Deps): Worker {
  const { store, clock, log } = deps;
  const courier = createCourier(deps);
  let alarm: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let tidied = -Infinity;

  /** Until nothing has happened meanwhile; then sleeps. */
  async function rounds(): Promise<void> {
    while (again) {
      again = false;
      await courier.deliver();
      await serveTimers(deps);
    }
    if (clock() - tidied >= TIDY_EVERY_MS) {
      tidied = clock();
      await tidy(deps);
    }
    const next = await store.timers.next();
    if (stopped || next === undefined) return;
    // A timer that is overdue here could not be served: the store is busy or full.
    const sleep = Date.parse(next) - clock();
    alarm = setTimeout(wake, sleep <= 0 ? RETRY_MS : Math.min(sleep, LONGEST_SLEEP_MS));
  }

  function wake(): void {
    if (stopped) return;
    again = true;
    if (running !== undefined) return;
    clearTimeout(alarm);
    running = rounds()
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
      await serveTimers(deps);
      await courier.deliver();
      await courier.clear();
    },
    stop: async () => {
      stopped = true;
      again = false;
      clearTimeout(alarm);
      await running;
      await courier.clear();
    },
  };
}

/** In the order of time; stops at one that has to wait. */
async function serveTimers(deps: Deps): Promise<void> {
  for (;;) {
    const rows = await deps.store.timers.due(instantOf(deps.clock), BATCH);
    if (rows.length === 0) return;
    for (const row of rows) {
      const served = await fireTimer(deps, row);
      if (served.ok) continue;
      deps.log('warn', 'a timer waits', { timer: row, problems: served.problems });
      return;
    }
  }
}
