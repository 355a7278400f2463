/** Signed checkpoints of the audit log, and what is needed to make the next one. */
import { SignedCheckpoint } from '@flowmeter/engine/audit-log/checkpoint.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { CheckpointRow } from './audit-rows.ts';
import type { Page } from './case-list.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface StoredCheckpoint extends SignedCheckpoint {
  frontier: string[];
}

export interface CheckpointStore {
  last(): Promise<StoredCheckpoint | undefined>;
  bySize(size: number): Promise<SignedCheckpoint | undefined>;
  /** Largest first; only those below this size. */
  list(asked: { below?: number | undefined; limit: number }): Promise<Page<SignedCheckpoint>>;
  /** Sizes above this one, in order. */
  after(size: number, limit: number): Promise<SignedCheckpoint[]>;
  add(one: StoredCheckpoint): Promise<Result<void>>;
}

export function createCheckpointStore(sql: Sql, writer: Writer): CheckpointStore {
  const last = sql.prepare(() =>
    q.selectFrom('checkpoint').selectAll().orderBy('size', 'desc').limit(1),
  );
  const bySize = sql.prepare((p: { size: number }) =>
    q.selectFrom('checkpoint').selectAll().where('size', '=', p.size),
  );
  const below = sql.prepare((p: { below: number; limit: number }) =>
    q
      .selectFrom('checkpoint')
      .selectAll()
      .where('size', '<', p.below)
      .orderBy('size', 'desc')
      .limit(p.limit),
  );
  const after = sql.prepare((p: { size: number; limit: number }) =>
    q
      .selectFrom('checkpoint')
      .selectAll()
      .where('size', '>', p.size)
      .orderBy('size')
      .limit(p.limit),
  );
  return {
    last: async () => {
      const row = last.get({});
      return row && { ...signedOf(row), frontier: JSON.parse(row.frontier) as string[] };
    },
    bySize: async (size) => {
      const row = bySize.get({ size });
      return row && signedOf(row);
    },
    list: async ({ below: size = Number.MAX_SAFE_INTEGER, limit }) => {
      const rows = below.all({ below: size, limit: limit + 1 });
      const shown = rows.slice(0, limit).map(signedOf);
      const end = shown.at(-1);
      const next = rows.length > limit && end ? String(end.checkpoint.size) : null;
      return { rows: shown, next };
    },
    after: async (size, limit) => after.all({ size, limit }).map(signedOf),
    add: ({ checkpoint, signature, frontier }) =>
      writer.write(() => {
        const texts = { signature: JSON.stringify(signature), frontier: JSON.stringify(frontier) };
        sql.run(
          q
            .insertInto('checkpoint')
            .values({ ...checkpoint, ...texts })
            .onConflict((conflict) => conflict.doNothing()),
        );
        return ok(undefined);
      }),
  };
}

export function signedOf(row: CheckpointRow): SignedCheckpoint {
  const { signature, size, log, root, head, at } = row;
  return {
    checkpoint: { size, log, root, head, at },
    signature: SignedCheckpoint.shape.signature.parse(JSON.parse(signature)),
  };
}
