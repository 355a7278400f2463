/** What the passing of time does to limits: reminders, that they have passed, escalations. */
import type { LimitEvent } from '../case/limit-events.ts';
import type { TickCommand } from '../case/limit-commands.ts';
import type { DueLimit, Instant, Visit } from '../case/state.ts';
import { ABOVE } from '../definition/limit.ts';
import { problem } from '../problem.ts';
import { record, refuse, stateOf, type Work } from './work.ts';

/** Refuses what is not due, or was told already: a timer may come twice, or too late to matter. */
export function tick(work: Work, command: TickCommand): void {
  const visit = command.seq === undefined ? undefined : openVisit(work, command.seq);
  const limits = visit?.limits ?? stateOf(work).limits;
  const limit = limits.find((one) => one.id === command.limit);
  const event = limit && eventOf(command, limit, visit, work.command.at);
  if (event === undefined) return refuse(problem('nothing_due'));
  record(work, event);
}

function eventOf(
  { kind, level = 0, seq }: TickCommand,
  limit: DueLimit,
  visit: Visit | undefined,
  at: Instant,
): LimitEvent | undefined {
  const of = { limit: limit.id, ...(seq === undefined ? {} : { seq }) };
  if (kind === 'due') {
    const passed = limit.passedAt === undefined && hasCome(limit.dueAt, at);
    return passed ? { type: 'limit.passed', ...of } : undefined;
  }
  if (kind === 'remind') {
    const reminder = limit.reminders?.[level];
    if (reminder === undefined || reminder.told !== undefined) return undefined;
    return hasCome(reminder.at, at)
      ? { type: 'limit.reminded', ...of, share: reminder.share }
      : undefined;
  }
  const one = limit.escalations?.[level];
  const inOrder = limit.passedAt !== undefined && isNext(limit, level);
  if (one === undefined || !inOrder || !hasCome(one.dueAt, at)) return undefined;
  const reassign = one.reassign === true && mayReassign(one.to, visit);
  return {
    type: 'limit.escalated',
    ...of,
    level,
    to: one.to,
    ...(reassign ? { reassign: true as const } : {}),
  };
}

function isNext({ escalations = [] }: DueLimit, level: number): boolean {
  return escalations.findIndex(({ told }) => told === undefined) === level;
}

/** What several people sign is not taken from them. */
function mayReassign(to: string, visit: Visit | undefined): boolean {
  return to !== ABOVE && visit?.post !== undefined && (visit.signs ?? []).length === 0;
}

function hasCome(when: Instant | null, at: Instant): boolean {
  return when !== null && Date.parse(when) <= Date.parse(at);
}

function openVisit(work: Work, seq: number): Visit {
  const visit = stateOf(work).visits[seq - 1];
  if (visit === undefined) return refuse(problem('task_not_found'));
  return visit.status === 'open' ? visit : refuse(problem('task_not_open'));
}
