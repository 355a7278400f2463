/** Passwords that are to be set anew: one person proposes, another one decides. */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { accountThere } from './accounts.ts';
import { prepareAudit } from './audit-log.ts';
import type { PasswordResetRow } from './password-reset-schema.ts';
import type { SetupLinkRow } from './schema.ts';
import { linkMade } from './setup-links.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface PasswordResetStore {
  /** Not decided yet, oldest first. */
  asked(): Promise<PasswordResetRow[]>;
  /** Takes the place of an earlier one of the account that waits. */
  ask(row: PasswordResetRow, audit: AuditEvent): Promise<Result<void>>;
  /** Decides on what is stored then; done makes the link and ends all sessions in the same transaction. */
  decide(id: string, decide: DecidePassword): Promise<Result<PasswordResetRow>>;
}

type DecidePassword = (stored: PasswordResetRow | undefined) => Result<{
  row: PasswordResetRow;
  link: SetupLinkRow | undefined;
  audit: AuditEvent;
}>;

export function createPasswordResetStore(sql: Sql, writer: Writer): PasswordResetStore {
  const tell = prepareAudit(sql);
  const one = sql.prepare((p: { id: string }) =>
    q.selectFrom('password_reset').selectAll().where('id', '=', p.id),
  );
  const asked = sql.prepare(() =>
    q.selectFrom('password_reset').selectAll().where('state', '=', 'asked').orderBy('id'),
  );
  return {
    asked: async () => asked.all({}),
    ask: (row, audit) =>
      writer.write(() => {
        sql.run(accountThere(row.account));
        sql.run(replaced(row.account));
        sql.run(q.insertInto('password_reset').values(row));
        tell(audit);
        return ok(undefined);
      }),
    decide: (id, decide) =>
      writer.write(() => {
        const decided = decide(one.get({ id }));
        if (!decided.ok) return decided;
        const { row, link, audit } = decided.value;
        const { state, decided_by, decided_at } = row;
        const values = { state, decided_by, decided_at };
        sql.run(q.updateTable('password_reset').set(values).where('id', '=', id));
        if (link !== undefined) {
          for (const query of linkMade(link)) sql.run(query);
          sql.run(q.deleteFrom('session').where('account', '=', row.account));
        }
        tell(audit);
        return ok(row);
      }),
  };
}

function replaced(account: string) {
  return q
    .updateTable('password_reset')
    .set({ state: 'replaced' })
    .where('account', '=', account)
    .where('state', '=', 'asked');
}
