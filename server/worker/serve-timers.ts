/** Timers that are due, served in the order of time. */
import type { Result } from '@flowmeter/engine/problem.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { wordsOfError } from '../log.ts';
import type { TimerRow } from '../store/schema.ts';
import { fireTimer } from '../use-cases/fire-timer.ts';
import { isPassing } from '../use-cases/passing.ts';

const BATCH = 200;
/** A timer that the flow refuses, or that fails, is tried again after this. */
const POSTPONE_MS = 15 * 60_000;

/** Stops at a timer that has to wait for the store; it is still due then. */
export async function serveTimers(deps: Deps): Promise<void> {
  for (;;) {
    const rows = await deps.store.timers.due(instantOf(deps.clock), BATCH);
    if (rows.length === 0) return;
    for (const row of rows) {
      const served = await serve(deps, row);
      if (served.ok) continue;
      deps.log('warn', 'a timer waits', { timer: row, problems: served.problems });
      return;
    }
  }
}

/** What fails is looked at again later, so that it keeps nothing else waiting. */
async function serve(deps: Deps, row: TimerRow): Promise<Result<void>> {
  try {
    const served = await fireTimer(deps, row);
    if (served.ok || isPassing(served)) return served;
    deps.log('error', 'a timer was refused', { timer: row, problems: served.problems });
  } catch (error) {
    deps.log('error', 'a timer failed', { timer: row, ...wordsOfError(error) });
  }
  return deps.store.timers.postpone(
    row,
    instantOf(() => deps.clock() + POSTPONE_MS),
  );
}
