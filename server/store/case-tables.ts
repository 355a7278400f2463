/** The rows that one entry adds, changes and removes. */
import type { CaseState, EndedCase, OpenCase } from '@flowmeter/engine/case/state.ts';
import { earliestDue, openSteps, taskChange, timerChange, titleOf } from './case-rows.ts';
import type { CaseWrite, Notice } from './case-writes.ts';
import { prepareCaseStatements } from './case-statements.ts';
import { poolKey } from './tasks.ts';
import type { LiveCaseRow, TimerRow } from './schema.ts';
import type { Sql } from './statement.ts';

/** A state is stored whole each so many versions, so that a fold stays short. */
export const SNAPSHOT_EVERY = 50;

export function prepareCaseTables(sql: Sql) {
  const statements = prepareCaseStatements(sql);
  return {
    live: (id: string): LiveRow | undefined => statements.live.get({ id }),
    /** `live`: the row of the case as it was read in this transaction; none when it is opened. */
    write: (one: CaseWrite, live: LiveRow | undefined) => write(statements, one, live),
    countFinding: (id: string) => {
      if (statements.findingLive.run({ id }) === 0) statements.findingEnded.run({ id });
    },
    addTimer: (row: TimerRow) => void statements.addTimer.run(row),
    removeTimer: (row: TimerRow) => void statements.removeTimer.run(row),
  };
}

/** Name of the counter of open cases by one version of a flow. */
export function openCounter(flowHash: string): string {
  return `open:${flowHash}`;
}

type Statements = ReturnType<typeof prepareCaseStatements>;
type ListRow = ReturnType<typeof listRow>;
/** What a live case's row says to the next entry. */
export type LiveRow = Pick<LiveCaseRow, 'version' | 'last_entry' | 'findings'>;

/** What live screens should hear of it. */
function write(statements: Statements, one: CaseWrite, live: LiveRow | undefined): Notice[] {
  const { state, entry, flow } = one;
  const lastEntry = statements.append.insert({
    previous: live?.last_entry ?? null,
    case_id: entry.caseId,
    version: entry.version,
    at: entry.at,
    actor: entry.actor,
    command: entry.command,
    events: JSON.stringify(entry.events),
  });
  const row = listRow(state, titleOf(state, flow), lastEntry, live?.findings ?? 0);
  if (state.status === 'open') keepOpen(statements, state, row, live === undefined);
  else end(statements, state, row, live !== undefined);
  writeTimers(statements, one);
  return [{ topic: 'cases', id: state.id, unit: state.unit }, ...writeTasks(statements, one)];
}

function writeTasks(statements: Statements, { before, state, flow }: CaseWrite): Notice[] {
  const { gone, come } = taskChange(before, state, flow);
  for (const task of gone) statements.removeTask.run(task);
  for (const task of come) statements.addTask.run(task);
  const changed = new Map([...gone, ...come].map((task) => [task.id, poolKey(task)]));
  return [...changed].map(([id, pool]) => ({ topic: 'tasks', id, unit: state.unit, pool }));
}

function writeTimers(statements: Statements, { before, state, entry }: CaseWrite): void {
  const { gone, come } = timerChange(before, state, entry.at);
  for (const timer of gone) statements.removeTimer.run(timer);
  for (const timer of come) statements.addTimer.run(timer);
}

function keepOpen(statements: Statements, state: OpenCase, row: ListRow, isNew: boolean): void {
  const open = { ...row, at_steps: JSON.stringify(openSteps(state)), due_at: earliestDue(state) };
  if (isNew) {
    statements.open.run(open);
    statements.count.run({ name: openCounter(state.flow.hash), by: 1 });
  } else statements.advance.run(open);
  if (state.version % SNAPSHOT_EVERY !== 0) return;
  const { id, version } = state;
  statements.snapshot.run({ case_id: id, version, state: JSON.stringify(state) });
}

function end(statements: Statements, state: EndedCase, row: ListRow, wasLive: boolean): void {
  const { id, outcome, endedAt, flow, version } = state;
  statements.end.run({ ...row, outcome, ended_at: endedAt, state: JSON.stringify(state) });
  if (!wasLive) return;
  statements.leave.run({ id });
  statements.count.run({ name: openCounter(flow.hash), by: -1 });
  if (version > SNAPSHOT_EVERY) statements.forget.run({ id });
}

function listRow(state: CaseState, title: string, lastEntry: number, findings: number) {
  return {
    id: state.id,
    flow_id: state.flow.id,
    flow_hash: state.flow.hash,
    unit: state.unit,
    title,
    opened_at: state.openedAt,
    opened_by: state.openedBy,
    version: state.version,
    last_entry: lastEntry,
    findings,
  };
}
