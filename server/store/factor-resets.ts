/** Second factors that are to be taken away: one person asks, another one decides. */
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { removalOfFactor } from './accounts.ts';
import { prepareAudit } from './audit-log.ts';
import type { FactorResetRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface FactorResetStore {
  /** Not decided yet, oldest first. */
  asked(): Promise<FactorResetRow[]>;
  ask(row: FactorResetRow, audit: AuditEvent): Promise<Result<void>>;
  /** Decides on what is stored then; done takes the factor away in the same transaction. */
  decide(id: string, decide: DecideReset): Promise<Result<FactorResetRow>>;
}

type DecideReset = (
  stored: FactorResetRow | undefined,
) => Result<{ row: FactorResetRow; audit: AuditEvent }>;

export function createFactorResetStore(sql: Sql, writer: Writer): FactorResetStore {
  const tell = prepareAudit(sql);
  const one = sql.prepare((p: { id: string }) =>
    q.selectFrom('factor_reset').selectAll().where('id', '=', p.id),
  );
  const asked = sql.prepare(() =>
    q.selectFrom('factor_reset').selectAll().where('state', '=', 'asked').orderBy('id'),
  );
  return {
    asked: async () => asked.all({}),
    ask: (row, audit) =>
      writer.write(() => {
        sql.run(q.insertInto('factor_reset').values(row));
        tell(audit);
        return ok(undefined);
      }),
    decide: (id, decide) =>
      writer.write(() => {
        const decided = decide(one.get({ id }));
        if (!decided.ok) return decided;
        const { row, audit } = decided.value;
        const { state, decided_by, decided_at } = row;
        const values = { state, decided_by, decided_at };
        sql.run(q.updateTable('factor_reset').set(values).where('id', '=', id));
        if (state === 'done') for (const query of removalOfFactor(row.account)) sql.run(query);
        tell(audit);
        return ok(row);
      }),
  };
}
