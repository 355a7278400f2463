/** The lists of tasks: those in a person's hands, those they may take, those of the units they supervise. */
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { Page } from '../store/case-list.ts';
import type { TaskRow } from '../store/schema.ts';
import type { Keyset, Pool } from '../store/tasks.ts';
import { poolKey } from '../store/tasks.ts';
import { poolsOf } from './case-access.ts';
import { selvesOf } from './task-access.ts';

/** `mine`: held, lent or to be signed by the person, or by somebody absent for whom they stand in. */
export type Box = 'mine' | 'pool' | 'unit';

export const boxes: Record<
  Box,
  (deps: Deps, actor: Actor, page: Keyset) => Promise<Page<TaskRow>>
> = {
  mine: ({ store, inForce, clock }, actor, page) => {
    const selves = selvesOf(inForce, actor, instantOf(clock));
    const [own, ...others] = selves.map(({ id }) => id);
    return store.tasks.held(others.length === 0 ? (own ?? actor.id) : [actor.id, ...others], page);
  },
  pool: async ({ store, inForce, clock }, actor, page) => {
    const pools = new Map<string, Pool>();
    for (const one of selvesOf(inForce, actor, instantOf(clock))) {
      for (const pool of poolsOf(inForce, one)) pools.set(poolKey(pool), pool);
    }
    const found = await store.tasks.pool([...pools.values()], page);
    const rows = await Promise.all(
      found.rows.map(async (row) => ((await hasSigned(store, row, actor)) ? [] : [row])),
    );
    return { ...found, rows: rows.flat() };
  },
  unit: ({ store }, actor, page) =>
    actor.roles.includes('supervisor')
      ? store.tasks.ofUnits([...actor.sees], page)
      : Promise.resolve({ rows: [], next: null }),
};

/** One person signs once: what is left of a signing is for others. */
async function hasSigned(
  { cases }: Deps['store'],
  { status, case_id, seq }: TaskRow,
  actor: Actor,
): Promise<boolean> {
  if (status !== 'signing') return false;
  const state = await cases.state(case_id);
  return state?.visits[seq - 1]?.signs?.some(({ by }) => by === actor.id) ?? false;
}
