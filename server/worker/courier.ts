/**
 * Delivers the outbox. Rows are taken away later and many at a time, so that a commit does not cost
 * a second one; what is delivered again after a crash carries the id it had.
 */
import type { Deps } from '../deps.ts';
import type { Delivery } from '../store/outbox.ts';

export interface Courier {
  /** What a commit has just left: handed over, it need not be read again. */
  hand(left: Delivery | undefined): void;
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
  let handed: Delivery[] = [];

  function give(delivery: Delivery): void {
    live.deliver(delivery);
    delivered = delivery.id;
  }

  /** Hands on what follows what was delivered without a gap; the rest is found in the outbox. */
  function giveHanded(): boolean {
    const fresh = handed.filter(({ id }) => id > delivered);
    handed = [];
    for (const delivery of fresh) {
      if (delivery.id !== delivered + 1) return false;
      give(delivery);
    }
    return fresh.length > 0;
  }

  async function clear(): Promise<void> {
    clearTimeout(soon);
    soon = undefined;
    if (delivered === cleared) return;
    const upTo = delivered;
    const done = await store.outbox.delivered(upTo);
    if (done.ok) cleared = upTo;
  }

  async function giveWaiting(): Promise<void> {
    for (;;) {
      const waiting = await store.outbox.waiting(delivered, BATCH);
      for (const delivery of waiting) give(delivery);
      if (waiting.length === 0) return;
    }
  }

  return {
    clear,
    hand: (left) => {
      if (left !== undefined) handed.push(left);
    },
    deliver: async () => {
      if (!giveHanded()) await giveWaiting();
      if (delivered - cleared >= CLEAR_EVERY) await clear();
      else if (delivered > cleared) soon ??= setTimeout(() => void clear(), CLEAR_AFTER_MS);
    },
  };
}
