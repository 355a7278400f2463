/** From the limits of a definition to due times of a case: what applies, from when, how much is used. */
import { usedUpAt, type Ran } from '../calendar/days-run.ts';
import { localDay, type CompiledCalendar } from '../calendar/working-time.ts';
import { instantText } from '../calendar/zone.ts';
import { caseRan, ranOf } from '../case/clock.ts';
import type { EscalationLevel, LimitMarks, Reminder } from '../case/limit-state.ts';
import type { CaseState, DueLimit, Instant, Visit } from '../case/state.ts';
import type { Escalation, Limit } from '../definition/limit.ts';
import type { Result } from '../problem.ts';
import type { CompiledFlow } from './compile.ts';
import type { QuestionItem } from './outcome.ts';

/** A warning is given at this share of a limit unless the limit says otherwise. */
export const WARN_AT = 0.7;

/** What a case keeps of a limit's definition from when it was given it. */
export type Terms = Pick<
  Limit,
  'id' | 'layer' | 'value' | 'unit' | 'calendar' | 'warn_at' | 'reminders' | 'escalate'
>;

/** The conditions that decide which of these limits apply; empty when all do. */
export function limitQuestions(limits: readonly Limit[]): QuestionItem[] {
  return limits.flatMap((limit) =>
    limit.when === undefined ? [] : [{ id: limit.id, condition: limit.when }],
  );
}

/** A limit in force on the day the case was accepted. */
export function inForce(limit: Limit, calendar: CompiledCalendar, openedAt: Instant): boolean {
  if (limit.valid_from === undefined && limit.valid_to === undefined) return true;
  const day = localDay(calendar, openedAt);
  return (
    (limit.valid_from === undefined || limit.valid_from <= day) &&
    (limit.valid_to === undefined || day <= limit.valid_to)
  );
}

/** The terms that a case was given; of an entry from before they were kept, the warning is `defined`. */
export function termsOf(due: DueLimit, defined?: Pick<Limit, 'warn_at'>): Terms {
  const { id, layer, value, unit, calendar, escalations } = due;
  const warnAt = due.warnShare ?? defined?.warn_at;
  return {
    id,
    layer,
    value,
    unit,
    calendar,
    ...(warnAt === undefined ? {} : { warn_at: warnAt }),
    ...(due.reminders && { reminders: due.reminders.map(({ share }) => share) }),
    ...(escalations && { escalate: escalations.map(escalationOf) }),
  };
}

/**
 * Due times of a step's limits at `at`, for a visit as it stands (new, paused, resumed). What was told
 * already of the limits that the visit has stays told.
 */
export function visitLimits(
  flow: CompiledFlow,
  limits: readonly Terms[],
  visit: Visit,
  at: Instant,
): DueLimit[] {
  return dueLimits(flow, limits, ranOf(visit, at), visit.limits);
}

/** Due times of the case's own limits; the clock runs while the utility holds the case. */
export function caseLimits(
  flow: CompiledFlow,
  limits: readonly Terms[],
  state: CaseState,
  at: Instant,
): DueLimit[] {
  return dueLimits(flow, limits, caseRan(state, at), state.limits);
}

function dueLimits(
  flow: CompiledFlow,
  limits: readonly Terms[],
  ran: Ran,
  before: readonly DueLimit[],
): DueLimit[] {
  return limits.map((limit) => {
    const calendar = calendarOf(flow, limit);
    const shareOf = (share: number) => usedUpAt(calendar, ran, limit.value * share, limit.unit);
    const due = shareOf(1);
    const warn = shareOf(limit.warn_at ?? WARN_AT);
    const dueAt = due.ok ? due.value : null;
    const known = before.find((one) => one.id === limit.id);
    return {
      id: limit.id,
      layer: limit.layer,
      value: limit.value,
      unit: limit.unit,
      calendar: limit.calendar,
      calendarHash: calendar.hash,
      zone: calendar.zone,
      dueAt,
      warnAt: warn.ok ? warn.value : null,
      ...marksOf(limit, dueAt, { calendar, ran, shareOf }, known),
      ...(due.ok ? {} : { uncovered: true }),
    };
  });
}

/** What a limit has besides its due time; `known` is what was told of it before. */
function marksOf(
  { warn_at: warnShare, reminders: shares = [], escalate = [] }: Terms,
  dueAt: Instant | null,
  counting: Counting,
  known: DueLimit | undefined,
): LimitMarks {
  const marks: LimitMarks = {};
  if (warnShare !== undefined) marks.warnShare = warnShare;
  if (shares.length > 0) marks.reminders = reminders(shares, counting.shareOf, known);
  if (escalate.length > 0) marks.escalations = levels(escalate, dueAt, counting, known);
  if (known?.passedAt !== undefined) marks.passedAt = known.passedAt;
  return marks;
}

type ShareOf = (share: number) => Result<Instant | null>;

function reminders(
  shares: readonly number[],
  shareOf: ShareOf,
  known: DueLimit | undefined,
): Reminder[] {
  return shares.map((share) => {
    const at = shareOf(share);
    const told = known?.reminders?.find((one) => one.share === share)?.told;
    return { share, at: at.ok ? at.value : null, ...(told === undefined ? {} : { told }) };
  });
}

interface Counting {
  calendar: CompiledCalendar;
  ran: Ran;
  shareOf: ShareOf;
}

/** Levels are reached in order: none before the one above it, and none before the limit has passed. */
function levels(
  chain: readonly Escalation[],
  dueAt: Instant | null,
  counting: Counting,
  known: DueLimit | undefined,
): EscalationLevel[] {
  let earliest = dueAt;
  return chain.map((one, index) => {
    const reached = dueAt === null ? undefined : reachedAt(one, dueAt, counting);
    const found = reached?.ok ? reached.value : null;
    if (found !== null) earliest = later(found, earliest);
    const level: EscalationLevel = { ...one, dueAt: found === null ? null : earliest };
    const told = known?.escalations?.[index]?.told;
    if (told !== undefined) level.told = told;
    if (reached?.ok === false) level.uncovered = true;
    return level;
  });
}

function later(a: Instant, b: Instant | null): Instant {
  return b === null || a > b ? a : b;
}

/** So long after the due time the clock has run; or the share of the limit is used up. */
function reachedAt(
  { after, at = 1 }: Escalation,
  dueAt: Instant,
  { calendar, ran, shareOf }: Counting,
): Result<Instant | null> {
  return after === undefined
    ? shareOf(at)
    : usedUpAt(calendar, since(ran, dueAt), after.value, after.unit);
}

/**
 * What runs of a clock from an instant on, also one that has not come yet. The day that ends with it is
 * the one that does not count.
 */
function since({ visits, runs }: Ran, from: Instant): Ran {
  const justBefore = instantText(Date.parse(from) - 1);
  const clipped = visits.map(({ arrivedAt, intervals }) => ({
    arrivedAt: arrivedAt > justBefore ? arrivedAt : justBefore,
    intervals: intervals
      .filter(({ to }) => to >= from)
      .map((one) => ({ from: one.from > from ? one.from : from, to: one.to })),
  }));
  const isToCome = runs && clipped.every(({ intervals }) => intervals.length === 0);
  const coming = { arrivedAt: justBefore, intervals: [{ from, to: from }] };
  return { runs, visits: isToCome ? [coming] : clipped };
}

function escalationOf({ dueAt: _d, told: _t, uncovered: _u, ...one }: EscalationLevel): Escalation {
  return one;
}

function calendarOf(flow: CompiledFlow, limit: Terms): CompiledCalendar {
  const calendar = flow.calendars.get(limit.calendar);
  if (calendar === undefined) throw new Error(`limit ${limit.id}: no calendar ${limit.calendar}`);
  return calendar;
}
