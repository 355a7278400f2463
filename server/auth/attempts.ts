/**
 * Lockout: after five wrong passwords in a row an account waits a minute, twice as long after each
 * further one, up to an hour. An address waits a minute after thirty within a minute.
 */
import type { Clock } from '../clock.ts';
import type { AccountStore } from '../store/accounts.ts';
import type { AccountRow } from '../store/schema.ts';
import { createLru } from '../store/lru.ts';

const MINUTE = 60_000;
export const FREE_ATTEMPTS = 5;
const LONGEST_MS = 60 * MINUTE;
const ADDRESS_ATTEMPTS = 30;
const ADDRESSES = 10_000;

export interface Attempts {
  /** Whole seconds until the next attempt is looked at; 0 when it may be now. */
  waitSeconds(account: AccountRow | undefined, address: string): number;
  failed(account: AccountRow | undefined, address: string): Promise<void>;
  succeeded(account: AccountRow, address: string): Promise<void>;
}

export function createAttempts(store: AccountStore, clock: Clock): Attempts {
  const addresses = createLru<{ from: number; count: number }>(ADDRESSES);

  function addressWait(address: string): number {
    const seen = addresses.get(address);
    if (seen === undefined || seen.count < ADDRESS_ATTEMPTS) return 0;
    return seen.from + MINUTE - clock();
  }

  return {
    waitSeconds: (account, address) => {
      const wait = Math.max((account?.locked_until ?? 0) - clock(), addressWait(address));
      return Math.max(0, Math.ceil(wait / 1000));
    },
    failed: async (account, address) => {
      const now = clock();
      const seen = addresses.get(address);
      const fresh = seen === undefined || now - seen.from >= MINUTE;
      addresses.set(address, fresh ? { from: now, count: 1 } : { ...seen, count: seen.count + 1 });
      if (account === undefined) return;
      const failures = account.failures + 1;
      const over = failures - FREE_ATTEMPTS;
      const lockedUntil = over < 0 ? 0 : now + Math.min(MINUTE * 2 ** over, LONGEST_MS);
      await store.attempts(account.id, failures, lockedUntil);
    },
    succeeded: async (account, address) => {
      addresses.delete(address);
      if (account.failures > 0) await store.attempts(account.id, 0, 0);
    },
  };
}
