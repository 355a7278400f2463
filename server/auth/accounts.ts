/**
 * Signing in and proving again who one is. An account belongs to a person of the organisation in force;
 * who is no longer there cannot sign in, and their sessions end.
 */
import { randomBytes } from 'node:crypto';
import type { Person } from '@flowmeter/engine/definition/organisation.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Clock } from '../clock.ts';
import type { InForce } from '../in-force.ts';
import type { AccountStore } from '../store/accounts.ts';
import type { SessionStore } from '../store/sessions.ts';
import { createAttempts } from './attempts.ts';
import { hashPassword, standardCost, verifyPassword, type PasswordCost } from './password.ts';
import { CONFIRMED_MS, createSessions, type Origin } from './sessions.ts';

export interface Credentials {
  account: string;
  password: string;
}

export interface Accounts {
  /** The session's token, or a problem that does not tell whether the account exists. */
  signIn(credentials: Credentials, from: Origin): Promise<Result<string>>;
  /** The person behind a token; undefined when it is unknown, too old or unused for too long. */
  personOf(token: string, how?: 'use' | 'watch'): Promise<Person | undefined>;
  /** Did the person behind this session prove who they are within the last five minutes? */
  confirmed(token: string): Promise<boolean>;
  /** Proves it again, with what one signs in with. */
  confirm(token: string, proof: Omit<Credentials, 'account'>, from: Origin): Promise<Result<void>>;
  signOut(token: string): Promise<void>;
  /** Takes away sessions that are over. */
  tidy(): Promise<void>;
  setPasswords(passwords: { id: string; password: string }[]): Promise<Result<void>>;
}

export interface AccountsOptions {
  store: AccountStore;
  sessions: SessionStore;
  inForce: InForce;
  clock: Clock;
  cost?: PasswordCost;
}

const DECOY_BYTES = 32;

export function createAccounts(options: AccountsOptions): Accounts {
  const { store, inForce, clock, cost = standardCost } = options;
  const sessions = createSessions(options.sessions, clock);
  const attempts = createAttempts(store, clock);
  /** Verified when there is no such account, so that both take the same time. */
  const decoy = hashPassword(randomBytes(DECOY_BYTES).toString('hex'), cost);

  async function prove({ account, password }: Credentials, address: string): Promise<Result<void>> {
    const row = await store.get(account);
    const wait = attempts.waitSeconds(row, address);
    if (wait > 0) return failed(problem('locked_out', { seconds: wait }));
    const same = await verifyPassword(password, row?.password ?? (await decoy));
    const right = same && row !== undefined && inForce.person(account) !== undefined;
    const judged = await attempts.judge(row, address, right);
    if (!judged.ok) return judged;
    if (judged.value > 0) return failed(problem('locked_out', { seconds: judged.value }));
    return right ? ok(undefined) : failed(problem('wrong_password'));
  }

  return {
    signIn: async (credentials, from) => {
      const proved = await prove(credentials, from.address);
      return proved.ok ? sessions.begin(credentials.account, 'password', from) : proved;
    },
    personOf: async (token, how = 'use') => {
      const row = await sessions.find(token, how);
      return row && inForce.person(row.account);
    },
    confirmed: async (token) => {
      const row = await sessions.find(token, 'watch');
      return row !== undefined && clock() - row.confirmed_at <= CONFIRMED_MS;
    },
    confirm: async (token, proof, { address }) => {
      const row = await sessions.find(token, 'use');
      if (row === undefined) return failed(problem('not_signed_in'));
      const proved = await prove({ account: row.account, ...proof }, address);
      if (proved.ok) return sessions.confirm(token);
      // They are still signed in: that they could not prove it does not end the session.
      const [first] = proved.problems;
      return first?.code === 'wrong_password' ? failed(problem('wrong_proof')) : proved;
    },
    signOut: (token) => sessions.end(token),
    tidy: () => sessions.tidy(),
    setPasswords: async (passwords) => {
      const rows = [];
      for (const { id, password } of passwords) {
        rows.push({ id, password: await hashPassword(password, cost) });
      }
      return store.save(rows);
    },
  };
}
