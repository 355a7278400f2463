/** One-time links by which people set their password; stored as hashes, one an account. */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { accountThere, savePassword } from './accounts.ts';
import { prepareAudit } from './audit-log.ts';
import type { SetupLinkRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

type Query = Parameters<Sql['run']>[0];

export interface SetupLinkStore {
  get(tokenHash: string): Promise<SetupLinkRow | undefined>;
  list(): Promise<SetupLinkRow[]>;
  /** Takes the place of an earlier one of the same account, which is made if there is none. */
  make(row: SetupLinkRow, audit: AuditEvent): Promise<Result<void>>;
  /** Sets the password, once: refused where the link is gone or too old at this time (ms). */
  use(
    tokenHash: string,
    password: string,
    asked: { at: number; audit: AuditEvent },
  ): Promise<Result<void>>;
}

export function createSetupLinkStore(sql: Sql, writer: Writer): SetupLinkStore {
  const tell = prepareAudit(sql);
  const link = sql.prepare((p: { hash: string }) =>
    q.selectFrom('setup_link').selectAll().where('token_hash', '=', p.hash),
  );
  return {
    get: async (hash) => link.get({ hash }),
    list: async () => sql.all(q.selectFrom('setup_link').selectAll().orderBy('account')),
    make: (row, audit) =>
      writer.write(() => {
        for (const query of linkMade(row)) sql.run(query);
        tell(audit);
        return ok(undefined);
      }),
    use: (hash, password, { at, audit }) =>
      writer.write(() => {
        const row = link.get({ hash });
        if (row === undefined || row.expires_at <= at) return failed(problem('link_over'));
        sql.run(linkGone(row.account));
        sql.run(savePassword({ id: row.account, password }));
        tell(audit);
        return ok(undefined);
      }),
  };
}

/** In the place of an earlier link of the account, which is made if there is none. */
export function linkMade(row: SetupLinkRow): Query[] {
  const made = q.insertInto('setup_link').values(row);
  return [accountThere(row.account), linkGone(row.account), made];
}

function linkGone(account: string): Query {
  return q.deleteFrom('setup_link').where('account', '=', account);
}
