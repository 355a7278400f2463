/** One-time codes by time: RFC 6238 over RFC 4226, SHA-1, six digits, thirty seconds, as every app has them. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const STEP_MS = 30_000;
const DIGITS = 6;
/** A clock that is a step off is put up with. */
const DRIFT = 1;
/** RFC 4226 asks for 160 bits. */
const SECRET_BYTES = 20;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BITS = 5;

export function newSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** The time step of a moment (ms). */
export function stepAt(ms: number): number {
  return Math.floor(ms / STEP_MS);
}

export function codeOf(secret: Uint8Array, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The step whose code this is; undefined for a wrong code and for one that is not newer than `after`. */
export function stepOfCode(
  secret: Uint8Array,
  code: string,
  { ms, after }: { ms: number; after: number },
): number | undefined {
  const now = stepAt(ms);
  for (let step = now - DRIFT; step <= now + DRIFT; step++) {
    if (isSame(codeOf(secret, step), code) && step > after) return step;
  }
  return undefined;
}

/** RFC 4648, without padding. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => ALPHABET[Number.parseInt(group.padEnd(BITS, '0'), 2)]).join('');
}

/** What an app reads from the picture, or is told by hand. */
export function addressOfSecret(secret: Uint8Array, account: string): string {
  const label = `${encodeURIComponent('Flowmeter')}:${encodeURIComponent(account)}`;
  const settings = new URLSearchParams({
    secret: base32(secret),
    issuer: 'Flowmeter',
    algorithm: 'SHA1',
    digits: String(DIGITS),
    period: String(STEP_MS / 1000),
  });
  return `otpauth://totp/${label}?${settings.toString()}`;
}

function isSame(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}
