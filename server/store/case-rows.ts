/**
 * What the tables say about a case's state: its list row, open tasks and timers. Pure; the store
 * writes the difference between the rows before and after a command.
 */
import { lastRecipient } from '@flowmeter/engine/case/escalated.ts';
import { nextOf, waitsForCalendar } from '@flowmeter/engine/case/limit-times.ts';
import {
  taskId,
  type CaseState,
  type DueLimit,
  type Instant,
  type Visit,
} from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { unitRuleOf } from '@flowmeter/engine/flow/structure.ts';
import type { LiveCaseRow, TaskRow, TimerRow } from './schema.ts';
import { partsOfTask, type TaskPart } from './task-parts.ts';

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
  return state.visits.filter(isTask).flatMap((visit) => taskRow(state, visit, flow, title));
}

function isTask(visit: Visit): boolean {
  return visit.status === 'open' && visit.post !== undefined;
}

function taskRow(state: CaseState, visit: Visit, flow: FlowDefinition, title: string): TaskRow[] {
  const { id: flow_id, hash: flow_hash } = state.flow;
  const shared = { id: state.id, unit: state.unit, flow_id, flow_hash, title };
  return visitTasks(visit, flow)
    .slice(0, 1)
    .map((task) => wholeTask(task, shared));
}

/** What a task's row says of its visit alone. */
export type VisitTask = Omit<
  TaskRow,
  'id' | 'unit' | 'case_id' | 'flow_id' | 'flow_hash' | 'title'
> & {
  /** The unit whose people do it, where it is not the case's. */
  unit?: string | undefined;
};

function visitTasks(visit: Visit, flow: FlowDefinition): VisitTask[] {
  const shared = {
    step: visit.step,
    arrived_at: visit.arrivedAt,
    warn_at: earliest(visit.limits, 'warnAt'),
    clock: visit.clock ?? 'utility',
    escalated: lastRecipient(visit) ?? null,
  };
  return partsOfTask(visit, flow).map((part) => {
    return { ...visitTaskKey(visit, flow, part), ...shared, status: part.status };
  });
}

/** What finds the row again, and the pool that it was in. */
export type VisitTaskKey = Pick<VisitTask, 'seq' | 'post' | 'holder' | 'due' | 'scope' | 'unit'>;

function visitTaskKey(visit: Visit, flow: FlowDefinition, part: TaskPart): VisitTaskKey {
  const { unit } = visit;
  return {
    seq: visit.seq,
    post: part.post,
    holder: part.holder,
    due: earliest(visit.limits, 'dueAt') ?? NO_DUE,
    scope: unit === undefined ? (visit.scope ?? unitRuleOf(flow.steps[visit.step])) : 'case',
    unit,
  };
}

function visitTaskKeys(visit: Visit, flow: FlowDefinition): VisitTaskKey[] {
  return partsOfTask(visit, flow).map((part) => visitTaskKey(visit, flow, part));
}

/** The row itself, with what its case says. */
export function wholeTask(
  task: VisitTask,
  {
    id,
    unit,
    flow_id,
    flow_hash,
    title,
  }: Pick<LiveCaseRow, 'id' | 'unit' | 'flow_id' | 'flow_hash' | 'title'>,
): TaskRow {
  const pool = task.unit ?? unit;
  return { ...task, id: taskId(id, task.seq), unit: pool, case_id: id, flow_id, flow_hash, title };
}

/**
 * The next thing that time will do at `at` or later: to each limit (see `nextOf`), and at the ends of
 * waits. When it is done the one after it stands in its place. What no calendar reaches waits for a
 * calendar.
 */
export function timerRows(state: CaseState, at: Instant): TimerRow[] {
  if (state.status === 'ended') return [];
  const own = state.limits.flatMap((limit) => limitTimers(state.id, 0, limit, at));
  return [...own, ...state.visits.flatMap((visit) => visitTimers(state.id, visit, at))];
}

function visitTimers(caseId: string, visit: Visit, at: Instant): TimerRow[] {
  if (visit.status !== 'open') return [];
  const { seq, until, limits } = visit;
  // What has failed, or what has come already, does not wait for time.
  const rests = visit.incident === undefined && visit.message?.id === undefined;
  const wait = until === undefined || !rests ? [] : [waitTimer(caseId, seq, until)];
  return [...wait, ...limits.flatMap((limit) => limitTimers(caseId, seq, limit, at))];
}

function limitTimers(caseId: string, seq: number, limit: DueLimit, at: Instant): TimerRow[] {
  const waits = waitsForCalendar(limit);
  const next = nextTimer(caseId, seq, limit, at);
  return waits ? [...next, timer(caseId, seq, 'calendar', limit.id, NO_DUE)] : next;
}

/** What happens to a limit next; nothing while its clock stands still or no calendar reaches so far. */
export function nextTimer(caseId: string, seq: number, limit: DueLimit, at: Instant): TimerRow[] {
  const next = nextOf(limit, at);
  return next === undefined ? [] : [timer(caseId, seq, next.kind, limit.id, next.at)];
}

function waitTimer(caseId: string, seq: number, until: Instant | null): TimerRow {
  return until === null
    ? timer(caseId, seq, 'calendar', '', NO_DUE)
    : timer(caseId, seq, 'until', '', until);
}

function timer(case_id: string, seq: number, kind: string, limit_id: string, at: string): TimerRow {
  return { at, case_id, seq, kind, limit_id };
}

/** Rows to take away, then rows to add. */
export interface TaskChange {
  gone: VisitTaskKey[];
  come: VisitTask[];
}

export interface TimerChange {
  gone: TimerRow[];
  come: TimerRow[];
}

/**
 * The open tasks that changed. A visit that a command did not touch is the same object before and
 * after, and its row the same as long as the case's title is.
 */
export function taskChange(
  before: CaseState | undefined,
  after: CaseState,
  flow: FlowDefinition,
): TaskChange {
  const title = titleOf(after, flow);
  const same = after.status === before?.status && title === titleOf(before, flow);
  const changedOf = ({ status, visits }: CaseState, other: CaseState | undefined) =>
    status === 'ended'
      ? []
      : visits.filter((one) => isTask(one) && !(same && other?.visits[one.seq - 1] === one));
  return {
    gone: before ? changedOf(before, after).flatMap((visit) => visitTaskKeys(visit, flow)) : [],
    come: changedOf(after, before).flatMap((visit) => visitTasks(visit, flow)),
  };
}

/** The timers that a command at `at` changed: those of limits and waits that it touched. */
export function timerChange(
  before: CaseState | undefined,
  after: CaseState,
  at: Instant,
): TimerChange {
  if (before?.status !== 'open' || after.status !== 'open') {
    return { gone: before ? timerRows(before, at) : [], come: timerRows(after, at) };
  }
  const gone: TimerRow[] = [];
  const come: TimerRow[] = [];
  if (before.limits !== after.limits) {
    for (const limit of before.limits) gone.push(...limitTimers(before.id, 0, limit, at));
    for (const limit of after.limits) come.push(...limitTimers(after.id, 0, limit, at));
  }
  for (const visit of after.visits) {
    const was = before.visits[visit.seq - 1];
    const same = was !== undefined && sameTimes(was, visit) && was.incident === visit.incident;
    if (was === visit || same) continue;
    if (was !== undefined) gone.push(...visitTimers(before.id, was, at));
    come.push(...visitTimers(after.id, visit, at));
  }
  return { gone, come };
}

function sameTimes(was: Visit, is: Visit): boolean {
  return was.status === is.status && was.limits === is.limits && was.until === is.until;
}

function earliest(limits: DueLimit[], field: 'dueAt' | 'warnAt'): string | null {
  let first: string | null = null;
  for (const limit of limits) {
    const at = limit[field];
    if (at !== null && (first === null || at < first)) first = at;
  }
  return first;
}
