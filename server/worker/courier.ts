/**
 * Delivers the outbox. Rows are taken away later and many at a time, so that a commit does not cost
 * a second one; what is delivered again after a crash carries the id it had.
 */
import type { Deps } from '../deps.ts';

export interface Courier {
  /** Everything that waits. */
  deliver(): Promise<void>;
  /** Takes away what was delivered. */
  clear(): Promise<void>;
}

const BATCH = 200;
const CLEAR_EVERY = 2000;
const CLEAR_AFTER_MS = 2000;

export function createCourier({ store, live }: Deps): Courier {
  let delivered = 0;
  let cleared = 0;
  let soon: NodeJS.Timeout | undefined;

  async function clear(): Promise<void> {
    clearTimeout(soon);
    soon = undefined;
    if (delivered === cleared) return;
    const upTo = delivered;
    const done = await store.outbox.delivered(upTo);
    if (done.ok) cleared = upTo;
  }

  return {
    clear,
    deliver: async () => {
      for (;;) {
        const waiting = await store.outbox.waiting(delivered, BATCH);
        const last = waiting.at(-1);
        if (last === undefined) break;
        for (const delivery of waiting) live.deliver(delivery);
        delivered = last.id;
      }
      if (delivered - cleared >= CLEAR_EVERY) await clear();
      else if (delivered > cleared) soon ??= setTimeout(() => void clear(), CLEAR_AFTER_MS);
    },
  };
}
