/** What there is to look at when evidence is made, and what has changed since. */
import { canonical, sha256Hex } from '@flowmeter/engine/definition/hash.ts';
import { all } from '@flowmeter/engine/definition/pack.ts';
import type { World } from '@flowmeter/engine/evidence/bundle.ts';
import type { Deps } from '../deps.ts';

export async function worldOf(deps: Deps): Promise<World> {
  const { ended, open } = await deps.store.evidence.cases();
  const records = recordsIn(deps);
  const inForce = hashOfForce(deps);
  const shown = records.map(({ kind, batch, rows }) => ({ kind, batch, rows }));
  const hash = sha256Hex(`flowmeter/world/v1\0${canonical({ records, ended, open, inForce })}`);
  return { hash, records: shown, ended, open, inForce };
}

/** Counts of what came or went since; null where nothing did. */
export interface Since {
  /** Rows of records that were imported. */
  records: number;
  ended: number;
  /** More open cases than there were, or fewer. */
  open: number;
  /** Is something else in force? */
  definitions: boolean;
}

export async function changedSince(deps: Deps, then: World): Promise<Since | null> {
  const now = await worldOf(deps);
  if (now.hash === then.hash) return null;
  return {
    records: rowsOf(now) - rowsOf(then),
    ended: now.ended - then.ended,
    open: now.open - then.open,
    definitions: now.inForce !== then.inForce,
  };
}

function rowsOf({ records }: World): number {
  return records.reduce((sum, { rows }) => sum + rows, 0);
}

function recordsIn(deps: Deps) {
  return all(deps.inForce.pack(), 'record').flatMap(({ id: kind }) => {
    const batches = deps.records.batches(kind);
    const [newest] = batches;
    if (newest === undefined) return [];
    const rows = batches.reduce((sum, { counts }) => sum + counts.added + counts.changed, 0);
    return [{ kind, batch: newest.seq, rows, sha256: batches.map((one) => one.sha256).join(' ') }];
  });
}

function hashOfForce({ inForce }: Deps): string {
  const names = inForce
    .pack()
    .definitions.map(({ kind, id }) => [kind, id, inForce.active(kind, id)?.hash ?? '']);
  return sha256Hex(canonical(names.toSorted((a, b) => (a.join('/') < b.join('/') ? -1 : 1))));
}
