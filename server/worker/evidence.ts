/** Makes evidence that takes long, one change after another; what was begun before a crash is begun again. */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { wordsOfError } from '../log.ts';
import { completeEvidence } from '../use-cases/complete-evidence.ts';
import { stopBacktest } from '../use-cases/run-backtest.ts';

export interface EvidenceRunner {
  /** Begins what waits, unless something is under way. */
  begin(): Promise<void>;
  /** Makes everything that waits. */
  runDue(): Promise<void>;
  /** When it is worth another look; undefined: when something has happened. */
  next(): Instant | undefined;
  stop(): Promise<void>;
}

/** Somebody else's backtest is under way: it is looked at again after this. */
const WAIT_MS = 2000;

/** `wake` is called when something under way has come to its end. */
export function createEvidenceRunner(deps: Deps, wake: () => void): EvidenceRunner {
  let underWay: Promise<void> | undefined;
  let waiting = false;
  let stopped = false;

  async function makeAll(): Promise<void> {
    waiting = false;
    for (const job of await deps.store.evidence.running()) {
      if (stopped) return;
      const outcome = await completeEvidence(deps, job, () => stopped);
      if (outcome === 'waits') waiting = true;
    }
  }

  async function begin(): Promise<void> {
    if (stopped || underWay !== undefined) return;
    if ((await deps.store.evidence.running()).length === 0) return;
    underWay = makeAll()
      .catch((error: unknown) => {
        waiting = true;
        deps.log('error', 'evidence could not be made', wordsOfError(error));
      })
      .finally(() => {
        underWay = undefined;
        // What waits is looked at later: nothing has happened.
        if (!waiting) wake();
      });
  }

  return {
    begin,
    runDue: async () => {
      await begin();
      await underWay;
    },
    next: () => (waiting ? instantOf(() => deps.clock() + WAIT_MS) : undefined),
    stop: async () => {
      stopped = true;
      if (underWay !== undefined) await stopBacktest(deps);
      await underWay;
    },
  };
}
