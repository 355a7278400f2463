/** Accounts and their second factors. Passwords and recovery codes are stored as hashes only. */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { prepareAudit } from './audit-log.ts';
import type { AccountRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

type Attempted = Pick<AccountRow, 'failures' | 'locked_until'>;
type Query = Parameters<Sql['run']>[0];

/** A second factor, sealed, with the step of the code that proved it and hashes of recovery codes. */
export interface Enrolled {
  factor: string;
  step: number;
  codes: readonly string[];
}

export interface AccountStore {
  get(id: string): Promise<AccountRow | undefined>;
  list(): Promise<AccountRow[]>;
  /** The account is there, without a password if it was not before. */
  ensure(id: string): Promise<Result<void>>;
  /** From now on this is no demonstration: nobody has a password that others know. */
  beginForReal(): Promise<Result<void>>;
  isForReal(): Promise<boolean>;
  save(accounts: Pick<AccountRow, 'id' | 'password'>[]): Promise<Result<void>>;
  setPassword(id: string, password: string, audit: AuditEvent): Promise<Result<void>>;
  /** Closes it at a time, or opens it again. */
  close(id: string, at: number | null, audit: AuditEvent): Promise<Result<void>>;
  /** Changes what is known about failed attempts, by what is known at that moment. */
  attempt(id: string, judge: (row: AccountRow) => Attempted): Promise<Result<void>>;
  /** A code of this time step was given; false when one of it or a later one was before. */
  takeStep(id: string, step: number): Promise<Result<boolean>>;
  /** False when there is no such code, or no more. */
  takeRecoveryCode(id: string, hash: string): Promise<Result<boolean>>;
  recoveryCodes(id: string): Promise<number>;
  enrol(id: string, enrolled: Enrolled, audit: AuditEvent): Promise<Result<void>>;
  renewRecoveryCodes(
    id: string,
    codes: readonly string[],
    audit: AuditEvent,
  ): Promise<Result<void>>;
  removeFactor(id: string, audit: AuditEvent): Promise<Result<void>>;
}

/** Kept among the counters; stores without it were begun for demonstrations. */
const FOR_REAL = 'for_real';

export function createAccountStore(sql: Sql, writer: Writer): AccountStore {
  const account = sql.prepare((p: { id: string }) =>
    q.selectFrom('account').selectAll().where('id', '=', p.id),
  );
  const tell = prepareAudit(sql);
  const run = (queries: readonly Query[], audit?: AuditEvent) =>
    writer.write(() => {
      for (const query of queries) sql.run(query);
      if (audit !== undefined) tell(audit);
      return ok(undefined);
    });
  const some = (query: Query) => writer.write(() => ok(sql.run(query) > 0));
  return {
    get: async (id) => account.get({ id }),
    list: async () => sql.all(q.selectFrom('account').selectAll().orderBy('id')),
    ensure: (id) => run([accountThere(id)]),
    beginForReal: () => run([q.insertInto('counter').values({ name: FOR_REAL, value: 1 })]),
    isForReal: async () =>
      sql.get(q.selectFrom('counter').select('value').where('name', '=', FOR_REAL)) !== undefined,
    save: (accounts) => run(accounts.map(savePassword)),
    setPassword: (id, password, audit) => run([savePassword({ id, password })], audit),
    close: (id, at, audit) => run([set(id, { closed_at: at })], audit),
    attempt: (id, judge) =>
      writer.write(() => {
        const row = account.get({ id });
        if (row === undefined) return ok(undefined);
        const { failures, locked_until } = judge(row);
        if (failures === row.failures && locked_until === row.locked_until) return ok(undefined);
        sql.run(set(id, { failures, locked_until }));
        return ok(undefined);
      }),
    takeStep: (id, step) => some(set(id, { factor_step: step }).where('factor_step', '<', step)),
    takeRecoveryCode: (id, hash) => some(codesOf(id).where('hash', '=', hash)),
    recoveryCodes: async (id) =>
      sql.all(q.selectFrom('recovery_code').select('hash').where('account', '=', id)).length,
    enrol: (id, { factor, step, codes }, audit) =>
      run([set(id, { factor, factor_step: step }), ...renewal(id, codes)], audit),
    renewRecoveryCodes: (id, codes, audit) => run(renewal(id, codes), audit),
    removeFactor: (id, audit) => run(removalOfFactor(id), audit),
  };
}

export function removalOfFactor(id: string): Query[] {
  const none = q.updateTable('account').set({ factor: null, factor_step: 0 });
  return [none.where('id', '=', id), codesOf(id)];
}

function set(id: string, values: Partial<AccountRow>) {
  return q.updateTable('account').set(values).where('id', '=', id);
}

/** An account without a password, unless there is one. */
export function accountThere(id: string): Query {
  return q
    .insertInto('account')
    .values({ id, password: '', failures: 0, locked_until: 0, factor_step: 0 })
    .onConflict((conflict) => conflict.column('id').doNothing());
}

export function savePassword({ id, password }: Pick<AccountRow, 'id' | 'password'>): Query {
  return q
    .insertInto('account')
    .values({ id, password, failures: 0, locked_until: 0, factor_step: 0 })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ password, failures: 0, locked_until: 0 }),
    );
}

function codesOf(account: string) {
  return q.deleteFrom('recovery_code').where('account', '=', account);
}

function renewal(account: string, codes: readonly string[]): Query[] {
  const rows = codes.map((hash) => ({ account, hash }));
  return [codesOf(account), q.insertInto('recovery_code').values(rows)];
}
