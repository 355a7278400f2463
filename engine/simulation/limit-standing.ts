/** How a limit stood in the end: kept, warned of, or run out. */
import type { DueLimit, Instant } from '../case/state.ts';

/** `none`: there was no such limit. `unknown`: the calendar does not reach so far. */
export const standings = ['none', 'kept', 'warned', 'overdue', 'unknown'] as const;
export type Standing = (typeof standings)[number];

/** `until`: when what it limits was over; now, where it still goes on. */
export function standingOf(limit: DueLimit | undefined, until: Instant): Standing {
  if (limit === undefined) return 'none';
  if (limit.uncovered === true) return 'unknown';
  const { dueAt, warnAt } = limit;
  if (dueAt !== null && dueAt < until) return 'overdue';
  return warnAt !== null && warnAt < until ? 'warned' : 'kept';
}
