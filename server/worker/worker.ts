/**
 * What the server does by itself: serves timers when their time comes, has connectors do what cases
 * asked of them, and delivers what commits left in the outbox; tells open cases what a new edition of a calendar means for them. It sleeps until the
 * earliest timer, or until a commit; it never polls.
 */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { Clock } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { wordsOfError, type Log } from '../log.ts';
import { tidy } from '../use-cases/tidy.ts';
import { createCalendarWatch } from './calendar-watch.ts';
import { createCourier } from './courier.ts';
import { createEffectRunner } from './effects.ts';
import { serveTimers } from './serve-timers.ts';

export interface Worker {
  /** Catches up with what fell due while the server was down, then follows time and commits. */
  start(): void;
  /** Serves everything that is due by the clock, in order, and delivers what waits. */
  runDue(): Promise<void>;
  /** Finishes what it is doing, then does nothing more. */
  stop(): Promise<void>;
}

/** setTimeout's longest; further off is looked at again then. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;
/** What has served its time is taken away when something happens anyway, at most this often. */
const TIDY_EVERY_MS = 3_600_000;
/** What could not be done (the store is busy or full) is tried again after this. */
const RETRY_MS = 5000;

export function createWorker(deps: Deps): Worker {
  const courier = createCourier(deps);
  const followCalendars = createCalendarWatch(deps);
  const effects = createEffectRunner(deps, wake);
  const tidyHourly = every(TIDY_EVERY_MS, deps.clock, () => tidy(deps));
  let alarm: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = true;

  /** Until nothing has happened meanwhile. How long to sleep then; undefined: until a commit. */
  async function rounds(): Promise<number | undefined> {
    let followed = true;
    while (again) {
      again = false;
      await courier.deliver();
      followed = await followCalendars();
      await serveTimers(deps, () => stopped);
      await effects.begin();
    }
    await tidyHourly();
    const times = [await deps.store.timers.next(), await effects.next()];
    return followed ? sleepUntil(times, deps.clock()) : RETRY_MS;
  }

  function wake(): void {
    if (stopped) return;
    again = true;
    if (running !== undefined) return;
    clearTimeout(alarm);
    running = rounds().catch(retryAfter(deps.log)).then(rest);
  }

  function rest(sleep: number | undefined): void {
    running = undefined;
    if (again) wake();
    else if (!stopped && sleep !== undefined) alarm = setTimeout(wake, sleep);
  }

  return {
    start: () => {
      stopped = false;
      deps.store.onCommitted((left) => {
        courier.hand(left);
        wake();
      });
      deps.inForce.onRefreshed(wake);
      wake();
    },
    runDue: async () => {
      await followCalendars();
      await serveTimers(deps);
      await effects.runDue();
      await courier.deliver();
      await courier.clear();
    },
    stop: async () => {
      [stopped, again] = [true, false];
      clearTimeout(alarm);
      await running;
      await effects.stop();
      await courier.clear();
    },
  };
}

function retryAfter(log: Log): (error: unknown) => number {
  return (error) => {
    log('error', 'the worker failed', wordsOfError(error));
    return RETRY_MS;
  };
}

/** Until the first of these. */
function sleepUntil(times: (Instant | undefined)[], now: number): number | undefined {
  const [next] = times.flatMap((at) => at ?? []).toSorted();
  if (next === undefined) return undefined;
  const sleep = Date.parse(next) - now;
  // A timer that is overdue here could not be served.
  return sleep <= 0 ? RETRY_MS : Math.min(sleep, LONGEST_SLEEP_MS);
}

/** Does something at most so often. */
function every(ms: number, clock: Clock, work: () => Promise<void>): () => Promise<void> {
  let last = -Infinity;
  return async () => {
    if (clock() - last < ms) return;
    last = clock();
    await work();
  };
}
