/** Signs the audit log as it grows: see make-checkpoints.ts. */
import type { Instant } from '@flowmeter/engine/case/state.ts';
import { CHECKPOINT_ENTRIES } from '@flowmeter/engine/audit-log/checkpoint.ts';
import type { Deps } from '../deps.ts';
import { makeCheckpoints, nextCheckpoint } from '../use-cases/make-checkpoints.ts';

export interface CheckpointChore {
  /** Makes those that are due. */
  make(): Promise<void>;
  /** When the next one is; undefined when nothing is new. */
  next(): Promise<Instant | undefined>;
}

export function createCheckpointChore(deps: Deps): CheckpointChore {
  /** What is known without asking again: nothing is due before it, unless so many entries come. */
  let known: { due: number; size: number } | undefined;

  async function isDue(): Promise<boolean> {
    if (known === undefined) return true;
    const entries = (await deps.store.auditLog.last())?.seq ?? 0;
    return known.due <= deps.clock() || entries - known.size >= CHECKPOINT_ENTRIES;
  }

  return {
    make: async () => {
      if (!(await isDue())) return;
      known = undefined;
      const made = await makeCheckpoints(deps);
      const [due, last] = [await nextCheckpoint(deps), await deps.store.checkpoints.last()];
      if (!made.ok || due === undefined) return;
      known = { due: Date.parse(due), size: last?.checkpoint.size ?? 0 };
    },
    next: () => nextCheckpoint(deps),
  };
}
