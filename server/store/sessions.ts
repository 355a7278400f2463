/** Sessions: who is signed in since when, and when they last proved who they are. */
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { SessionRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface SessionStore {
  get(tokenHash: string): Promise<SessionRow | undefined>;
  /** Of an account, the one used last first. */
  of(account: string): Promise<SessionRow[]>;
  /** Refused where the account is closed, or its password is not this hash any more. */
  begin(session: SessionRow, password?: string): Promise<Result<void>>;
  seen(tokenHash: string, at: number): Promise<Result<void>>;
  /** Proved again, at this time and in this way. */
  confirmed(tokenHash: string, at: number, way: SessionRow['way']): Promise<Result<void>>;
  /** Those of an account that were opened with a second factor count as opened by password. */
  lower(account: string): Promise<Result<void>>;
  end(tokenHash: string): Promise<Result<void>>;
  endOne(account: string, id: string): Promise<Result<void>>;
  /** Ends every session of an account but one. */
  endOf(account: string, butHash?: string): Promise<Result<void>>;
  /** Takes away sessions begun or last seen before these times. */
  expire(begunBefore: number, seenBefore: number): Promise<Result<void>>;
}

export function createSessionStore(sql: Sql, writer: Writer): SessionStore {
  const session = sql.prepare((p: { hash: string }) =>
    q.selectFrom('session').selectAll().where('token_hash', '=', p.hash),
  );
  const account = sql.prepare((p: { id: string }) =>
    q.selectFrom('account').select(['password', 'closed_at']).where('id', '=', p.id),
  );
  const ofAccount = sql.prepare((p: { account: string }) =>
    q
      .selectFrom('session')
      .selectAll()
      .where('account', '=', p.account)
      .orderBy('seen_at', 'desc')
      .orderBy('id'),
  );
  const run = (query: Parameters<Sql['run']>[0]) =>
    writer.write(() => {
      sql.run(query);
      return ok(undefined);
    });
  const set = (hash: string, values: Partial<SessionRow>) =>
    run(q.updateTable('session').set(values).where('token_hash', '=', hash));
  return {
    get: async (hash) => session.get({ hash }),
    of: async (owner) => ofAccount.all({ account: owner }),
    begin: (row, password) =>
      writer.write(() => {
        const found = account.get({ id: row.account });
        const changed = password !== undefined && found?.password !== password;
        if (found === undefined || found.closed_at !== null || changed) {
          return failed(problem('wrong_password'));
        }
        sql.run(q.insertInto('session').values(row));
        return ok(undefined);
      }),
    seen: (hash, at) => set(hash, { seen_at: at }),
    confirmed: (hash, at, way) => set(hash, { confirmed_at: at, way }),
    lower: (owner) =>
      run(
        q
          .updateTable('session')
          .set({ way: 'password' })
          .where('account', '=', owner)
          .where('way', '=', 'factor'),
      ),
    end: (hash) => run(q.deleteFrom('session').where('token_hash', '=', hash)),
    endOne: (owner, id) =>
      run(q.deleteFrom('session').where('account', '=', owner).where('id', '=', id)),
    endOf: (owner, butHash = '') =>
      run(q.deleteFrom('session').where('account', '=', owner).where('token_hash', '!=', butHash)),
    expire: (begunBefore, seenBefore) =>
      run(
        q
          .deleteFrom('session')
          .where((row) =>
            row.or([row('created_at', '<', begunBefore), row('seen_at', '<', seenBefore)]),
          ),
      ),
  };
}
