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
/** What a live case's row says to the next entry. */
export type LiveRow = Pick<LiveCaseRow, 'version' | 'last_entry' | 'findings'>;

/** What live screens should hear of it. */
function write(statements: Statements, rows: CaseRows, live: LiveRow | undefined): News[] {
  const { id, unit, stands } = rows;
  const previous = live?.last_entry ?? null;
  const { version, at, actor, command } = rows;
  const events = JSON.stringify(rows.events);
  const entry = { previous, case_id: id, version, at, actor, command, events };
  const last_entry = statements.append.insert(entry);
  if (stands.status === 'open') keepOpen(statements, rows, stands, last_entry);
  else end(statements, { ...rows, last_entry, findings: live?.findings ?? 0 }, stands);
  for (const timer of rows.timers.gone) statements.removeTimer.run(timer);
  for (const timer of rows.timers.come) statements.addTimer.run(timer);
  statements.keepWaiting(rows.waiting);
  return [{ topic: 'cases', id, unit }, ...writeTasks(statements, rows)];
}

function writeTasks(statements: Statements, rows: CaseRows): News[] {
  const { id: caseId, unit, tasks } = rows;
  const news: News[] = [];
  // A row that only changes is told once, as it is now.
  const tell = (said: News) => {
    const was = news.findIndex(({ id, pool }) => id === said.id && pool === said.pool);
    if (was < 0) news.push(said);
    else news[was] = said;
  };
  for (const { seq, post, holder, due, scope, unit: of = unit } of tasks.gone) {
    const id = taskId(caseId, seq);
    statements.removeTask.run({ post, unit: of, holder, due, id });
    tell({ topic: 'tasks', id, unit, pool: poolKey({ scope, post, unit: of }) });
  }
  for (const task of tasks.come) {
    const row = wholeTask(task, rows);
    statements.addTask.run(row);
    const said: News = { topic: 'tasks', id: row.id, unit, pool: poolKey(row) };
    tell(isPersonal(row) ? { ...said, people: [row.holder] } : said);
  }
  return news;
}

/** A part of a person who need not be among those of the pool. */
function isPersonal({ holder, status }: TaskRow): boolean {
  return holder !== '' && status !== 'claimed' && status !== 'paused';
}

function keepOpen(
  statements: Statements,
  rows: CaseRows,
  { due_at, snapshot, at_steps: steps }: OpenRows,
  last_entry: number,
): void {
  const { id, flow_hash, left_hash, version, title } = rows;
  const at_steps = JSON.stringify(steps);
  if (rows.before === null) {
    statements.open.run({ ...rows, last_entry, findings: 0, at_steps, due_at });
    statements.count.run({ name: openCounter(flow_hash), by: 1 });
  } else {
    statements.advance.run({ id, flow_hash, version, last_entry, title, at_steps, due_at });
  }
  if (left_hash !== undefined) moveCount(statements, left_hash, flow_hash);
  if (snapshot === undefined) return;
  statements.snapshot.run({ case_id: id, version, state: JSON.stringify(snapshot) });
}

/** A case was moved from one version of its flow to another. */
function moveCount({ count }: Statements, from: string, to: string): void {
  count.run({ name: openCounter(from), by: -1 });
  count.run({ name: openCounter(to), by: 1 });
}

function end(
  statements: Statements,
  rows: CaseRows & Pick<LiveCaseRow, 'last_entry' | 'findings'>,
  { outcome, ended_at, state }: EndedRows,
): void {
  const { id, flow_hash, left_hash, version } = rows;
  statements.end.run({ ...rows, outcome, ended_at, state: JSON.stringify(state) });
  if (rows.before === null) return;
  statements.leave.run({ id });
  statements.count.run({ name: openCounter(left_hash ?? flow_hash), by: -1 });
  if (version > SNAPSHOT_EVERY) statements.forget.run({ id });
}
