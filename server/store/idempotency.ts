/** Answers kept under the caller's key, so that a repeated request is answered and not repeated. */
import { hash } from 'node:crypto';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { IdempotencyRow } from './schema.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface IdempotencyStore {
  get(actor: string, key: string): Promise<IdempotencyRow | undefined>;
  /** Forgets answers given to people before a time, and those given to other systems. */
  forget(before: string, systemsBefore: string): Promise<Result<void>>;
}

export function createIdempotencyStore(sql: Sql, writer: Writer): IdempotencyStore {
  const get = sql.prepare((p: { actor: string; key: string }) =>
    q.selectFrom('idempotency').selectAll().where('actor', '=', p.actor).where('key', '=', p.key),
  );
  // A person's id has no space; a system is written `event https://…`.
  const forget = sql.prepare((p: { before: string; systems: string }) =>
    q
      .deleteFrom('idempotency')
      .where('at', '<', p.before)
      .where((row) => row.or([row('actor', 'not like', '% %'), row('at', '<', p.systems)])),
  );
  return {
    get: async (actor, key) => get.get({ actor, key }),
    forget: (before, systems) =>
      writer.write(() => {
        forget.run({ before, systems });
        return ok(undefined);
      }),
  };
}

/** An answer as it is handed over, with what was asked: its hash is the store's to make. */
export interface AnsweredRequest extends Omit<IdempotencyRow, 'body_hash'> {
  asked: string;
}

export function hashOfAsked(asked: string): string {
  return hash('sha256', asked, 'base64url');
}

/** Inside a transaction: 0 rows when the key was used before. */
export function prepareIdempotency(sql: Sql) {
  const insert = sql.prepare((p: IdempotencyRow) =>
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
  return {
    run: ({ asked, ...row }: AnsweredRequest): number =>
      insert.run({ ...row, body_hash: hashOfAsked(asked) }),
  };
}
