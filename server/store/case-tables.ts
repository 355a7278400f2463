/** Writes the rows that one command changes. */
import { taskId } from '@flowmeter/engine/case/state.ts';
import { wholeTask } from './case-rows.ts';
import { prepareCaseStatements } from './case-statements.ts';
import type { News } from './case-writes.ts';
import { SNAPSHOT_EVERY, type CaseRows, type EndedRows, type OpenRows } from './commit-rows.ts';
import { prepareEffects } from './effects.ts';
import { prepareIncidents } from './incidents.ts';
import { prepareNotices } from './notices.ts';
import type { LiveCaseRow, TaskRow, TimerRow } from './schema.ts';
import type { Sql } from './statement.ts';
import { poolKey } from './tasks.ts';
import { prepareWaiting } from './waiting.ts';

export function prepareCaseTables(sql: Sql) {
  const statements = { ...prepareCaseStatements(sql), keepWaiting: prepareWaiting(sql) };
  const keepIncidents = prepareIncidents(sql);
  const keepEffects = prepareEffects(sql);
  const keepNotices = prepareNotices(sql);
  return {
    live: (id: string): LiveRow | undefined => statements.live.get({ id }),
    /** `live`: the row of the case as it was read in this transaction; none when it is opened. */
    write: (rows: CaseRows, live: LiveRow | undefined): News[] => {
      const { id, unit } = rows;
      const news = write(statements, rows, live);
      news.push(...keepIncidents(rows.incidents, id, unit));
      keepEffects(rows.effects);
      news.push(...keepNotices(rows.notices));
      return news;
    },
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

type Statements = ReturnType<typeof prepareCaseStatements> & {
  keepWaiting: ReturnType<typeof prepareWaiting>;
};
type Listed = Omit<LiveCaseRow, 'at_steps' | 'due_at'> & Pick<CaseRows, 'left_hash'>;
/** What a live case's row says to the next entry. */
export type LiveRow = Pick<LiveCaseRow, 'version' | 'last_entry' | 'findings'>;

/** What live screens should hear of it. */
function write(statements: Statements, rows: CaseRows, live: LiveRow | undefined): News[] {
  const { id, unit, stands } = rows;
  const previous = live?.last_entry ?? null;
  const events = JSON.stringify(rows.events);
  const last_entry = statements.append.insert({ ...rows, previous, case_id: id, events });
  const listed = { ...rows, last_entry, findings: live?.findings ?? 0 };
  if (stands.status === 'open') keepOpen(statements, listed, stands, live === undefined);
  else end(statements, listed, stands, live !== undefined);
  for (const timer of rows.timers.gone) statements.removeTimer.run(timer);
  for (const timer of rows.timers.come) statements.addTimer.run(timer);
  statements.keepWaiting(rows.waiting);
  return [{ topic: 'cases', id, unit }, ...writeTasks(statements, rows)];
}

function writeTasks(statements: Statements, rows: CaseRows): News[] {
  const { id: caseId, unit, tasks } = rows;
  const news = new Map<string, News>();
  const tell = (id: string, pool: string, people: Pick<News, 'people'> = {}) =>
    void news.set(`${id} ${pool}`, { topic: 'tasks', id, unit, pool, ...people });
  for (const task of tasks.gone) {
    const id = taskId(caseId, task.seq);
    const of = task.unit ?? unit;
    statements.removeTask.run({ ...task, id, unit: of });
    tell(id, poolKey({ ...task, unit: of }));
  }
  for (const task of tasks.come) {
    const row = wholeTask(task, rows);
    statements.addTask.run(row);
    tell(row.id, poolKey(row), isPersonal(row) ? { people: [row.holder] } : {});
  }
  return [...news.values()];
}

/** A part of a person who need not be among those of the pool. */
function isPersonal({ holder, status }: TaskRow): boolean {
  return holder !== '' && status !== 'claimed' && status !== 'paused';
}

function keepOpen(statements: Statements, listed: Listed, stands: OpenRows, isNew: boolean): void {
  const { due_at, snapshot } = stands;
  const { id, flow_hash, left_hash, version } = listed;
  const row = { ...listed, at_steps: JSON.stringify(stands.at_steps), due_at };
  if (isNew) {
    statements.open.run(row);
    statements.count.run({ name: openCounter(flow_hash), by: 1 });
  } else statements.advance.run(row);
  if (left_hash !== undefined) moveCount(statements, left_hash, flow_hash);
  if (snapshot === undefined) return;
  statements.snapshot.run({ case_id: id, version, state: JSON.stringify(snapshot) });
}

/** A case was moved from one version of its flow to another. */
function moveCount({ count }: Statements, from: string, to: string): void {
  count.run({ name: openCounter(from), by: -1 });
  count.run({ name: openCounter(to), by: 1 });
}

function end(statements: Statements, listed: Listed, stands: EndedRows, wasLive: boolean): void {
  const { outcome, ended_at, state } = stands;
  const { id, flow_hash, left_hash, version } = listed;
  statements.end.run({ ...listed, outcome, ended_at, state: JSON.stringify(state) });
  if (!wasLive) return;
  statements.leave.run({ id });
  statements.count.run({ name: openCounter(left_hash ?? flow_hash), by: -1 });
  if (version > SNAPSHOT_EVERY) statements.forget.run({ id });
}
