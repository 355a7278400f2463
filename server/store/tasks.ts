/** Open tasks, in the order in which they are due. A single task is read from its case's state. */
import type { Page } from './case-list.ts';
import type { TaskRow } from './schema.ts';
import { q, type Sql } from './statement.ts';

/** Whose tasks a pool page shows: one post in one unit, under one assignment rule. */
export interface Pool {
  post: string;
  unit: string;
  scope: string;
}

/** A pool in one word. */
export function poolKey({ scope, post, unit }: Pool): string {
  return `${scope} ${post} ${unit}`;
}

export interface TaskStore {
  /** Tasks that one of these people holds, has lent or is to sign. */
  held(holders: string | readonly string[], page: Keyset): Promise<Page<TaskRow>>;
  /** Tasks that nobody holds, of any of these pools. */
  pool(pools: Pool[], page: Keyset): Promise<Page<TaskRow>>;
  /** All tasks of these units, whoever has them. */
  ofUnits(units: readonly string[], page: Keyset): Promise<Page<TaskRow>>;
  /** How many open tasks each of these people holds; who holds none is not there. */
  counts(holders: readonly string[]): Promise<Record<string, number>>;
}

/** `cursor` is the `next` of the page before. */
export interface Keyset {
  cursor?: string | undefined;
  limit: number;
}

export function createTaskStore(sql: Sql): TaskStore {
  const read = prepareReads(sql);
  return {
    held: async (holders, page) => {
      const from = { ...after(page), limit: page.limit + 1 };
      const rows = [holders].flat().flatMap((holder) => read.held.all({ holder, ...from }));
      return paged(rows.toSorted(byDue), page.limit);
    },
    ofUnits: async (units, page) => {
      const from = { ...after(page), limit: page.limit + 1 };
      const rows = units.flatMap((unit) => read.unit.all({ unit, ...from }));
      return paged(rows.toSorted(byDue), page.limit);
    },
    counts: async (holders) => {
      const counted = holders.map((holder) => [holder, read.count.get({ holder })?.count ?? 0]);
      return Object.fromEntries(counted) as Record<string, number>;
    },
    pool: async (pools, page) => {
      const from = after(page);
      const rows = pools.flatMap((pool) =>
        read.pool.all({ ...pool, ...from, limit: page.limit + 1 }),
      );
      return paged(rows.toSorted(byDue), page.limit);
    },
  };
}

function prepareReads(sql: Sql) {
  type From = { due: string; id: string; limit: number };
  const held = sql.prepare((p: From & { holder: string }) =>
    q
      .selectFrom('task')
      .selectAll()
      .where('holder', '=', p.holder)
      .where('holder', '<>', '')
      .where((row) => row(row.refTuple('due', 'id'), '>', row.tuple(p.due, p.id)))
      .orderBy('due')
      .orderBy('id')
      .limit(p.limit),
  );
  const pool = sql.prepare((p: From & Pool) =>
    q
      .selectFrom('task')
      .selectAll()
      .where('post', '=', p.post)
      .where('unit', '=', p.unit)
      .where('holder', '=', '')
      .where('scope', '=', p.scope)
      .where((row) => row(row.refTuple('due', 'id'), '>', row.tuple(p.due, p.id)))
      .orderBy('due')
      .orderBy('id')
      .limit(p.limit),
  );
  const unit = sql.prepare((p: From & { unit: string }) =>
    q
      .selectFrom('task')
      .selectAll()
      .where('unit', '=', p.unit)
      .where('status', '<>', 'lent')
      .where((row) => row(row.refTuple('due', 'id'), '>', row.tuple(p.due, p.id)))
      .orderBy('due')
      .orderBy('id')
      .limit(p.limit),
  );
  const count = sql.prepare((p: { holder: string }) =>
    q
      .selectFrom('task')
      .select((row) => row.fn.countAll<number>().as('count'))
      .where('holder', '=', p.holder)
      .where('holder', '<>', ''),
  );
  return { held, pool, unit, count };
}

function after({ cursor }: Keyset): { due: string; id: string } {
  const [due = '', id = ''] = cursor?.split('~') ?? [];
  return { due, id };
}

function paged(rows: TaskRow[], limit: number): Page<TaskRow> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? `${last.due}~${last.id}` : null };
}

function byDue(a: TaskRow, b: TaskRow): number {
  const [left, right] = a.due === b.due ? [a.id, b.id] : [a.due, b.due];
  return left < right ? -1 : 1;
}
