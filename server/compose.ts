/** Puts the parts together; the only place that knows which part stands behind which name. */
import { dirname, join } from 'node:path';
import { createAccounts } from './auth/accounts.ts';
import type { Role } from '@flowmeter/engine/definition/organisation.ts';
import type { PasswordCost } from './auth/password.ts';
import type { SingleSignOnSettings } from './auth/access-settings.ts';
import { sealingInMemory, type Sealing } from './auth/sealing.ts';
import { createSingleSignOn } from './auth/single-sign-on.ts';
import { createLru } from './store/lru.ts';
import { noBackups, type BackupSettings } from './backup/settings.ts';
import { createBacktestFiles } from './backtests/backtest-files.ts';
import type { Clock } from './clock.ts';
import { connectorPorts, type ConnectorPorts } from './connectors/ports.ts';
import type { Deps, RaiseFindings, RecordAudit } from './deps.ts';
import type { NewId } from './ids.ts';
import { wordsOf } from '@flowmeter/engine/problem.ts';
import { createInForce } from './in-force.ts';
import type { Keys } from './keys/keys.ts';
import { settleKeys } from './keys/settle-keys.ts';
import { createLive } from './live.ts';
import type { Log } from './log.ts';
import type { RecordStore } from './records/record-store.ts';
import type { Store } from './store/store.ts';
import { raiseFindings } from './use-cases/raise-findings.ts';
import { recordAudit } from './use-cases/record-audit.ts';
import type { Surroundings } from './web/callers.ts';
import { unlimited, type TakeTurn } from './web/rates.ts';

export interface Parts {
  store: Store;
  clock: Clock;
  ids: NewId;
  log: Log;
  records: RecordStore;
  keys: Keys;
  /** Others than the usual ones, for tests. */
  raiseFindings?: RaiseFindings | undefined;
  recordAudit?: RecordAudit | undefined;
  /** Unless given, nothing may be sent and nobody is heard. */
  connectors?: ConnectorPorts | undefined;
  origin?: string | undefined;
  /** Unless given, only this machine is known, and nobody is believed about a caller. */
  surroundings?: Surroundings | undefined;
  /** Unless given, everybody may ask as often as they like. */
  takeTurn?: TakeTurn | undefined;
  /** Two in the morning unless told. */
  nightlyAt?: number | undefined;
  /** None are made by themselves unless given. */
  backups?: BackupSettings | undefined;
  passwordCost?: PasswordCost;
  /** Unless given, second factors last as long as the process. */
  sealing?: Sealing | undefined;
  singleSignOn?: SingleSignOnSettings | undefined;
  /** Roles whose people need a second factor; unless given none in demonstrations, else these two. */
  factorFor?: readonly Role[] | undefined;
}

const TWO_O_CLOCK = 120;
const MOST_HINTS = 10_000;

export async function composeDeps({ passwordCost, origin, ...parts }: Parts): Promise<Deps> {
  const { store, clock, ids, log, records, keys } = parts;
  await settleKeys(store.auditLog, keys);
  store.trust(keys);
  const inForce = await createInForce(store.definitions, clock);
  for (const { kind, id, problem } of inForce.refusals()) {
    log('error', 'a definition in force is not run', { kind, id, why: wordsOf(problem).en });
  }
  const accounts = createAccounts({
    store: store.accounts,
    sessions: store.sessions,
    inForce,
    clock,
    sealing: parts.sealing ?? sealingInMemory(),
    factorFor: parts.factorFor ?? ((await store.accounts.isForReal()) ? ['auditor', 'admin'] : []),
    ...(passwordCost === undefined ? {} : { cost: passwordCost }),
  });
  const live = createLive();
  inForce.onRefreshed(() => live.check());
  accounts.sessions.onEnded(() => live.check());
  return {
    store,
    clock,
    ids,
    log,
    inForce,
    records,
    keys,
    backtests: createBacktestFiles(join(dirname(records.root), 'backtests')),
    accounts,
    live,
    singleSignOn:
      parts.singleSignOn && createSingleSignOn({ settings: parts.singleSignOn, clock, log }),
    hints: createLru(MOST_HINTS),
    connectors: parts.connectors ?? connectorPorts(),
    raiseFindings: parts.raiseFindings ?? raiseFindings,
    recordAudit: parts.recordAudit ?? recordAudit,
    nightlyAt: parts.nightlyAt ?? TWO_O_CLOCK,
    backups: parts.backups ?? noBackups,
    origin,
    surroundings: parts.surroundings ?? { proxies: [] },
    takeTurn: parts.takeTurn ?? unlimited,
  };
}
