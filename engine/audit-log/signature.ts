/**
 * What is signed, and how a signature is written down. A signature holds for one purpose: the purpose
 * stands before the canonical form (RFC 8785), so that none can be shown as another.
 */
import { z } from 'zod';
import { canonical, sha256Hex } from '../definition/hash.ts';

/** What signatures are made for. */
export type Purpose = 'checkpoint' | 'approval' | 'release' | 'rotation' | 'bundle' | 'closing';

/** The algorithm is named in each, so that another (SM2 with SM3) can follow. */
export const Signature = z.strictObject({
  algorithm: z.literal('ed25519'),
  /** Id of the public key. */
  key: z.string().max(64),
  /** 64 bytes, base64url. */
  value: z.string().max(128),
});
export type Signature = z.infer<typeof Signature>;

export const PublicKey = z.strictObject({
  id: z.string().max(64),
  algorithm: z.literal('ed25519'),
  /** 32 bytes, base64url. */
  public_key: z.string().max(64),
  since: z.string().max(40),
});
export type PublicKey = z.infer<typeof PublicKey>;

/** The text whose UTF-8 bytes are signed. */
export function signedText(purpose: Purpose, payload: unknown): string {
  return `flowmeter/${purpose}/v1\0${canonical(payload)}`;
}

/** A key is called by a hash of itself, so that no name can be put on another key: 32 hex digits. */
export function keyIdOf(publicKey: string): string {
  return sha256Hex(`flowmeter/key/v1\0${publicKey}`).slice(0, 32);
}
