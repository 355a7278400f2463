/** What one commit writes, as rows and plain data: worked out before the transaction begins. Pure. */
import type { AnsweredRequest } from './idempotency.ts';
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import type { CaseEvent } from '@flowmeter/engine/case/events.ts';
import { findingProgress, type FindingProgress } from '@flowmeter/engine/case/finding-progress.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import {
  earliestDue,
  openSteps,
  taskChange,
  timerChange,
  titleOf,
  type TaskChange,
  type TimerChange,
} from './case-rows.ts';
import type { CaseCommit, CaseWrite, News } from './case-writes.ts';
import { childTimers } from './child-rows.ts';
import { noticesIn, type NewNotice } from './notice-rows.ts';
import { waitingChange, type WaitingChange } from './waiting-rows.ts';
import {
  effectChange,
  incidentChange,
  type EffectChange,
  type IncidentChange,
} from './effect-rows.ts';
import type { EntryRow, FindingRow, LiveCaseRow, TimerRow } from './schema.ts';

/** The rows of a `CaseCommit`. */
export interface CommitRows {
  cases: CaseRows[];
  findings?: FindingRows[] | undefined;
  fired?: TimerRow[] | undefined;
  next?: TimerRow[] | undefined;
  idempotency?: AnsweredRequest | undefined;
  news?: News[] | undefined;
  audit?: AuditEvent[] | undefined;
}

/**
 * What one command changes. What every row of a case says stands here once; what only the tables know
 * is added when it is written.
 */
export interface CaseRows
  extends Omit<LiveCaseRow, 'last_entry' | 'findings' | 'at_steps' | 'due_at'>,
    Pick<EntryRow, 'at' | 'actor' | 'command'> {
  /** The version that the command was asked on; null when it opens the case. */
  before: number | null;
  /** The flow version that the case leaves, when it is moved to another. */
  left_hash?: string | undefined;
  events: CaseEvent[];
  stands: OpenRows | EndedRows;
  tasks: TaskChange;
  timers: TimerChange;
  waiting?: WaitingChange | undefined;
  /** Opened with a released version that its caller names. */
  pinned?: true | undefined;
  effects?: EffectChange | undefined;
  incidents?: IncidentChange | undefined;
  /** What people are told of it. */
  notices?: NewNotice[] | undefined;
  /** How far a finding has come that this case may have been started by. */
  handles?: FindingProgress | undefined;
}

export interface OpenRows {
  status: 'open';
  at_steps: string[];
  due_at: string | null;
  /** The whole state, at the versions that keep it. */
  snapshot?: CaseState | undefined;
}

export interface EndedRows {
  status: 'ended';
  outcome: string;
  ended_at: string;
  state: CaseState;
}

/** A finding, and the rows of the case that it starts if it is new. */
export interface FindingRows {
  finding: FindingRow;
  opens?: CaseRows | undefined;
}

/** A state is stored whole each so many versions, so that a fold stays short. */
export const SNAPSHOT_EVERY = 50;

export function rowsOfCommit({ cases, findings, ...rest }: CaseCommit): CommitRows {
  return {
    ...rest,
    cases: cases.map(rowsOf),
    findings: findings?.map(({ finding, opens }) => ({ finding, opens: opens && rowsOf(opens) })),
  };
}

function rowsOf({ before, state, entry, flow, pinned }: CaseWrite): CaseRows {
  return {
    id: state.id,
    flow_id: state.flow.id,
    flow_hash: state.flow.hash,
    unit: state.unit,
    title: titleOf(state, flow),
    opened_at: state.openedAt,
    opened_by: state.openedBy,
    version: state.version,
    before: before?.version ?? null,
    left_hash: before?.flow.hash === state.flow.hash ? undefined : before?.flow.hash,
    at: entry.at,
    actor: entry.actor,
    command: entry.command,
    events: entry.events,
    stands: standsOf(state),
    tasks: taskChange(before, state, flow),
    timers: joined(timerChange(before, state, entry.at), childTimers(before, state, entry.at)),
    waiting: waitingChange(before, state),
    pinned,
    effects: effectChange(before, state, entry),
    incidents: incidentChange(before, state),
    notices: noticesIn(entry, state),
    // Cases that findings start are opened by the system.
    handles: before && state.openedBy === 'system' ? findingProgress(state) : undefined,
  };
}

function joined(one: TimerChange, other: TimerChange): TimerChange {
  return { gone: [...one.gone, ...other.gone], come: [...one.come, ...other.come] };
}

function standsOf(state: CaseState): OpenRows | EndedRows {
  if (state.status === 'ended') {
    return { status: 'ended', outcome: state.outcome, ended_at: state.endedAt, state };
  }
  const isKept = state.version % SNAPSHOT_EVERY === 0;
  return {
    status: 'open',
    at_steps: openSteps(state),
    due_at: earliestDue(state),
    snapshot: isKept ? state : undefined,
  };
}
