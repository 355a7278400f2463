/**
 * Timers that are due, served in the order of time, across cases: also what a timer leads to that is due
 * already is served before what is due after it. Limits in days fall due at the same instant, thousands
 * at a time: timers of one instant, of different cases, are served side by side and share commits.
 */
import type { Result } from '@flowmeter/engine/problem.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { wordsOfError } from '../log.ts';
import type { TimerRow } from '../store/schema.ts';
import { fireTimer } from '../use-cases/fire-timer.ts';
import { isPassing } from '../use-cases/passing.ts';

/** The most side by side: far below what the store lets wait, so that people's requests come between. */
const SIDE_BY_SIDE = 64;
/** A timer that the flow refuses, or that fails, is tried again after this. */
const POSTPONE_MS = 15 * 60_000;

/**
 * Stops at a timer that has to wait for the store; it is still due then. Every round waits for a commit,
 * so requests are answered between any two.
 */
export async function serveTimers(deps: Deps, isStopped = () => false): Promise<void> {
  while (!isStopped()) {
    const due = await deps.store.timers.due(instantOf(deps.clock), SIDE_BY_SIDE);
    const together = ofOneInstant(due);
    if (together.length === 0) return;
    const served = await Promise.all(together.map((row) => serve(deps, row)));
    const waits = served.findIndex(({ ok }) => !ok);
    if (waits < 0) continue;
    deps.log('warn', 'a timer waits', { timer: together[waits], served: served[waits] });
    return;
  }
}

/** The first of the timers, and those that come at the same instant to other cases. */
function ofOneInstant(rows: readonly TimerRow[]): TimerRow[] {
  const cases = new Set<string>();
  return rows.filter(({ at, case_id }) => {
    if (at !== rows[0]?.at || cases.has(case_id)) return false;
    cases.add(case_id);
    return true;
  });
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
