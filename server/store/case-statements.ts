/** The prepared statements behind a case's rows. */
import type {
  EndedCaseRow,
  EntryRow,
  LiveCaseRow,
  SnapshotRow,
  TaskRow,
  TimerRow,
} from './schema.ts';
import { q, type Sql } from './statement.ts';

type Key = { id: string };
type TaskKey = Pick<TaskRow, 'post' | 'unit' | 'holder' | 'due' | 'id'>;
type NewEntry = Omit<EntryRow, 'id'>;
/** What a command changes of a live case's row. */
type Advanced = Pick<
  LiveCaseRow,
  'id' | 'flow_hash' | 'version' | 'last_entry' | 'title' | 'at_steps' | 'due_at'
>;

export function prepareCaseStatements(sql: Sql) {
  return { ...entryStatements(sql), ...caseStatements(sql), ...workStatements(sql) };
}

/** Appends a row of the event store; its number is what the next one points to. */
export function prepareAppend(sql: Sql) {
  return sql.prepare((p: NewEntry) =>
    q.insertInto('entry').values({
      previous: p.previous,
      case_id: p.case_id,
      version: p.version,
      at: p.at,
      actor: p.actor,
      command: p.command,
      events: p.events,
    }),
  );
}

/** Adds to a counter. */
export function prepareCount(sql: Sql) {
  return sql.prepare((p: { name: string; by: number }) =>
    q
      .insertInto('counter')
      .values({ name: p.name, value: p.by })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet((row) => ({ value: row('counter.value', '+', row.ref('excluded.value')) })),
      ),
  );
}

function entryStatements(sql: Sql) {
  const snapshot = sql.prepare((p: SnapshotRow) =>
    q
      .insertInto('snapshot')
      .values({ case_id: p.case_id, version: p.version, state: p.state })
      .onConflict((conflict) =>
        conflict.column('case_id').doUpdateSet((excluded) => ({
          version: excluded.ref('excluded.version'),
          state: excluded.ref('excluded.state'),
        })),
      ),
  );
  const forget = sql.prepare((p: Key) => q.deleteFrom('snapshot').where('case_id', '=', p.id));
  return { append: prepareAppend(sql), snapshot, forget };
}

function caseStatements(sql: Sql) {
  const live = sql.prepare((p: Key) =>
    q.selectFrom('live_case').select(['version', 'last_entry', 'findings']).where('id', '=', p.id),
  );
  const open = sql.prepare((p: LiveCaseRow) =>
    q.insertInto('live_case').values({ ...listed(p), at_steps: p.at_steps, due_at: p.due_at }),
  );
  const advance = sql.prepare((p: Advanced) =>
    q
      .updateTable('live_case')
      .set({
        flow_hash: p.flow_hash,
        version: p.version,
        last_entry: p.last_entry,
        title: p.title,
        at_steps: p.at_steps,
        due_at: p.due_at,
      })
      .where('id', '=', p.id),
  );
  const leave = sql.prepare((p: Key) => q.deleteFrom('live_case').where('id', '=', p.id));
  const end = sql.prepare((p: Omit<EndedCaseRow, 'log'>) =>
    q
      .insertInto('ended_case')
      .values({ ...listed(p), outcome: p.outcome, ended_at: p.ended_at, state: p.state }),
  );
  const findingLive = sql.prepare((p: Key) =>
    q
      .updateTable('live_case')
      .set((row) => ({ findings: row('findings', '+', 1) }))
      .where('id', '=', p.id),
  );
  const findingEnded = sql.prepare((p: Key) =>
    q
      .updateTable('ended_case')
      .set((row) => ({ findings: row('findings', '+', 1) }))
      .where('id', '=', p.id),
  );
  return { live, open, advance, leave, end, findingLive, findingEnded };
}

function workStatements(sql: Sql) {
  const addTask = sql.prepare((p: TaskRow) =>
    q.insertInto('task').values({
      post: p.post,
      unit: p.unit,
      holder: p.holder,
      due: p.due,
      id: p.id,
      case_id: p.case_id,
      seq: p.seq,
      step: p.step,
      flow_id: p.flow_id,
      flow_hash: p.flow_hash,
      title: p.title,
      scope: p.scope,
      status: p.status,
      arrived_at: p.arrived_at,
      warn_at: p.warn_at,
      clock: p.clock,
      escalated: p.escalated,
    }),
  );
  const removeTask = sql.prepare((p: TaskKey) =>
    q
      .deleteFrom('task')
      .where('post', '=', p.post)
      .where('unit', '=', p.unit)
      .where('holder', '=', p.holder)
      .where('due', '=', p.due)
      .where('id', '=', p.id),
  );
  return { addTask, removeTask, count: prepareCount(sql), ...prepareTimerWrites(sql) };
}

export function prepareTimerWrites(sql: Sql) {
  const addTimer = sql.prepare((p: TimerRow) =>
    q
      .insertInto('timer')
      .values({ at: p.at, case_id: p.case_id, seq: p.seq, kind: p.kind, limit_id: p.limit_id })
      .onConflict((conflict) => conflict.doNothing()),
  );
  const removeTimer = sql.prepare((p: TimerRow) =>
    q
      .deleteFrom('timer')
      .where('at', '=', p.at)
      .where('case_id', '=', p.case_id)
      .where('seq', '=', p.seq)
      .where('kind', '=', p.kind)
      .where('limit_id', '=', p.limit_id),
  );
  return { addTimer, removeTimer };
}

type Listed = Omit<LiveCaseRow, 'at_steps' | 'due_at'>;

function listed(p: Listed): Listed {
  return {
    id: p.id,
    flow_id: p.flow_id,
    flow_hash: p.flow_hash,
    unit: p.unit,
    title: p.title,
    opened_at: p.opened_at,
    opened_by: p.opened_by,
    version: p.version,
    last_entry: p.last_entry,
    findings: p.findings,
  };
}
