/**
 * What is due by the clock: changes that take effect or run out, timers, what connectors are asked,
 * calendars published further, tidying, evidence that takes long, the nightly
 * audit, what is past its retention period, checkpoints of the audit log.
 */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { Clock } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { tidy } from '../use-cases/tidy.ts';
import { createBackupChore } from './backups.ts';
import { createCalendarWatch } from './calendar-watch.ts';
import { createCheckpointChore } from './checkpoints.ts';
import { createDueChanges } from './due-changes.ts';
import { createEffectRunner } from './effects.ts';
import { createEvidenceRunner } from './evidence.ts';
import { createNightly } from './nightly.ts';
import { createRetentionChore } from './retention.ts';
import { serveTimers } from './serve-timers.ts';

export interface Chores {
  /** Begins what is due; how long to sleep then, in milliseconds. Undefined: until something happens. */
  look(): Promise<number | undefined>;
  /** Does everything that is due, to its end. */
  runDue(): Promise<void>;
  /** Begins nothing more, and waits a little for what is under way. */
  stop(): Promise<void>;
}

/** setTimeout's longest; further off is looked at again then. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;
/** What has served its time is taken away when something happens anyway, at most this often. */
const TIDY_EVERY_MS = 3_600_000;
/** What could not be done (the store is busy or full) is tried again after this. */
export const RETRY_MS = 5000;

/** `wake` is called when something under way has come to its end. */
export function createChores(deps: Deps, wake: () => void): Chores {
  const followCalendars = createCalendarWatch(deps);
  const changes = createDueChanges(deps);
  const checkpoints = createCheckpointChore(deps);
  const effects = createEffectRunner(deps, wake);
  const evidence = createEvidenceRunner(deps, wake);
  const nightly = createNightly(deps, wake);
  const retention = createRetentionChore(deps, wake);
  const backups = createBackupChore(deps, wake);
  const tidyHourly = every(TIDY_EVERY_MS, deps.clock, () => tidy(deps));
  let stopped = false;
  return {
    look: async () => {
      // First: what is in force from now decides what follows.
      await changes.serve();
      const followed = await followCalendars();
      await serveTimers(deps, () => stopped);
      await effects.begin();
      await evidence.begin();
      await tidyHourly();
      await nightly.begin();
      await retention.begin();
      backups.begin();
      await checkpoints.make();
      const timers = await deps.store.timers.next();
      const times = [
        timers,
        await changes.next(),
        await effects.next(),
        evidence.next(),
        nightly.next(),
        retention.next(),
        backups.next(),
        await checkpoints.next(),
      ];
      return followed ? sleepUntil(times, deps.clock()) : RETRY_MS;
    },
    runDue: async () => {
      await changes.serve();
      await followCalendars();
      await serveTimers(deps);
      await effects.runDue();
      await evidence.runDue();
      await nightly.runDue();
      await retention.runDue();
      await backups.runDue();
      await checkpoints.make();
    },
    stop: async () => {
      stopped = true;
      await Promise.all([
        effects.stop(),
        evidence.stop(),
        nightly.stop(),
        retention.stop(),
        backups.stop(),
      ]);
    },
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
