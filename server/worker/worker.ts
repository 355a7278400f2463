/**
 * What the server does by itself: serves timers when their time comes, has connectors do what cases
 * asked of them, and delivers what commits left in the outbox; tells open cases what a new edition of a
 * calendar means for them. It sleeps until the earliest timer, or until a commit; it never polls.
 */
import type { Deps } from '../deps.ts';
import { wordsOfError, type Log } from '../log.ts';
import { createChores, RETRY_MS } from './chores.ts';
import { createCourier } from './courier.ts';

export interface Worker {
  /** Catches up with what fell due while the server was down, then follows time and commits. */
  start(): void;
  /** Serves everything that is due by the clock, in order, and delivers what waits. */
  runDue(): Promise<void>;
  /** Finishes what it is doing, then does nothing more. */
  stop(): Promise<void>;
}

/** Commits that follow one another closely have what is due looked at once in so long. */
const LOOK_EVERY_MS = 100;

export function createWorker(deps: Deps): Worker {
  const courier = createCourier(deps);
  const chores = createChores(deps, wake);
  let alarm: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let lookAgainAt = -Infinity;
  let stopped = true;

  /** Until nothing has happened meanwhile. How long to sleep then; undefined: until a commit. */
  async function rounds(): Promise<number | undefined> {
    let sleep: number | undefined;
    while (again) {
      again = false;
      await courier.deliver();
      sleep = lookAgainAt - performance.now();
      if (sleep > 0) continue;
      lookAgainAt = performance.now() + LOOK_EVERY_MS;
      sleep = await chores.look();
    }
    return sleep;
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
      await chores.runDue();
      await courier.deliver();
      await courier.clear();
    },
    stop: async () => {
      [stopped, again] = [true, false];
      const ended = chores.stop();
      clearTimeout(alarm);
      await running;
      await ended;
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
