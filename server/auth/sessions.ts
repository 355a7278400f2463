/** Sessions: a random token in the browser's cookie, its hash in the store, and how long it opens. */
import { hash, randomBytes } from 'node:crypto';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import type { Clock } from '../clock.ts';
import { createLru, type Lru } from '../store/lru.ts';
import type { SessionRow } from '../store/schema.ts';
import type { SessionStore } from '../store/sessions.ts';
import { sessionIdOf } from './session-id.ts';

const MINUTE = 60_000;
export const IDLE_MS = 30 * MINUTE;
export const ABSOLUTE_MS = 12 * 60 * MINUTE;
/** Whoever proved who they are may decide for this long without proving it again. */
export const CONFIRMED_MS = 5 * MINUTE;
/** A session's last use is written down at most this often. */
const SEEN_EVERY_MS = MINUTE;
const TOKEN_BYTES = 32;
const CACHED_SESSIONS = 10_000;
const LONGEST_AGENT = 300;

/** Where a request comes from. */
export interface Origin {
  address: string;
  /** What the browser calls itself. */
  agent: string;
}

export interface Sessions {
  /** The token of a new session; refused where the account was closed, or its password changed, meanwhile. */
  begin(account: string, way: SessionRow['way'], from: Beginning): Promise<Result<string>>;
  /** Undefined when it is unknown, too old or has not been used for too long. */
  find(token: string, how: 'use' | 'watch'): Promise<SessionRow | undefined>;
  /** Of an account, those that are not over, the one used last first. */
  of(account: string): Promise<SessionRow[]>;
  /** The person has just proved who they are, in this way. */
  confirm(token: string, way: SessionRow['way']): Promise<Result<void>>;
  /** There is no second factor any more: no session of the account counts as opened with one. */
  lower(account: string): Promise<Result<void>>;
  end(token: string): Promise<void>;
  /** One of an account, by the name it is shown by. */
  endOne(account: string, id: string): Promise<Result<void>>;
  /** Ends every session of an account but one. */
  endOf(account: string, butToken?: string): Promise<Result<void>>;
  /** Takes away sessions that are over. */
  tidy(): Promise<void>;
  /** Hears whenever sessions have been ended. */
  onEnded(hear: () => void): void;
}

/** `password`: the hash of the one that was right. */
interface Beginning extends Origin {
  password?: string;
}

export function createSessions(store: SessionStore, clock: Clock): Sessions {
  /** By token, in memory only: hashing it again on every request would gain nothing. */
  const known = createLru<SessionRow>(CACHED_SESSIONS);
  const hearers: (() => void)[] = [];

  async function forgetting<T>(ending: () => Promise<T>, fits: (row: SessionRow) => boolean) {
    known.drop(fits);
    const ended = await ending();
    // Somebody may have read it from the store meanwhile.
    known.drop(fits);
    for (const hear of hearers) hear();
    return ended;
  }

  return {
    find: (token, how) => find({ store, clock, known }, token, how),
    of: async (account) => (await store.of(account)).filter((row) => !isOver(row, clock())),
    begin: async (account, way, { address, agent, password }) => {
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const now = clock();
      // The provider may have let them in without asking: that proves nothing for what is decisive.
      const confirmed_at = way === 'single_sign_on' ? 0 : now;
      const times = { created_at: now, seen_at: now, confirmed_at };
      const ids = { token_hash: hashOfToken(token), id: sessionIdOf(token) };
      const about = { way, address, agent: agent.slice(0, LONGEST_AGENT) };
      const begun = await store.begin({ account, ...ids, ...times, ...about }, password);
      return begun.ok ? ok(token) : begun;
    },
    confirm: (token, way) => {
      const token_hash = hashOfToken(token);
      return forgetting(
        () => store.confirmed(token_hash, clock(), way),
        (row) => row.token_hash === token_hash,
      );
    },
    lower: (account) =>
      forgetting(
        () => store.lower(account),
        (row) => row.account === account,
      ),
    end: async (token) => {
      const token_hash = hashOfToken(token);
      await forgetting(
        () => store.end(token_hash),
        (row) => row.token_hash === token_hash,
      );
    },
    endOne: (account, id) =>
      forgetting(
        () => store.endOne(account, id),
        (row) => row.account === account && row.id === id,
      ),
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
    onEnded: (hear) => void hearers.push(hear),
  };
}

interface Finding {
  store: SessionStore;
  clock: Clock;
  known: Lru<SessionRow>;
}

async function find({ store, clock, known }: Finding, token: string, how: 'use' | 'watch') {
  const now = clock();
  const kept = known.get(token);
  // The console ends sessions in the store alone: what was not looked at for a while is looked up again.
  const isKept = kept !== undefined && now - kept.seen_at < SEEN_EVERY_MS;
  const row = isKept ? kept : await store.get(hashOfToken(token));
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
