/**
 * The store as the use cases see it: asynchronous, so that another database could stand behind it.
 * Each file of this folder offers one subject; what belongs together in one transaction is one
 * method. Methods that write resolve when what they wrote is durable.
 */
import { ok } from '@flowmeter/engine/problem.ts';
import { createAccountStore, type AccountStore } from './accounts.ts';
import { createAuditLogStore, type AuditLogStore } from './audit-log.ts';
import { createAuditRunStore, type AuditRunStore } from './audit-runs.ts';
import { createCaseStore, type CaseStore } from './cases.ts';
import { createCheckpointStore, type CheckpointStore } from './checkpoints.ts';
import { createChangeStore, type ChangeStore } from './changes.ts';
import { createClosingStore, type ClosingStore } from './closings.ts';
import { createCommentStore, type CommentStore } from './comments.ts';
import { createDeadLetterStore, type DeadLetterStore } from './dead-letters.ts';
import { createDefinitionStore, type DefinitionStore } from './definitions.ts';
import { createDraftStore, type DraftStore } from './drafts.ts';
import { createEffectStore, type EffectStore } from './effects.ts';
import { createEvidenceStore, type EvidenceStore } from './evidence.ts';
import { createEraseStore, type EraseStore } from './erase.ts';
import { createExemptionStore, type ExemptionStore } from './exemptions.ts';
import { createFactorResetStore, type FactorResetStore } from './factor-resets.ts';
import { createFindingStore, type FindingStore } from './findings.ts';
import { createHistoryStore, type HistoryStore } from './history.ts';
import { createIdempotencyStore, type IdempotencyStore } from './idempotency.ts';
import { createIncidentStore, type IncidentStore } from './incidents.ts';
import { createNoticeStore, type NoticeStore } from './notices.ts';
import { createOutboxStore, type OutboxStore } from './outbox.ts';
import { createPasswordResetStore, type PasswordResetStore } from './password-resets.ts';
import { createReleases, type Signer } from './releases.ts';
import { createSessionStore, type SessionStore } from './sessions.ts';
import { createSetupLinkStore, type SetupLinkStore } from './setup-links.ts';
import { createPrivacyStore, type PrivacyStore } from './privacy.ts';
import { openSnapshot, type Snapshot } from './snapshot.ts';
import { openDatabase, type OpenOptions } from './sqlite.ts';
import { createRemovalStore, type RemovalStore } from './removal.ts';
import { createSql } from './statement.ts';
import { createTaskStore, type TaskStore } from './tasks.ts';
import { createTimerStore, type TimerStore } from './timers.ts';
import { createWaitingStore, type WaitingStore } from './waiting.ts';
import { createWriter, type Writer } from './writer.ts';

export interface Store {
  /** Releases are signed and verified by these keys from now on; before that, nothing is. */
  trust(keys: Signer): void;
  cases: CaseStore;
  tasks: TaskStore;
  notices: NoticeStore;
  timers: TimerStore;
  waiting: WaitingStore;
  effects: EffectStore;
  incidents: IncidentStore;
  deadLetters: DeadLetterStore;
  outbox: OutboxStore;
  idempotency: IdempotencyStore;
  accounts: AccountStore;
  sessions: SessionStore;
  setupLinks: SetupLinkStore;
  factorResets: FactorResetStore;
  passwordResets: PasswordResetStore;
  definitions: DefinitionStore;
  drafts: DraftStore;
  changes: ChangeStore;
  comments: CommentStore;
  closings: ClosingStore;
  evidence: EvidenceStore;
  auditLog: AuditLogStore;
  checkpoints: CheckpointStore;
  findings: FindingStore;
  exemptions: ExemptionStore;
  auditRuns: AuditRunStore;
  history: HistoryStore;
  privacy: PrivacyStore;
  /** Takes away what is past its period. */
  removal: RemovalStore;
  /** Takes one person’s data out. */
  erasing: EraseStore;
  /** Everything as it is now, to be read at leisure; whoever opens it closes it. */
  snapshot(): Snapshot;
  /** Hears of every commit, after it, with what it left in the outbox. */
  onCommitted: Writer['onCommitted'];
  /** Can it be written to? False while another process holds it, or the queue is too long. */
  healthy(): Promise<boolean>;
  /** Finishes what waits, then closes the file. */
  close(): Promise<void>;
}

/** Opens, migrates and checks a SQLite file; `:memory:` keeps nothing. */
export function openStore(file: string, options: OpenOptions = {}): Store {
  const database = openDatabase(file, options);
  const sql = createSql(database);
  const writer = createWriter(database, sql);
  const cases = createCaseStore(sql, writer);
  let keys: Signer | undefined;
  const signer = () => keys;
  const releases = createReleases(sql, signer);
  return {
    trust: (given) => {
      keys = given;
    },
    cases,
    tasks: createTaskStore(sql),
    notices: createNoticeStore(sql, writer),
    timers: createTimerStore(sql, writer),
    waiting: createWaitingStore(sql),
    effects: createEffectStore(sql, writer),
    incidents: createIncidentStore(sql),
    deadLetters: createDeadLetterStore(sql, writer),
    outbox: createOutboxStore(sql, writer),
    idempotency: createIdempotencyStore(sql, writer),
    accounts: createAccountStore(sql, writer),
    sessions: createSessionStore(sql, writer),
    setupLinks: createSetupLinkStore(sql, writer),
    factorResets: createFactorResetStore(sql, writer),
    passwordResets: createPasswordResetStore(sql, writer),
    definitions: createDefinitionStore(sql, writer, { releases, signer }),
    drafts: createDraftStore(sql, writer),
    comments: createCommentStore(sql, writer),
    closings: createClosingStore(sql, writer),
    changes: createChangeStore(sql, writer, { releases, signer }),
    evidence: createEvidenceStore(sql, writer),
    auditLog: createAuditLogStore(sql, writer),
    checkpoints: createCheckpointStore(sql, writer),
    findings: createFindingStore(sql, writer),
    exemptions: createExemptionStore(sql, writer),
    auditRuns: createAuditRunStore(sql, writer),
    history: createHistoryStore(sql, writer),
    privacy: createPrivacyStore(sql, writer),
    removal: createRemovalStore(database, sql, writer),
    erasing: createEraseStore(database, sql, writer, (id) => cases.forget(id)),
    snapshot: () => openSnapshot(file),
    onCommitted: (hear) => writer.onCommitted(hear),
    healthy: async () => database.open && (await writer.write(() => ok(undefined))).ok,
    close: async () => {
      await writer.drained();
      database.close();
    },
  };
}
