/**
 * What is still to be done between a case and the cases it calls, as timers due at once: cases to open
 * (`child_open`), cases that nobody waits for any more (`child_cancel`), and, of a called case that has
 * ended, that its caller is to be told (`child_tell`). Pure; like the other timers they are served in
 * order, once, and after a restart.
 */
import type { Child } from '@flowmeter/engine/case/child-state.ts';
import type { CaseState, Instant, Visit } from '@flowmeter/engine/case/state.ts';
import type { TimerChange } from './case-rows.ts';
import type { TimerRow } from './schema.ts';

export type ChildTimer = 'child_open' | 'child_cancel' | 'child_tell';

export function isChildTimer({ kind }: Pick<TimerRow, 'kind'>): boolean {
  return kind.startsWith('child_');
}

/** What a command at `at` leaves to be done, and what of it has been done. */
export function childTimers(
  before: CaseState | undefined,
  after: CaseState,
  at: Instant,
): TimerChange {
  const change: TimerChange = { gone: [], come: [] };
  for (const visit of after.visits) {
    const was = before?.visits[visit.seq - 1];
    if (was === visit || (visit.children ?? was?.children) === undefined) continue;
    const [old, due] = [opening(after.id, was), opening(after.id, visit)];
    change.gone.push(...without(old, due));
    change.come.push(...without(due, old), ...cancelling(after.id, was, visit, at));
  }
  if (after.status === 'ended' && after.parent && before?.status !== 'ended') {
    change.come.push({ at, case_id: after.id, seq: 0, kind: 'child_tell', limit_id: '' });
  }
  return change;
}

/** A visit that has failed waits for a person first. */
function opening(caseId: string, visit: Visit | undefined): TimerRow[] {
  if (visit?.status !== 'open' || visit.incident !== undefined) return [];
  const asked = (visit.children ?? []).filter(({ status }) => status === 'asked');
  return asked.map((child) => row(caseId, visit, child, 'child_open', visit.arrivedAt));
}

/** The visit was left while cases of it were still open. */
function cancelling(caseId: string, was: Visit | undefined, visit: Visit, at: Instant): TimerRow[] {
  if (visit.status === 'open' || (was !== undefined && was.status !== 'open')) return [];
  const running = (visit.children ?? []).filter(({ status }) => status !== 'ended');
  return running.map((child) => row(caseId, visit, child, 'child_cancel', at));
}

function row(
  case_id: string,
  { seq }: Visit,
  { index }: Child,
  kind: ChildTimer,
  at: Instant,
): TimerRow {
  return { at, case_id, seq, kind, limit_id: String(index) };
}

function without(rows: TimerRow[], others: readonly TimerRow[]): TimerRow[] {
  return rows.filter((one) => !others.some(({ limit_id }) => limit_id === one.limit_id));
}
