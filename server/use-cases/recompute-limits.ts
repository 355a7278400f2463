/** When calendars are published further, open cases that waited for it learn their due times. */
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { Deps } from '../deps.ts';
import { commandCase } from './command-case.ts';
import { isPassing } from './passing.ts';

const PAGE = 200;

/** Fails when the store cannot take it just now: then it is to be done again, from the beginning. */
export async function recomputeLimits(deps: Deps): Promise<Result<void>> {
  for (let after = ''; ; ) {
    const ids = await deps.store.timers.uncovered(after, PAGE);
    for (const id of ids) {
      const done = await recompute(deps, id);
      if (!done.ok && isPassing(done)) return done;
    }
    after = ids.at(-1) ?? after;
    if (ids.length < PAGE) return ok(undefined);
  }
}

function recompute(deps: Deps, caseId: string) {
  return commandCase(deps, {
    caseId,
    command: (at) => ({ type: 'recompute', actor: 'system', at }),
  });
}
