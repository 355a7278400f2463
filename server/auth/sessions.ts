/** Sessions: a random token in the browser's cookie, its hash in the store, and how long it opens. */
import { hash, randomBytes } from 'node:crypto';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { Clock } from '../clock.ts';
import { createLru, type Lru } from '../store/lru.ts';
import type { SessionRow } from '../store/schema.ts';
import type { SessionStore } from '../store/sessions.ts';

const MINUTE = 60_000;
export const IDLE_MS = 30 * MINUTE;
export const ABSOLUTE_MS = 12 * 60 * MINUTE;
/** Whoever proved who they are may decide for this long without proving it again. */
export const CONFIRMED_MS = 5 * MINUTE;
/** A session's last use is written down at most this often. */
const SEEN_EVERY_MS = MINUTE;
const TOKEN_BYTES = 32;
const ID_BYTES = 12;
const CACHED_SESSIONS = 10_000;
const LONGEST_AGENT = 300;

/** Where a request comes from. */
export interface Origin {
  address: string;
  /** What the browser calls itself. */
  agent: string;
}

export interface Sessions {
  /** The token of a new session. */
  begin(account: string, way: SessionRow['way'], from: Origin): Promise<Result<string>>;
  /** Undefined when it is unknown, too old or has not been used for too long. */
  find(token: string, how: 'use' | 'watch'): Promise<SessionRow | undefined>;
  /** The person has just proved who they are. */
  confirm(token: string): Promise<Result<void>>;
  end(token: string): Promise<void>;
  /** Ends every session of an account but one. */
  endOf(account: string, butToken?: string): Promise<Result<void>>;
  tidy(): Promise<void>;
}

export function createSessions(store: SessionStore, clock: Clock): Sessions {
  /** By token, in memory only: hashing it again on every request would gain nothing. */
  const known = createLru<SessionRow>(CACHED_SESSIONS);

  async function forgetting<T>(ending: () => Promise<T>, fits: (row: SessionRow) => boolean) {
    known.drop(fits);
    const ended = await ending();
    // Somebody may have read it from the store meanwhile.
    known.drop(fits);
    return ended;
  }

  return {
    find: (token, how) => find({ store, clock, known }, token, how),
    begin: async (account, way, { address, agent }) => {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const now = clock();
      const begun = await store.begin({
        token_hash: hashOfToken(token),
        account,
        created_at: now,
        seen_at: now,
        id: randomBytes(ID_BYTES).toString('hex'),
        confirmed_at: now,
        way,
        address,
        agent: agent.slice(0, LONGEST_AGENT),
      });
      return begun.ok ? ok(token) : begun;
    },
    confirm: (token) => {
      const token_hash = hashOfToken(token);
      return forgetting(
        () => store.confirmed(token_hash, clock()),
        (row) => row.token_hash === token_hash,
      );
    },
    end: async (token) => {
      const token_hash = hashOfToken(token);
      await forgetting(
        () => store.end(token_hash),
        (row) => row.token_hash === token_hash,
      );
    },
    endOf: (account, butToken) => {
      const kept = butToken === undefined ? '' : hashOfToken(butToken);
      return forgetting(
        () => store.endOf(account, kept),
        (row) => row.account === account && row.token_hash !== kept,
      );
    },
    tidy: async () => {
      await store.expire(clock() - ABSOLUTE_MS, clock() - IDLE_MS);
    },
  };
}

interface Finding {
  store: SessionStore;
  clock: Clock;
  known: Lru<SessionRow>;
}

async function find({ store, clock, known }: Finding, token: string, how: 'use' | 'watch') {
  const row = known.get(token) ?? (await store.get(hashOfToken(token)));
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
}

function isOver(row: SessionRow, now: number): boolean {
  return now - row.created_at > ABSOLUTE_MS || now - row.seen_at > IDLE_MS;
}

function hashOfToken(token: string): string {
  return hash('sha256', token, 'base64url');
}
