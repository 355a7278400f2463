/** What use cases work with. Everything that is not a pure function of its arguments comes in here. */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import type { CaseState, Instant } from '@flowmeter/engine/case/state.ts';
import type { CompiledFlow } from '@flowmeter/engine/flow/compile.ts';
import type { RuleHit } from '@flowmeter/engine/flow/run.ts';
import type { Result } from '@flowmeter/engine/problem.ts';
import type { Accounts } from './auth/accounts.ts';
import type { SingleSignOn } from './auth/single-sign-on.ts';
import type { BackupSettings } from './backup/settings.ts';
import type { BacktestFiles } from './backtests/backtest-files.ts';
import type { Clock } from './clock.ts';
import type { ConnectorPorts } from './connectors/ports.ts';
import type { NewId } from './ids.ts';
import type { InForce } from './in-force.ts';
import type { Keys } from './keys/keys.ts';
import type { Live } from './live.ts';
import type { Log } from './log.ts';
import type { RecordStore } from './records/record-store.ts';
import type { FindingWrite } from './store/case-writes.ts';
import type { Lru } from './store/lru.ts';
import type { Store } from './store/store.ts';
import type { Surroundings } from './web/callers.ts';
import type { TakeTurn } from './web/rates.ts';

export interface Deps {
  store: Store;
  clock: Clock;
  ids: NewId;
  log: Log;
  /** The definitions in force, compiled. */
  inForce: InForce;
  accounts: Accounts;
  /** What approvals, releases and checkpoints are signed with. */
  keys: Keys;
  live: Live;
  /** How other systems are reached. */
  connectors: ConnectorPorts;
  /** Records imported from other systems. */
  records: RecordStore;
  /** Rules tried on what is past. */
  backtests: BacktestFiles;
  raiseFindings: RaiseFindings;
  recordAudit: RecordAudit;
  /** Minutes past midnight, in the zone of the calendars, at which records are audited. */
  nightlyAt: number;
  backups: BackupSettings;
  /** The identity provider of the house, where there is one. */
  singleSignOn: SingleSignOn | undefined;
  /** What is shown to it when somebody signs out, by the name of their session. */
  hints: Lru<string>;
  /** The address people use, when it is not the one listened on. */
  origin: string | undefined;
  /** The net in front of the server. */
  surroundings: Surroundings;
  /** Whether an account or an address may ask once more. */
  takeTurn: TakeTurn;
}

/**
 * Rule hits become findings, to be written in the same transaction as what caused them. A finding may
 * open a case (its rectification), prepared here and written only if the finding is new.
 */
export type RaiseFindings = (
  deps: Deps,
  found: { flow: CompiledFlow; state: CaseState; hits: RuleHit[]; at: Instant },
) => Promise<FindingWrite[]>;

/**
 * Tells the audit log what is not written in one transaction with its cause: sign-ins and denials. If it
 * cannot be told, it must not happen.
 */
export type RecordAudit = (
  deps: Deps,
  event: Omit<AuditEvent, 'role'> & { role?: string },
) => Promise<Result<unknown>>;
