/**
 * Whose signatures count: the keys that the auditor brings, and those to which one of them handed over in
 * the log. What the bundle itself says of keys proves nothing.
 */
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import {
  keyIdOf,
  signedText,
  Signature,
  PublicKey,
  type Purpose,
} from '@flowmeter/engine/audit-log/signature.ts';
import type { AuditEntry } from '@flowmeter/engine/audit-log/chain.ts';
import { z } from 'zod';

export type Standing = 'good' | 'bad' | 'unknown' | 'retired';

const Rotation = z.looseObject({ from: z.string(), next: PublicKey, signature: Signature });

export interface Keyring {
  /** `last`: only by the key that has not handed over yet. */
  judge(purpose: Purpose, payload: unknown, signature: Signature, last?: 'last'): Standing;
  /** Takes over the key that an entry hands over to; how its signature stands. */
  handOver(entry: AuditEntry): Standing;
}

export function createKeyring(brought: readonly PublicKey[]): Keyring {
  const known = new Map<string, KeyObject>();
  const retired = new Set<string>();

  function trust({ id, public_key: x }: PublicKey): boolean {
    if (keyIdOf(x) !== id) return false;
    try {
      known.set(id, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }));
      return true;
    } catch {
      return false;
    }
  }

  for (const key of brought) trust(key);

  function judge(
    purpose: Purpose,
    payload: unknown,
    { key, value }: Signature,
    last?: 'last',
  ): Standing {
    const object = known.get(key);
    if (object === undefined) return 'unknown';
    const bytes = Buffer.from(value, 'base64url');
    const holds =
      bytes.toString('base64url') === value &&
      verify(null, Buffer.from(signedText(purpose, payload)), object, bytes);
    if (!holds) return 'bad';
    return last === 'last' && retired.has(key) ? 'retired' : 'good';
  }

  return {
    judge,
    handOver: ({ details }) => {
      const read = Rotation.safeParse(details);
      if (!read.success) return 'bad';
      const { from, next, signature } = read.data;
      const standing = judge('rotation', { from, next }, signature, 'last');
      if (standing !== 'good') return standing;
      if (signature.key !== from || !trust(next)) return 'bad';
      retired.add(from);
      return 'good';
    },
  };
}
