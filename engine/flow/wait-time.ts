/** Until when a case waits at a step, and for which message. */
import { dayStart, dueAt } from '../calendar/working-time.ts';
import { instantMs, instantText } from '../calendar/zone.ts';
import type { Instant, Visit } from '../case/state.ts';
import type { FactValue } from '../definition/facts.ts';
import { problem } from '../problem.ts';
import type { StepOf } from '../steps/registry.ts';
import { factNames } from './fact-names.ts';
import { readFact } from './reading.ts';
import { record, refuse, type Work } from './work.ts';

type Wait = StepOf<'wait'>;

/**
 * The end of a wait that is known when it begins: undefined where only a message ends it, null where
 * the calendar does not reach so far.
 */
export function untilOf(
  work: Work,
  seq: number,
  wait: Wait,
  from: Instant,
): Instant | null | undefined {
  if (wait.until !== undefined) return timeSaid(work, seq, wait, wait.until);
  return endOfPeriod(work, wait, from);
}

/** The end of a wait that lasts a period, or of its patience for a message. */
export function endOfPeriod(work: Work, wait: Wait, from: Instant): Instant | null | undefined {
  const period = wait.for ?? wait.message?.timeout;
  if (period === undefined) return undefined;
  const until = dueAt(calendarOf(work, period.calendar), from, period.value, period.unit);
  return until.ok ? until.value : null;
}

/** Was what the visit waits for already past when the case came there? */
export function isPast({ until, arrivedAt, incident, message }: Visit): boolean {
  return !!until && until <= arrivedAt && incident === undefined && message === undefined;
}

/** The message waited for: its key is fixed now. */
export function awaitMessage(work: Work, seq: number, { name, message }: Wait): void {
  if (message === undefined) return;
  const key = known(work, seq, message.key, name);
  record(work, { type: 'message.awaited', seq, name: message.name, key: String(key) });
}

function timeSaid(
  work: Work,
  seq: number,
  { name }: Wait,
  { fact, calendar }: NonNullable<Wait['until']>,
): Instant {
  const value = String(known(work, seq, fact, name));
  const ms = instantMs(value);
  if (ms !== undefined) return instantText(ms);
  const day = dayStart(calendarOf(work, calendar), value);
  return day.ok ? day.value : refuse(...day.problems);
}

/** A fact without which the case cannot wait. */
function known(work: Work, seq: number, fact: string, name: Wait['name']): FactValue {
  const value = readFact(work, seq, fact);
  if (value !== undefined && value !== null && value !== '') return value;
  return refuse(problem('auto_unknown', { name, facts: factNames(work.flow, [fact]) }));
}

function calendarOf(work: Work, id: string) {
  const calendar = work.flow.calendars.get(id);
  if (calendar === undefined) throw new Error(`no calendar ${id}`);
  return calendar;
}
