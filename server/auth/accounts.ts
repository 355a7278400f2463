/**
 * Signing in and proving again who one is. An account belongs to a person of the organisation in force;
 * who is no longer there cannot sign in, and their sessions end.
 */
import { randomBytes } from 'node:crypto';
import type { Person, Role } from '@flowmeter/engine/definition/organisation.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Clock } from '../clock.ts';
import type { InForce } from '../in-force.ts';
import type { AccountStore } from '../store/accounts.ts';
import type { AccountRow, SessionRow } from '../store/schema.ts';
import type { SessionStore } from '../store/sessions.ts';
import { createAttempts } from './attempts.ts';
import { hashPassword, standardCost, verifyPassword, type PasswordCost } from './password.ts';
import type { Sealing } from './sealing.ts';
import { createSecondFactors, type SecondFactors } from './second-factor.ts';
import { CONFIRMED_MS, createSessions, type Origin, type Sessions } from './sessions.ts';

export interface Credentials {
  account: string;
  password: string;
  /** Of the second factor, or a recovery code. */
  code?: string | undefined;
}

type Proof = Omit<Credentials, 'account'>;

export interface Accounts {
  /** The session's token, or a problem that does not tell whether the account exists. */
  signIn(credentials: Credentials, from: Origin): Promise<Result<string>>;
  /** For somebody whom the identity provider of the house knows; they have not proved it to us yet. */
  welcome(account: string, from: Origin): Promise<Result<string>>;
  /** Who is behind a token; undefined when it is unknown, too old or unused for too long. */
  askerOf(token: string, how?: 'use' | 'watch'): Promise<Asker | undefined>;
  /** Did the person behind this session prove who they are within the last five minutes? */
  confirmed(token: string): Promise<boolean>;
  /** Proves it again, with what one signs in with. */
  confirm(token: string, proof: Proof, from: Origin): Promise<Result<void>>;
  /** Is this the password of the account? Wrong answers count as wrong ones when signing in do. */
  checkPassword(account: string, password: string, from: Origin): Promise<Result<void>>;
  hash(password: string): Promise<string>;
  sessions: Sessions;
  factors: SecondFactors;
  /** The roles whose people need a second factor. */
  factorFor: readonly Role[];
  setPasswords(passwords: { id: string; password: string }[]): Promise<Result<void>>;
}

/** Who asks, in a session. */
export interface Asker {
  person: Person;
  /** Names the session, and opens nothing. */
  session: string;
  /** They must have a second factor, and have not: the session opens nothing but getting one. */
  lacksFactor: boolean;
}

export interface AccountsOptions {
  store: AccountStore;
  sessions: SessionStore;
  inForce: InForce;
  clock: Clock;
  sealing: Sealing;
  factorFor: readonly Role[];
  cost?: PasswordCost;
}

export function createAccounts(options: AccountsOptions): Accounts {
  const { store, inForce, clock, factorFor, cost = standardCost } = options;
  const sessions = createSessions(options.sessions, clock);
  const factors = createSecondFactors(store, options.sealing, clock);
  const prove = createProof(options, factors);

  async function askerOf(token: string, how: 'use' | 'watch' = 'use') {
    const row = await sessions.find(token, how);
    const person = row && inForce.person(row.account);
    if (row === undefined || person === undefined) return undefined;
    const needsFactor = person.roles.some((role) => factorFor.includes(role));
    return { person, session: row.id, lacksFactor: row.way === 'password' && needsFactor };
  }

  return {
    sessions,
    factors,
    factorFor,
    askerOf,
    signIn: async (credentials, from) => {
      const proved = await prove(credentials, from.address);
      if (!proved.ok) return proved;
      const { way, password } = proved.value;
      return sessions.begin(credentials.account, way, { ...from, password });
    },
    welcome: async (account, from) => {
      if (inForce.person(account) === undefined) return failed(problem('not_known_here'));
      const there = await store.ensure(account);
      if (!there.ok) return there;
      return isOpen(await store.get(account))
        ? sessions.begin(account, 'single_sign_on', from)
        : failed(problem('not_known_here'));
    },
    confirmed: async (token) => {
      const row = await sessions.find(token, 'watch');
      return row !== undefined && clock() - row.confirmed_at <= CONFIRMED_MS;
    },
    confirm: async (token, proof, { address }) => {
      const row = await sessions.find(token, 'use');
      if (row === undefined) return failed(problem('not_signed_in'));
      const proved = asProof(await prove({ account: row.account, ...proof }, address));
      return proved.ok ? sessions.confirm(token, row.way) : proved;
    },
    checkPassword: async (account, password, { address }) => {
      const proved = asProof(await prove({ account, password, code: SKIPPED }, address));
      return proved.ok ? ok(undefined) : proved;
    },
    hash: (password) => hashPassword(password, cost),
    setPasswords: async (passwords) => {
      const rows = [];
      for (const { id, password } of passwords) {
        rows.push({ id, password: await hashPassword(password, cost) });
      }
      return store.save(rows);
    },
  };
}

const DECOY_BYTES = 32;
/** No code is asked for: the session was opened with one. */
const SKIPPED = '\0';

interface Proved {
  way: SessionRow['way'];
  /** The hash of the password that was right. */
  password: string;
}

function createProof(
  { store, inForce, clock, cost = standardCost }: AccountsOptions,
  factors: SecondFactors,
) {
  const attempts = createAttempts(store, clock);
  /** Verified when there is no such account, so that both take the same time. */
  const decoy = hashPassword(randomBytes(DECOY_BYTES).toString('hex'), cost);

  const hashOf = async (row: AccountRow | undefined) => row?.password || decoy;
  const isKnown = (row: AccountRow | undefined): row is AccountRow =>
    isOpen(row) && inForce.person(row.id) !== undefined;

  return async (
    { account, password, code }: Credentials,
    address: string,
  ): Promise<Result<Proved>> => {
    const row = await store.get(account);
    const early = lockedOut(attempts.waitSeconds(row, address));
    if (early !== undefined) return early;
    const stored = await hashOf(row);
    const isRight = (await verifyPassword(password, stored)) && isKnown(row);
    const wantsCode = isRight && hasToShowCode(row, code);
    if (wantsCode && code === undefined) {
      const late = lockedOut(attempts.waitSeconds(await store.get(account), address));
      return late ?? failed(problem('code_needed'));
    }
    const isProved = isRight && (!wantsCode || (await factors.takes(row, code ?? '')));
    const judged = await attempts.judge(row, address, isProved);
    const refused = judged.ok ? lockedOut(judged.value) : judged;
    if (refused !== undefined) return refused;
    if (!isProved) return failed(problem(isRight ? 'wrong_code' : 'wrong_password'));
    return ok({ way: row.factor === null ? 'password' : 'factor', password: stored });
  };
}

function hasToShowCode({ factor }: AccountRow, code: string | undefined): boolean {
  return factor !== null && code !== SKIPPED;
}

function lockedOut(seconds: number): Result<never> | undefined {
  return seconds > 0 ? failed(problem('locked_out', { seconds })) : undefined;
}

/** They are still signed in: that they could not prove it does not end the session. */
function asProof<T>(proved: Result<T>): Result<T> {
  if (proved.ok) return proved;
  const [first] = proved.problems;
  const isWrong = first?.code === 'wrong_password' || first?.code === 'wrong_code';
  if (first?.code === 'code_needed') return failed(problem('proof_needs_code'));
  return isWrong ? failed(problem('wrong_proof')) : proved;
}

function isOpen(row: AccountRow | undefined): row is AccountRow {
  return row !== undefined && row.closed_at === null;
}
