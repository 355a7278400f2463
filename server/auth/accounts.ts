/**
 * Signing in and sessions. An account belongs to a person of the organisation in force; who is no
 * longer there cannot sign in, and their sessions end.
 */
import { hash, randomBytes } from 'node:crypto';
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Clock } from '../clock.ts';
import type { InForce } from '../in-force.ts';
import type { AccountStore } from '../store/accounts.ts';
import { createLru } from '../store/lru.ts';
import type { SessionRow } from '../store/schema.ts';
import { createAttempts } from './attempts.ts';
import { hashPassword, standardCost, verifyPassword, type PasswordCost } from './password.ts';

const MINUTE = 60_000;
export const IDLE_MS = 30 * MINUTE;
export const ABSOLUTE_MS = 12 * 60 * MINUTE;
/** A session's last use is written down at most this often. */
const SEEN_EVERY_MS = MINUTE;
const TOKEN_BYTES = 32;
const CACHED_SESSIONS = 10_000;

export interface Accounts {
  /** The session's token, or a problem that does not tell whether the account exists. */
  signIn(account: string, password: string, address: string): Promise<Result<string>>;
  /** The person behind a token; undefined when it is unknown, too old or unused for too long. */
  personOf(token: string, how?: 'use' | 'watch'): Promise<Person | undefined>;
  signOut(token: string): Promise<void>;
  /** Takes away sessions that are over. */
  tidy(): Promise<void>;
  setPasswords(passwords: { id: string; password: string }[]): Promise<Result<void>>;
}

export interface AccountsOptions {
  store: AccountStore;
  inForce: InForce;
  clock: Clock;
  cost?: PasswordCost;
}

export function createAccounts({ store, inForce, clock, cost }: AccountsOptions): Accounts {
  const sessions = createSessions(store, clock);
  const attempts = createAttempts(store, clock);
  /** Verified when there is no such account, so that both take the same time. */
  const decoy = hashPassword(randomBytes(TOKEN_BYTES).toString('hex'), cost ?? standardCost);

  return {
    signIn: async (account, password, address) => {
      const row = await store.get(account);
      const wait = attempts.waitSeconds(row, address);
      if (wait > 0) return failed(problem('locked_out', { seconds: wait }));
      const same = await verifyPassword(password, row?.password ?? (await decoy));
      const right = same && row !== undefined && inForce.person(account) !== undefined;
      const judged = await attempts.judge(row, address, right);
      if (!judged.ok) return judged;
      if (judged.value > 0) return failed(problem('locked_out', { seconds: judged.value }));
      return right ? sessions.begin(account) : failed(problem('wrong_password'));
    },
    personOf: async (token, how = 'use') => {
      const row = await sessions.find(token, how);
      return row && inForce.person(row.account);
    },
    signOut: (token) => sessions.end(token),
    tidy: async () => {
      await store.expire(clock() - ABSOLUTE_MS, clock() - IDLE_MS);
    },
    setPasswords: async (passwords) => {
      const rows = [];
      for (const { id, password } of passwords) {
        rows.push({ id, password: await hashPassword(password, cost ?? standardCost) });
      }
      return store.save(rows);
    },
  };
}

function createSessions(store: AccountStore, clock: Clock) {
  /** By token, in memory only: hashing it again on every request would gain nothing. */
  const known = createLru<SessionRow>(CACHED_SESSIONS);
  return {
    begin: async (account: string): Promise<Result<string>> => {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const now = clock();
      const row = { token_hash: hashOfToken(token), account, created_at: now, seen_at: now };
      const begun = await store.begin(row);
      return begun.ok ? ok(token) : begun;
    },
    /** Undefined when it is too old or has not been used for too long. */
    find: async (token: string, how: 'use' | 'watch'): Promise<SessionRow | undefined> => {
      const row = known.get(token) ?? (await store.session(hashOfToken(token)));
      const now = clock();
      if (row === undefined || isOver(row, now)) {
        known.delete(token);
        return undefined;
      }
      const fresh = now - row.seen_at < SEEN_EVERY_MS;
      const seen = fresh || how === 'watch' ? row : { ...row, seen_at: now };
      known.set(token, seen);
      if (seen !== row) await store.seen(row.token_hash, now);
      return seen;
    },
    end: async (token: string): Promise<void> => {
      known.delete(token);
      await store.end(hashOfToken(token));
    },
  };
}

function isOver(row: SessionRow, now: number): boolean {
  return now - row.created_at > ABSOLUTE_MS || now - row.seen_at > IDLE_MS;
}

function hashOfToken(token: string): string {
  return hash('sha256', token, 'base64url');
}
