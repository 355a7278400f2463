/** Passwords: argon2id, stored as `argon2id$m=…,t=…,p=1$<nonce>$<tag>` in base64url. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

export interface PasswordCost {
  /** KiB. */
  memory: number;
  passes: number;
}

/** OWASP's second choice for argon2id: 19 MiB, two passes. */
export const standardCost: PasswordCost = { memory: 19_456, passes: 2 };

const TAG_BYTES = 32;
const NONCE_BYTES = 16;
const derive = promisify(argon2);

export async function hashPassword(password: string, cost = standardCost): Promise<string> {
  const nonce = randomBytes(NONCE_BYTES);
  const tag = await tagOf(password, nonce, cost);
  const settings = `m=${cost.memory},t=${cost.passes},p=1`;
  return `argon2id$${settings}$${nonce.toString('base64url')}$${tag.toString('base64url')}`;
}

/** False also for a stored text that is not one of ours. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const match = /^argon2id\$m=(\d+),t=(\d+),p=1\$([\w-]+)\$([\w-]+)$/.exec(stored);
  if (match === null) return false;
  const [, memory, passes, nonce = '', expected = ''] = match;
  const cost = { memory: Number(memory), passes: Number(passes) };
  const tag = await tagOf(password, Buffer.from(nonce, 'base64url'), cost);
  const wanted = Buffer.from(expected, 'base64url');
  return tag.length === wanted.length && timingSafeEqual(tag, wanted);
}

function tagOf(password: string, nonce: Buffer, cost: PasswordCost): Promise<Buffer> {
  const { memory, passes } = cost;
  const message = password.normalize('NFC');
  return derive('argon2id', {
    message,
    nonce,
    parallelism: 1,
    tagLength: TAG_BYTES,
    memory,
    passes,
  });
}
