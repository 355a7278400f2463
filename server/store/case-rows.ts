/**
 * What the tables say about a case's state: its list row, open tasks and timers. Pure; the store
 * writes the difference between the rows before and after a command.
 */
import { clockRuns, isPaused } from '@flowmeter/engine/case/clock.ts';
import { taskId, type CaseState, type DueLimit, type Visit } from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { TaskRow, TimerRow } from './schema.ts';

/** Sorts after every instant. */
export const NO_DUE = '9999';

export function dueOf(row: { due: string }): string | null {
  return row.due === NO_DUE ? null : row.due;
}

/** The fact that the flow shows as a case's title, or the case's id. */
export function titleOf(state: CaseState, flow: FlowDefinition): string {
  const value = flow.title_fact === undefined ? undefined : state.data[flow.title_fact];
  return value === undefined || value === null || value === '' ? state.id : String(value);
}

export function openSteps(state: CaseState): string[] {
  return state.visits.filter((visit) => visit.status === 'open').map((visit) => visit.step);
}

/** The earliest due time of the case's limits and those of its open visits. */
export function earliestDue(state: CaseState): string | null {
  const open = state.visits.filter((visit) => visit.status === 'open');
  return earliest([...state.limits, ...open.flatMap((visit) => visit.limits)], 'dueAt');
}

export function taskRows(state: CaseState, flow: FlowDefinition): TaskRow[] {
  if (state.status === 'ended') return [];
  const title = titleOf(state, flow);
  return state.visits
    .filter((visit) => visit.status === 'open' && visit.post !== undefined)
    .map((visit) => taskRow(state, visit, flow, title));
}

function taskRow(state: CaseState, visit: Visit, flow: FlowDefinition, title: string): TaskRow {
  const step = flow.steps[visit.step];
  const scope = step?.kind === 'task' ? (step.assign?.unit ?? 'case') : 'case';
  return {
    post: visit.post ?? '',
    unit: state.unit,
    holder: visit.holder ?? '',
    due: earliest(visit.limits, 'dueAt') ?? NO_DUE,
    id: taskId(state.id, visit.seq),
    case_id: state.id,
    seq: visit.seq,
    step: visit.step,
    flow_id: state.flow.id,
    flow_hash: state.flow.hash,
    title,
    scope,
    status: isPaused(visit) ? 'paused' : visit.holder === undefined ? 'open' : 'claimed',
    arrived_at: visit.arrivedAt,
    warn_at: earliest(visit.limits, 'warnAt'),
    clock: visit.clock ?? 'utility',
  };
}

/** Warnings and due times of limits whose clock runs, and the ends of waits. */
export function timerRows(state: CaseState): TimerRow[] {
  if (state.status === 'ended') return [];
  const rows = state.limits.flatMap((limit) => limitTimers(state.id, 0, limit));
  for (const visit of state.visits) {
    if (visit.status !== 'open') continue;
    if (visit.until) rows.push(timer(state.id, visit.seq, 'until', '', visit.until));
    if (!clockRuns(visit)) continue;
    rows.push(...visit.limits.flatMap((limit) => limitTimers(state.id, visit.seq, limit)));
  }
  return rows;
}

function limitTimers(caseId: string, seq: number, limit: DueLimit): TimerRow[] {
  const rows: TimerRow[] = [];
  if (limit.warnAt !== null) rows.push(timer(caseId, seq, 'warn', limit.id, limit.warnAt));
  if (limit.dueAt !== null) rows.push(timer(caseId, seq, 'due', limit.id, limit.dueAt));
  return rows;
}

function timer(case_id: string, seq: number, kind: string, limit_id: string, at: string): TimerRow {
  return { at, case_id, seq, kind, limit_id };
}

/** Rows to delete and rows to insert so that `before` becomes `after`; rows are equal by content. */
export function difference<T extends object>(before: T[], after: T[]): { gone: T[]; come: T[] } {
  const had = new Map(before.map((row) => [textOf(row), row]));
  const come = after.filter((row) => !had.delete(textOf(row)));
  return { gone: [...had.values()], come };
}

function textOf(row: object): string {
  return Object.values(row).join('\u0000');
}

function earliest(limits: DueLimit[], field: 'dueAt' | 'warnAt'): string | null {
  let first: string | null = null;
  for (const limit of limits) {
    const at = limit[field];
    if (at !== null && (first === null || at < first)) first = at;
  }
  return first;
}
