/**
 * Commitments to personal values. The hash of a value and a long random salt binds to the value and says
 * nothing of it; once the salt is destroyed, it cannot even be tried whether it was a certain value. So
 * an entry of the audit log keeps its hash when a person’s data is erased.
 */
import { canonical, sha256Hex } from '../definition/hash.ts';

const PREFIX = 'flowmeter/commitment/v1\0';
/** Hexadecimal digits of a salt: 256 bits, so that it cannot be guessed. */
export const SALT_DIGITS = 64;

/** 64 hexadecimal digits. */
export function commit(salt: string, value: unknown): string {
  if (!/^[0-9a-f]{64}$/.test(salt)) throw new TypeError(`a salt has ${SALT_DIGITS} hex digits`);
  return sha256Hex(`${PREFIX}${salt}\0${canonical(value)}`);
}

/** What stands in the details of an entry in the place of a personal value. */
export interface Commitment {
  commitment: string;
}

export function commitmentIn(value: object): string | undefined {
  return 'commitment' in value && typeof value.commitment === 'string'
    ? value.commitment
    : undefined;
}

/** A value on its way to the audit log, of which only a commitment is to stand there. */
export class Personal {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}
