/** What the passing of time does to limits: reminders, that they have passed, escalations. */
import type { LimitEvent } from '../case/limit-events.ts';
import type { TickCommand } from '../case/limit-commands.ts';
import type { DueLimit, Instant, Visit } from '../case/state.ts';
import type { Told } from '../case/told.ts';
import { ABOVE } from '../definition/limit.ts';
import { problem } from '../problem.ts';
import { inHandsOf, recipientsOf } from './recipients.ts';
import { record, refuse, stateOf, type Work } from './work.ts';

/** Refuses what is not due, or was told already: a timer may come twice, or too late to matter. */
export function tick(work: Work, command: TickCommand): void {
  const visit = command.seq === undefined ? undefined : openVisit(work, command.seq);
  const limits = visit?.limits ?? stateOf(work).limits;
  const limit = limits.find((one) => one.id === command.limit);
  const event = limit && eventOf(command, limit, visit, work.command.at);
  if (event === undefined) return refuse(problem('nothing_due'));
  if (event.type === 'limit.passed') return record(work, event);
  const people = reachedBy(work, event, visit);
  return record(work, people === undefined ? event : { ...event, people });
}

/** A reminder reaches whoever has the task, an escalation the post or the supervisors it goes to. */
function reachedBy(
  work: Work,
  event: Exclude<LimitEvent, { type: 'limit.passed' }>,
  visit: Visit | undefined,
): Told[] | undefined {
  if (event.type === 'limit.reminded') return visit && inHandsOf(work, visit);
  const { to } = event;
  return recipientsOf(work, to === ABOVE ? { who: 'above' } : { post: to, unit: 'above' });
}

type Kind = TickCommand['kind'];
type Of = Pick<LimitEvent, 'limit' | 'seq'>;

/** What a tick comes to at a time; undefined when it is not its turn. */
const events: Record<
  Kind,
  (of: Of, limit: DueLimit, level: number, at: Instant) => LimitEvent | undefined
> = {
  remind: (of, { reminders = [] }, level, at) => {
    const one = reminders[level];
    if (one === undefined || one.told !== undefined || !hasCome(one.at, at)) return undefined;
    return { type: 'limit.reminded', ...of, share: one.share };
  },
  due: (of, { passedAt, dueAt }, _level, at) =>
    passedAt === undefined && hasCome(dueAt, at) ? { type: 'limit.passed', ...of } : undefined,
  escalate: (of, limit, level, at) => {
    const one = limit.escalations?.[level];
    const isTurn = limit.passedAt !== undefined && isNext(limit, level);
    if (one === undefined || !isTurn || !hasCome(one.dueAt, at)) return undefined;
    const reassign = one.reassign === true ? { reassign: true as const } : {};
    return { type: 'limit.escalated', ...of, level, to: one.to, ...reassign };
  },
};

function eventOf(
  { kind, seq, level = 0 }: TickCommand,
  limit: DueLimit,
  visit: Visit | undefined,
  at: Instant,
): LimitEvent | undefined {
  const of = { limit: limit.id, ...(seq === undefined ? {} : { seq }) };
  const event = events[kind](of, limit, level, at);
  if (event?.type !== 'limit.escalated' || mayReassign(event.to, visit)) return event;
  const { reassign: _r, ...told } = event;
  return told;
}

function isNext({ escalations = [] }: DueLimit, level: number): boolean {
  return escalations.findIndex(({ told }) => told === undefined) === level;
}

/** What several people sign is not taken from them. */
function mayReassign(to: string, visit: Visit | undefined): boolean {
  return to !== ABOVE && visit?.post !== undefined && (visit.signs ?? []).length === 0;
}

function hasCome(when: Instant | null | undefined, at: Instant): boolean {
  return typeof when === 'string' && Date.parse(when) <= Date.parse(at);
}

function openVisit(work: Work, seq: number): Visit {
  const visit = stateOf(work).visits[seq - 1];
  if (visit === undefined) return refuse(problem('task_not_found'));
  return visit.status === 'open' ? visit : refuse(problem('task_not_open'));
}
