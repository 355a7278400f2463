/** The rows that one entry adds, changes and removes. */
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import { difference, earliestDue, openSteps, taskRows, timerRows, titleOf } from './case-rows.ts';
import type { CaseWrite, Notice } from './case-writes.ts';
import { prepareCaseStatements } from './case-statements.ts';
import type { TimerRow } from './schema.ts';
import type { Sql } from './statement.ts';

/** A state is stored whole each so many versions, so that a fold stays short. */
export const SNAPSHOT_EVERY = 50;

export function prepareCaseTables(sql: Sql) {
  const statements = prepareCaseStatements(sql);

  /** What live screens should hear of it. */
  function write(one: CaseWrite): Notice[] {
    const { before, state, entry, flow } = one;
    const live = before && statements.live.get({ id: state.id });
    const last_entry = statements.append.insert({
      previous: live?.last_entry ?? null,
      case_id: entry.caseId,
      version: entry.version,
      at: entry.at,
      actor: entry.actor,
      command: entry.command,
      events: JSON.stringify(entry.events),
    });
    const row = {
      ...listRow(state, titleOf(state, flow)),
      last_entry,
      findings: live?.findings ?? 0,
    };
    if (state.status === 'open') keepOpen(state, row, live === undefined);
    else end(state, row, live !== undefined);
    const tasks = difference(before ? taskRows(before, flow) : [], taskRows(state, flow));
    for (const task of tasks.gone) statements.removeTask.run(task);
    for (const task of tasks.come) statements.addTask.run(task);
    const timers = difference(before ? timerRows(before) : [], timerRows(state));
    for (const timer of timers.gone) statements.removeTimer.run(timer);
    for (const timer of timers.come) statements.addTimer.run(timer);
    return noticesOf(state, [...tasks.gone, ...tasks.come]);
  }

  type ListRow = ReturnType<typeof listRow> & { last_entry: number; findings: number };

  function keepOpen(state: CaseState, row: ListRow, isNew: boolean): void {
    const open = {
      ...row,
      at_steps: JSON.stringify(openSteps(state)),
      due_at: earliestDue(state),
    };
    if (isNew) {
      statements.open.run(open);
      statements.count.run({ name: openCounter(state.flow.hash), by: 1 });
    } else statements.advance.run(open);
    if (state.version % SNAPSHOT_EVERY === 0) {
      statements.snapshot.run({
        case_id: state.id,
        version: state.version,
        state: JSON.stringify(state),
      });
    }
  }

  function end(state: CaseState, row: ListRow, wasLive: boolean): void {
    if (state.status !== 'ended') return;
    statements.end.run({
      ...row,
      outcome: state.outcome,
      ended_at: state.endedAt,
      state: JSON.stringify(state),
    });
    if (!wasLive) return;
    statements.leave.run({ id: state.id });
    statements.count.run({ name: openCounter(state.flow.hash), by: -1 });
    if (state.version > SNAPSHOT_EVERY) statements.forget.run({ id: state.id });
  }

  return {
    versionOf: (id: string) => statements.live.get({ id })?.version,
    write,
    countFinding: (id: string) => {
      if (statements.findingLive.run({ id }) === 0) statements.findingEnded.run({ id });
    },
    removeTimer: (row: TimerRow) => void statements.removeTimer.run(row),
  };
}

/** Name of the counter of open cases by one version of a flow. */
export function openCounter(flowHash: string): string {
  return `open:${flowHash}`;
}

function listRow(state: CaseState, title: string) {
  return {
    id: state.id,
    flow_id: state.flow.id,
    flow_hash: state.flow.hash,
    unit: state.unit,
    title,
    opened_at: state.openedAt,
    opened_by: state.openedBy,
    version: state.version,
  };
}

function noticesOf(state: CaseState, tasks: { id: string }[]): Notice[] {
  const ids = new Set(tasks.map((task) => task.id));
  return [
    { topic: 'cases', id: state.id, unit: state.unit },
    ...[...ids].map((id): Notice => ({ topic: 'tasks', id, unit: state.unit })),
  ];
}
