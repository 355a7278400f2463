/** Accounts. Passwords are stored as hashes only. */
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { AccountRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

type Attempted = Pick<AccountRow, 'failures' | 'locked_until'>;

export interface AccountStore {
  get(id: string): Promise<AccountRow | undefined>;
  any(): Promise<boolean>;
  save(accounts: Pick<AccountRow, 'id' | 'password'>[]): Promise<Result<void>>;
  /** Changes what is known about failed attempts, by what is known at that moment. */
  attempt(id: string, judge: (row: AccountRow) => Attempted): Promise<Result<void>>;
}

export function createAccountStore(sql: Sql, writer: Writer): AccountStore {
  const account = sql.prepare((p: { id: string }) =>
    q.selectFrom('account').selectAll().where('id', '=', p.id),
  );
  const any = sql.prepare(() => q.selectFrom('account').select('id').limit(1));
  const run = (...queries: Parameters<Sql['run']>[0][]) =>
    writer.write(() => {
      for (const query of queries) sql.run(query);
      return ok(undefined);
    });
  return {
    get: async (id) => account.get({ id }),
    any: async () => any.get({}) !== undefined,
    save: (accounts) => run(...accounts.map(savePassword)),
    attempt: (id, judge) =>
      writer.write(() => {
        const row = account.get({ id });
        if (row === undefined) return ok(undefined);
        const { failures, locked_until } = judge(row);
        if (failures === row.failures && locked_until === row.locked_until) return ok(undefined);
        sql.run(q.updateTable('account').set({ failures, locked_until }).where('id', '=', id));
        return ok(undefined);
      }),
  };
}

function savePassword({ id, password }: Pick<AccountRow, 'id' | 'password'>) {
  return q
    .insertInto('account')
    .values({ id, password, failures: 0, locked_until: 0, factor_step: 0 })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ password, failures: 0, locked_until: 0 }),
    );
}
