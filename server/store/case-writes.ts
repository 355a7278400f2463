/** What one commit does to cases, as the use cases say it. */
import type { AnsweredRequest } from './idempotency.ts';
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import type { Entry } from '@flowmeter/engine/case/events.ts';
import type { CaseState } from '@flowmeter/engine/case/state.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { FindingRow, TimerRow } from './schema.ts';

/** One command's outcome: the entry, and the case before and after it. */
export interface CaseWrite {
  before: CaseState | undefined;
  state: CaseState;
  entry: Entry;
  flow: FlowDefinition;
  /** It is opened with a released version that its caller names, in force or not. */
  pinned?: true;
}

/** A finding, and the case that it starts; neither is written if the rule found this before. */
export interface FindingWrite {
  finding: FindingRow;
  opens?: CaseWrite;
}

/** Something that live screens should hear of. */
export interface News {
  topic: 'tasks' | 'cases' | 'findings' | 'incidents' | 'notices' | 'changes' | 'definitions';
  id: string;
  /** Only people who may see this unit; without it, and without `people`: everybody signed in. */
  unit?: string;
  /** And those who may take from this pool of tasks, as `poolKey` writes it. */
  pool?: string;
  /** And these people; without a unit, only they. */
  people?: readonly string[];
}

/** Everything that is stored together, or not at all. */
export interface CaseCommit {
  cases: CaseWrite[];
  findings?: FindingWrite[];
  /** Timers that this commit has served. */
  fired?: TimerRow[];
  /** Timers that stand in their place. */
  next?: TimerRow[];
  idempotency?: AnsweredRequest;
  news?: News[];
  /** What the audit log is told of it. */
  audit?: AuditEvent[];
}
