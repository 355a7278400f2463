/** Second factors: a secret in an app, proved once before it counts, and codes for when it is lost. */
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { AuditEvent } from '@flowmeter/engine/audit-log/chain.ts';
import type { Clock } from '../clock.ts';
import type { AccountStore } from '../store/accounts.ts';
import { createLru } from '../store/lru.ts';
import type { AccountRow } from '../store/schema.ts';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import type { Sealing } from './sealing.ts';
import { addressOfSecret, base32, newSecret, stepOfCode } from './totp.ts';

const MINUTE = 60_000;
/** A secret that is not proved within this time was not wanted. */
const ENROLLING_MS = 15 * MINUTE;
const ENROLLING_AT_ONCE = 1000;

export interface Enrolling {
  /** For an app that cannot see the picture. */
  secret: string;
  /** What the picture says. */
  address: string;
}

export interface SecondFactors {
  begin(account: string): Enrolling;
  /** The recovery codes, shown this once. */
  enrol(account: string, code: string, audit: AuditEvent): Promise<Result<string[]>>;
  renewCodes(account: string, audit: AuditEvent): Promise<Result<string[]>>;
  /** Is it a code of the app, or a recovery code? Either counts once. */
  takes(row: AccountRow, code: string): Promise<boolean>;
}

export function createSecondFactors(
  store: AccountStore,
  sealing: Sealing,
  clock: Clock,
): SecondFactors {
  const enrolling = createLru<{ secret: Buffer; until: number }>(ENROLLING_AT_ONCE);
  return {
    begin: (account) => {
      const secret = newSecret();
      enrolling.set(account, { secret, until: clock() + ENROLLING_MS });
      return { secret: base32(secret), address: addressOfSecret(secret, account) };
    },
    enrol: async (account, code, audit) => {
      const begun = enrolling.get(account);
      const ms = clock();
      if (begun === undefined || begun.until <= ms) return failed(problem('enrolment_over'));
      const step = stepOfCode(begun.secret, code, { ms, after: 0 });
      if (step === undefined) return failed(problem('wrong_proof'));
      const codes = newRecoveryCodes();
      const factor = sealing.seal(begun.secret, account);
      const enrolled = { factor, step, codes: kept(account, codes) };
      const done = await store.enrol(account, enrolled, audit);
      if (!done.ok) return done;
      enrolling.delete(account);
      return ok(codes);
    },
    renewCodes: async (account, audit) => {
      const codes = newRecoveryCodes();
      const done = await store.renewRecoveryCodes(account, kept(account, codes), audit);
      return done.ok ? ok(codes) : done;
    },
    takes: async (row, code) => {
      const digits = code.replaceAll(/\s/g, '');
      const taken = /^\d{6}$/.test(digits)
        ? await takeCode({ store, sealing, clock }, row, digits)
        : await store.takeRecoveryCode(row.id, hashOfRecoveryCode(row.id, code));
      return taken?.ok === true && taken.value;
    },
  };
}

function kept(account: string, codes: readonly string[]): string[] {
  return codes.map((code) => hashOfRecoveryCode(account, code));
}

interface Taking {
  store: AccountStore;
  sealing: Sealing;
  clock: Clock;
}

async function takeCode({ store, sealing, clock }: Taking, row: AccountRow, code: string) {
  const secret = row.factor === null ? undefined : sealing.open(row.factor, row.id);
  if (secret === undefined) return undefined;
  const step = stepOfCode(secret, code, { ms: clock(), after: row.factor_step });
  return step === undefined ? undefined : store.takeStep(row.id, step);
}
