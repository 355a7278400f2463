/**
 * Lockout: after five wrong passwords in a row an account waits a minute, twice as long after each
 * further one, up to an hour. An address waits a minute after thirty within a minute.
 *
 * Attempts are judged one after another, however many are made at once: who guesses side by side gets
 * no more guesses than who guesses in turn.
 */
import { ok, type Result } from '@flowmeter/engine/problem.ts';
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
  /** Takes down how an attempt went. The seconds to wait if it came too late, whatever it was; or 0. */
  judge(account: AccountRow | undefined, address: string, right: boolean): Promise<Result<number>>;
}

export function createAttempts(store: AccountStore, clock: Clock): Attempts {
  const addresses = createLru<{ from: number; count: number }>(ADDRESSES);

  function addressWait(address: string): number {
    const seen = addresses.get(address);
    if (seen === undefined || seen.count < ADDRESS_ATTEMPTS) return 0;
    return seen.from + MINUTE - clock();
  }

  function waitSeconds(account: AccountRow | undefined, address: string): number {
    const wait = Math.max((account?.locked_until ?? 0) - clock(), addressWait(address));
    return Math.max(0, Math.ceil(wait / 1000));
  }

  function countFailure(address: string): void {
    const now = clock();
    const seen = addresses.get(address);
    const fresh = seen === undefined || now - seen.from >= MINUTE;
    addresses.set(address, fresh ? { from: now, count: 1 } : { ...seen, count: seen.count + 1 });
  }

  return {
    waitSeconds,
    judge: async (account, address, right) => {
      const late = waitSeconds(undefined, address);
      if (late > 0) return ok(late);
      if (right) addresses.delete(address);
      else countFailure(address);
      if (account === undefined) return ok(0);
      let wait = 0;
      const done = await store.attempt(account.id, (row) => {
        wait = waitSeconds(row, address);
        if (wait > 0) return row;
        return right ? { failures: 0, locked_until: 0 } : afterFailure(row, clock());
      });
      return done.ok ? ok(wait) : done;
    },
  };
}

function afterFailure({ failures: before }: AccountRow, now: number) {
  const failures = before + 1;
  const over = failures - FREE_ATTEMPTS;
  const locked_until = over < 0 ? 0 : now + Math.min(MINUTE * 2 ** over, LONGEST_MS);
  return { failures, locked_until };
}
