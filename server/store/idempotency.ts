/** Answers kept under the caller's key, so that a repeated request is answered and not repeated. */
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { IdempotencyRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface IdempotencyStore {
  get(actor: string, key: string): Promise<IdempotencyRow | undefined>;
  /** Forgets answers given before a time. */
  forget(before: string): Promise<Result<void>>;
}

export function createIdempotencyStore(sql: Sql, writer: Writer): IdempotencyStore {
  const get = sql.prepare((p: { actor: string; key: string }) =>
    q.selectFrom('idempotency').selectAll().where('actor', '=', p.actor).where('key', '=', p.key),
  );
  const forget = sql.prepare((p: { before: string }) =>
    q.deleteFrom('idempotency').where('at', '<', p.before),
  );
  return {
    get: async (actor, key) => get.get({ actor, key }),
    forget: (before) =>
      writer.write(() => {
        forget.run({ before });
        return ok(undefined);
      }),
  };
}

/** Inside a transaction: 0 rows when the key was used before. */
export function prepareIdempotency(sql: Sql) {
  return sql.prepare((p: IdempotencyRow) =>
    q
      .insertInto('idempotency')
      .values({
        actor: p.actor,
        key: p.key,
        body_hash: p.body_hash,
        answer: p.answer,
        at: p.at,
      })
      .onConflict((conflict) => conflict.doNothing()),
  );
}
