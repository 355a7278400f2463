/** Sees to it that open cases learn their due times when calendars are published further. */
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { Deps } from '../deps.ts';
import type { InForce } from '../in-force.ts';
import { recomputeLimits } from '../use-cases/recompute-limits.ts';

/** Looks whether there is something to do, and does it; false where it has to be done again. */
export function createCalendarWatch(deps: Deps): () => Promise<boolean> {
  /** The editions by which every open case was looked at; the first look is at the start. */
  let seen: string | undefined;
  return async () => {
    const now = editionsOf(deps.inForce);
    if (now === seen) return true;
    const done = await recomputeLimits(deps);
    if (done.ok) seen = now;
    else deps.log('warn', 'due times wait for the store', { problems: done.problems });
    return done.ok;
  };
}

/** Names the edition of every calendar in force. */
function editionsOf(inForce: InForce): string {
  const ids = all(inForce.pack(), 'calendar').map(({ id }) => id);
  return ids.map((id) => inForce.active('calendar', id)?.hash).join(' ');
}
