/** Limits of a case or a visit: when they are due, how much is used, on what basis. */
import type { z } from 'zod';
import { mergedIntervals, usedTime, type Ran } from '@flowmeter/engine/calendar/days-run.ts';
import type { CompiledCalendar } from '@flowmeter/engine/calendar/working-time.ts';
import { caseRan, ranOf } from '@flowmeter/engine/case/clock.ts';
import type { CaseState, DueLimit, Instant, Visit } from '@flowmeter/engine/case/state.ts';
import type { ClockOwner, Limit } from '@flowmeter/engine/definition/limit.ts';
import type { Names } from '../names.ts';
import type { ClockView, DueView } from '../views/parts.ts';

/** What a limit is measured by: the clock as it ran, on the calendars in force. */
export interface Measured {
  names: Names;
  calendars: ReadonlyMap<string, CompiledCalendar> | undefined;
  ran: Ran;
}

const unstated = { kind: 'typical' as const, source: { zh: '未注明', en: 'Not stated' } };

export function dueViews(
  limits: readonly DueLimit[],
  defined: readonly Limit[],
  measured: Measured,
): z.infer<typeof DueView>[] {
  return limits.map((limit) => {
    const used = usedOf(limit, measured);
    return {
      id: limit.id,
      layer: limit.layer,
      value: limit.value,
      unit: limit.unit,
      due_at: limit.dueAt,
      warn_at: limit.warnAt,
      calendar: limit.calendar,
      zone: limit.zone,
      uncovered: limit.uncovered ?? false,
      basis: defined.find((one) => one.id === limit.id)?.basis ?? unstated,
      used,
      share: used === null ? null : used / limit.value,
      passed_at: limit.passedAt ?? null,
      reminders: (limit.reminders ?? []).map(({ share, at, told = null }) => ({ share, at, told })),
      escalations: (limit.escalations ?? []).map((one, level) => ({
        level: level + 1,
        to: measured.names.post(one.to),
        at: one.dueAt,
        told: one.told ?? null,
        reassign: one.reassign ?? false,
        notice: one.notice ?? null,
      })),
    };
  });
}

/** Whose clock runs for a visit; null where none does. */
export function visitClock(visit: Visit, at: Instant): z.infer<typeof ClockView> | null {
  return visit.clock === undefined ? null : clockView(visit.clock, ranOf(visit, at));
}

/** The case's own clock: the utility's. While it stands still, somebody else has the case. */
export function caseClock(state: CaseState, at: Instant): z.infer<typeof ClockView> {
  const holders = state.visits.filter((visit) => visit.status === 'open').map(({ clock }) => clock);
  const ran = caseRan(state, at);
  const other = holders.find((clock) => clock !== undefined && clock !== 'utility');
  return clockView(ran.runs ? 'utility' : (other ?? 'utility'), ran);
}

/** `since`: when it last began to run, or stopped; null where it never ran. */
function clockView(owner: ClockOwner, ran: Ran): z.infer<typeof ClockView> {
  const last = mergedIntervals(ran).at(-1);
  return { owner, runs: ran.runs, since: (ran.runs ? last?.from : last?.to) ?? null };
}

/** Null when the calendar does not reach so far. */
function usedOf(limit: DueLimit, { calendars, ran }: Measured): number | null {
  const calendar = calendars?.get(limit.calendar);
  const used = calendar && usedTime(calendar, ran, limit.unit);
  return used?.ok ? used.value : null;
}
