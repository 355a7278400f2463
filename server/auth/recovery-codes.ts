/** Codes for whoever has lost their second factor: shown once, stored as hashes, each good once. */
import { hash, randomBytes } from 'node:crypto';
import { base32 } from './totp.ts';

const CODES = 10;
/** 80 bits: nothing that guessing finds, so that a plain hash keeps it. */
const CODE_BYTES = 10;
const GROUP = 4;

export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, newCode);
}

export function newCode(): string {
  const letters = base32(randomBytes(CODE_BYTES)).toLowerCase();
  return (letters.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/** However it is spaced and written. */
export function hashOfRecoveryCode(account: string, code: string): string {
  const letters = code.replaceAll(/[^A-Za-z2-7]/g, '').toLowerCase();
  return hash('sha256', `${account}:${letters}`, 'base64url');
}
