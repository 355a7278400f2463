/** The tables as the store's queries see them; store/migrations is what makes them. */
import type { ClosingRow } from './closing-schema.ts';
import type { PasswordResetRow } from './password-reset-schema.ts';
import type { Generated } from 'kysely';
import type { AuditEntryRow, CheckpointRow } from './audit-rows.ts';
import type { EvidenceJobRow } from './evidence-schema.ts';
import type {
  ChangeEventRow,
  ChangeEvidenceRow,
  ChangeItemRow,
  ChangePersonRow,
  ChangeRow,
  ReleaseRow,
} from './change-schema.ts';
import type { CommentRow, DraftOfChangeRow, EarlierChangeRow } from './comment-schema.ts';
import type { NoticeRow } from './notice-rows.ts';
import type { ErasureRow, ExportRow, HoldRow, RetentionRunRow, SaltRow } from './privacy-schema.ts';
import type { DeadLetterRow, EffectRow, IncidentRow, WaitingRow } from './outside-schema.ts';

/** One command of one case: append-only, each row pointing to the case's row before. */
export interface EntryRow {
  id: Generated<number>;
  previous: number | null;
  case_id: string;
  version: number;
  at: string;
  actor: string;
  command: string;
  /** JSON: CaseEvent[]. */
  events: string;
}

/** What lists of cases show, the same for open and ended ones. */
interface CaseColumns {
  id: string;
  flow_id: string;
  flow_hash: string;
  unit: string;
  title: string;
  opened_at: string;
  opened_by: string;
  version: number;
  last_entry: number;
  findings: number;
}

export interface LiveCaseRow extends CaseColumns {
  /** JSON: ids of the steps where it rests. */
  at_steps: string;
  /** Earliest due time of its own limits and those of its open visits; null when there is none. */
  due_at: string | null;
}

export interface EndedCaseRow extends CaseColumns {
  outcome: string;
  ended_at: string;
  /** The imported log it came from; null for cases that were run here. */
  log: string | null;
  /** JSON: the final CaseState, so that lists and indicators need no fold. */
  state: string;
}

/** A state at a version, so that a fold need not begin at the first entry. */
export interface SnapshotRow {
  case_id: string;
  version: number;
  state: string;
}

/** An open task, keyed for the inbox: a row for each person or pool that has a part in it. */
export interface TaskRow {
  post: string;
  /** The case's unit, or the one whose people do the task. */
  unit: string;
  /** Empty while nobody holds it. */
  holder: string;
  /** The earliest due time, or `NO_DUE` so that tasks without one come last. */
  due: string;
  id: string;
  case_id: string;
  seq: number;
  step: string;
  flow_id: string;
  flow_hash: string;
  title: string;
  /** `case` or `above`: see the task step's assignment. */
  scope: string;
  status: string;
  arrived_at: string;
  warn_at: string | null;
  clock: string;
  /** Whom its limits were last escalated to: a post, or `above`. */
  escalated: string | null;
}

/** A time at which something has to be done for a case. */
export interface TimerRow {
  at: string;
  case_id: string;
  /** 0 for the case's own limits. */
  seq: number;
  /** `warn`, `due` or `until`; `calendar`, at `NO_DUE`, until one is published far enough. */
  kind: string;
  limit_id: string;
}

export interface OutboxRow {
  id: Generated<number>;
  /** JSON: News[]. */
  notices: string;
}

export interface IdempotencyRow {
  actor: string;
  key: string;
  body_hash: string;
  /** JSON of the answer. */
  answer: string;
  at: string;
}

/** Kept by the writes that change it, instead of count(*). */
export interface CounterRow {
  name: string;
  value: number;
}

/** What an audit rule found. */
export interface FindingRow {
  id: string;
  rule: string;
  /** Hash of the rule set that held the rule. */
  rule_hash: string;
  stage: string;
  severity: string;
  /** What it is about: `case` (and its visits), `finding`, or a kind of record. */
  subject: string;
  /** Null for findings about imported records. */
  case_id: string | null;
  /** 0 when the rule speaks about the whole case. */
  seq: number;
  step: string | null;
  /** Whom a record is about, and in which period, as text; null for cases. */
  object: string | null;
  period: string | null;
  /** JSON: the values of the record's key, as text. */
  record_key: string | null;
  /** Of the record as it was, and the newest batch of its kind then. */
  record_hash: string | null;
  batch: number | null;
  unit: string;
  handler: string | null;
  /** The money at stake, where the record says it. */
  money: number | null;
  found_at: string;
  status: string;
  /** Why it came about, as its handling established it. */
  cause: string | null;
  rectification_id: string | null;
  /** JSON: words, operands and the reason. */
  details: string;
  /** When it was first confirmed or called false, last rectified, and closed. */
  verified_at: string | null;
  rectified_at: string | null;
  closed_at: string | null;
  /** JSON: what the rule said when it was last asked again. */
  recheck: string | null;
  /** Since when the rule does not hold any more. */
  cleared_at: string | null;
}

/** An object that a rule leaves alone until a day (that one included), unless it was ended before. */
export interface ExemptionRow {
  id: string;
  rule: string;
  subject: string;
  object: string;
  unit: string;
  until: string;
  reason: string;
  by: string;
  at: string;
  /** The finding on which it was decided. */
  finding: string | null;
  ended_at: string | null;
  ended_by: string | null;
  /** Hits that it held back in the last run that asked its rule; null: none has. */
  held: number | null;
  held_run: string | null;
}

/** A run of the rules over records and findings. */
export interface AuditRunRow {
  id: string;
  /** The day whose nightly run it is; null when somebody asked for it. */
  night: string | null;
  at: string;
  by: string;
  status: 'running' | 'done' | 'failed' | 'skipped';
  ended_at: string | null;
  /** JSON: AuditReport. */
  report: string;
}

/** An imported event log; its cases are in `ended_case` by `log`. */
export interface LogRow {
  id: string;
  /** The file's name, without its folder. */
  file: string;
  sha256: string;
  imported_at: string;
  cases: number;
  events: number;
  /** JSON: LogSummary of store/history.ts. */
  summary: string;
}

export interface DefinitionRow {
  hash: string;
  kind: string;
  id: string;
  content: string;
}

export interface ActiveRow {
  kind: string;
  id: string;
  hash: string;
  since: string;
}

/** One time that a definition was in force. */
export interface VersionRow {
  seq: Generated<number>;
  kind: string;
  id: string;
  hash: string;
  since: string;
  until: string | null;
  /** The change that put it in force; null for the first release. */
  change_id: string | null;
  /** A flow's drawing at that time; null where it came with the first release. */
  layout_hash: string | null;
  /** The release that covers it; null for one of an earlier version of the product. */
  release_seq: number | null;
}

export interface DraftRow {
  id: string;
  owner: string;
  kind: string;
  definition_id: string;
  base_hash: string | null;
  /** JSON, perhaps unfinished. */
  content: string;
  /** JSON: LayoutDefinition. */
  layout: string | null;
  revision: number;
  /** JSON: ids of everybody who saved it. */
  contributors: string;
  updated_at: string;
  /** The change it was proposed as, while that is not decided. */
  change_id: string | null;
}

/** An account of a person of the organisation. */
export interface AccountRow {
  id: string;
  /** Empty while its first password is not set. */
  password: string;
  failures: number;
  locked_until: number;
  /** Since when nobody may sign in with it. */
  closed_at: number | null;
  /** The sealed secret of its second factor. */
  factor: string | null;
  /** The newest time step whose code was taken. */
  factor_step: number;
}

/** Times are epoch milliseconds. */
export interface SessionRow {
  token_hash: string;
  account: string;
  created_at: number;
  seen_at: number;
  id: string;
  /** When the person last proved who they are. */
  confirmed_at: number;
  way: 'password' | 'factor' | 'single_sign_on';
  address: string;
  agent: string;
}

export interface RecoveryCodeRow {
  account: string;
  hash: string;
}

/** A one-time link to set an account's password; times are epoch milliseconds. */
export interface SetupLinkRow {
  token_hash: string;
  account: string;
  made_by: string;
  made_at: number;
  expires_at: number;
  /** Of the code that has to be given with it; null where the link is enough. */
  code_hash: string | null;
}

export interface FactorResetRow {
  id: string;
  account: string;
  asked_by: string;
  asked_at: string;
  reason: string;
  state: 'asked' | 'done' | 'refused';
  decided_by: string | null;
  decided_at: string | null;
}

export interface Tables {
  entry: EntryRow;
  live_case: LiveCaseRow;
  ended_case: EndedCaseRow;
  snapshot: SnapshotRow;
  task: TaskRow;
  timer: TimerRow;
  waiting: WaitingRow;
  notice: Omit<NoticeRow, 'id'> & { id: Generated<number> };
  outbox: OutboxRow;
  effect: EffectRow;
  incident: IncidentRow;
  dead_letter: DeadLetterRow;
  idempotency: IdempotencyRow;
  counter: CounterRow;
  finding: FindingRow;
  exemption: ExemptionRow;
  audit_run: AuditRunRow;
  log: LogRow;
  definition: DefinitionRow;
  active: ActiveRow;
  version: VersionRow;
  draft: DraftRow;
  draft_of_change: DraftOfChangeRow;
  earlier_change: EarlierChangeRow;
  comment: CommentRow;
  change: ChangeRow;
  change_event: ChangeEventRow;
  change_item: ChangeItemRow;
  change_evidence: ChangeEvidenceRow;
  change_person: ChangePersonRow;
  release: ReleaseRow;
  audit_entry: AuditEntryRow;
  checkpoint: CheckpointRow;
  account: AccountRow;
  session: SessionRow;
  evidence_job: EvidenceJobRow;
  recovery_code: RecoveryCodeRow;
  setup_link: SetupLinkRow;
  factor_reset: FactorResetRow;
  password_reset: PasswordResetRow;
  salt: SaltRow;
  hold: HoldRow;
  erasure: ErasureRow;
  export: ExportRow;
  retention_run: RetentionRunRow;
  closing: ClosingRow;
}
