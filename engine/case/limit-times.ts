/** What time will do next to the limits of a case: one thing a limit, the earliest. */
import type { DueLimit, Instant } from './state.ts';

export interface LimitTime {
  kind: 'remind' | 'warn' | 'due' | 'escalate';
  at: Instant;
  /** Of a reminder or an escalation, counted from 0. */
  level?: number;
}

/**
 * The next thing that happens to a limit: what has not been told yet, however long ago it was to be, and
 * a warning that is still to come at `now`. Nothing while its clock stands still with time left.
 */
export function nextOf(limit: DueLimit, now: Instant): LimitTime | undefined {
  const { warnAt, dueAt, passedAt } = limit;
  const times: LimitTime[] = (limit.reminders ?? []).flatMap(({ at, told }, level) =>
    at === null || told !== undefined ? [] : [{ kind: 'remind' as const, at, level }],
  );
  if (warnAt !== null && warnAt >= now) times.push({ kind: 'warn', at: warnAt });
  if (passedAt === undefined && dueAt !== null) times.push({ kind: 'due', at: dueAt });
  if (passedAt !== undefined) times.push(...nextEscalation(limit));
  let next: LimitTime | undefined;
  for (const one of times) if (next === undefined || one.at < next.at) next = one;
  return next;
}

/** Does something of it wait for a calendar to be published further? */
export function waitsForCalendar({ uncovered, escalations }: DueLimit): boolean {
  return uncovered === true || (escalations?.some((one) => one.uncovered === true) ?? false);
}

function nextEscalation({ escalations = [] }: DueLimit): LimitTime[] {
  const level = escalations.findIndex(({ told }) => told === undefined);
  const at = escalations[level]?.dueAt ?? null;
  return at === null ? [] : [{ kind: 'escalate', at, level }];
}
