/** What has to be told after a commit: written with it, delivered later, taken away when delivered. */
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { News } from './case-writes.ts';
import { q, type Sql } from './statement.ts';
import type { Writer } from './writer.ts';

export interface Delivery {
  /** Grows with every row: what was delivered twice has the same id twice. */
  id: number;
  news: News[];
}

export interface OutboxStore {
  /** Rows after an id, in order. */
  waiting(after: number, limit: number): Promise<Delivery[]>;
  /** Everything up to this id has been delivered. */
  delivered(upTo: number): Promise<Result<void>>;
}

/** Inside a transaction: leaves a row to be delivered after it. */
export function prepareDelivery(sql: Sql): (news: News[]) => Delivery {
  const leave = sql.prepare((p: { notices: string }) =>
    q.insertInto('outbox').values({ notices: p.notices }),
  );
  return (news) => ({ id: leave.insert({ notices: JSON.stringify(news) }), news });
}

export function createOutboxStore(sql: Sql, writer: Writer): OutboxStore {
  const waiting = sql.prepare((p: { after: number; limit: number }) =>
    q.selectFrom('outbox').selectAll().where('id', '>', p.after).orderBy('id').limit(p.limit),
  );
  const remove = sql.prepare((p: { id: number }) => q.deleteFrom('outbox').where('id', '<=', p.id));
  return {
    waiting: async (after, limit) =>
      waiting
        .all({ after, limit })
        .map(({ id, notices }) => ({ id, news: JSON.parse(notices) as News[] })),
    delivered: (id) =>
      writer.write(() => {
        remove.run({ id });
        return ok(undefined);
      }),
  };
}
