/**
 * The keys that the server signs with: approvals, releases, checkpoints of the audit log. One of them
 * signs; those before it stay known, so that what they signed can still be verified. Private keys are
 * files of their own, never rows of the database.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import {
  keyIdOf,
  signedText,
  type PublicKey,
  type Purpose,
  type Signature,
} from '@flowmeter/engine/audit-log/signature.ts';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import type { Result } from '@flowmeter/engine/problem.ts';

export interface Keys {
  /** By the key of this moment; the payload is a JSON value. */
  sign(purpose: Purpose, payload: unknown): Signature;
  /** By the key that the signature names; false when that is not one of ours. */
  verify(purpose: Purpose, payload: unknown, signature: Signature): boolean;
  /** Every key there was, oldest first; the last one signs. */
  publicKeys(): PublicKey[];
  /**
   * A new key takes over once `tell` has written down that it does. What `tell` gets is signed by the
   * key before.
   */
  rotate(
    at: Instant,
    tell: (rotation: Rotation) => Promise<Result<unknown>>,
  ): Promise<Result<unknown>>;
  /** Between what tells that another key signs and the first that it signs: nobody should be in between. */
  isHandingOver(): boolean;
  /** What the log says last: the server may have stopped before it kept that this key signs. */
  settle(next: PublicKey): void;
}

/** A key hands over to the next. */
export interface Rotation {
  from: string;
  next: PublicKey;
  signature: Signature;
}

/** Where keys are kept. */
export interface KeyFiles {
  /** Oldest first; empty when there is none yet. */
  known(): PublicKey[];
  /** Replaces the list; the private key of each is there already. */
  saveKnown(keys: readonly PublicKey[]): void;
  /** PKCS #8, PEM. @throws when it is not there */
  privateKey(id: string): string;
  savePrivateKey(id: string, pem: string): void;
}

/** Opens the keys, or makes the first one. @throws when the one that signs is not there */
export function openKeys(files: KeyFiles, now: Instant): Keys {
  if (files.known().length === 0) files.saveKnown([makeKey(files, now)]);
  let known = files.known();
  let signer = signerOf(files, known);
  const publicObjects = new Map<string, KeyObject>();
  let handingOver = false;

  function takeOver(next: PublicKey): void {
    known = [...known, next];
    signer = signerOf(files, known);
    files.saveKnown(known);
  }

  function publicObject(id: string): KeyObject | undefined {
    const key = known.find((one) => one.id === id);
    if (key === undefined) return undefined;
    const object = publicObjects.get(id) ?? objectOf(key);
    publicObjects.set(id, object);
    return object;
  }

  function signed(purpose: Purpose, payload: unknown): Signature {
    const value = sign(null, bytesOf(purpose, payload), signer.key).toString('base64url');
    return { algorithm: 'ed25519', key: signer.id, value };
  }

  return {
    sign: signed,
    verify: (purpose, payload, { algorithm, key, value }) => {
      const object = publicObject(key);
      const bytes = Buffer.from(value, 'base64url');
      return (
        algorithm === 'ed25519' &&
        object !== undefined &&
        bytes.toString('base64url') === value &&
        verify(null, bytesOf(purpose, payload), object, bytes)
      );
    },
    publicKeys: () => [...known],
    rotate: async (at, tell) => {
      const next = makeKey(files, at);
      const from = signer.id;
      handingOver = true;
      try {
        const told = await tell({ from, next, signature: signed('rotation', { from, next }) });
        if (told.ok) takeOver(next);
        return told;
      } finally {
        handingOver = false;
      }
    },
    isHandingOver: () => handingOver,
    settle: (next) => {
      if (!known.some(({ id }) => id === next.id)) takeOver(next);
    },
  };
}

function makeKey(files: KeyFiles, since: Instant): PublicKey {
  const pair = generateKeyPairSync('ed25519');
  const public_key = pair.publicKey.export({ format: 'jwk' }).x ?? '';
  const id = keyIdOf(public_key);
  files.savePrivateKey(id, pair.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  return { id, algorithm: 'ed25519', public_key, since };
}

function signerOf(files: KeyFiles, known: readonly PublicKey[]) {
  const id = known.at(-1)?.id ?? '';
  return { id, key: createPrivateKey(files.privateKey(id)) };
}

function objectOf({ public_key }: PublicKey): KeyObject {
  const key = { kty: 'OKP', crv: 'Ed25519', x: public_key };
  return createPublicKey({ key, format: 'jwk' });
}

function bytesOf(purpose: Purpose, payload: unknown): Buffer {
  return Buffer.from(signedText(purpose, payload), 'utf8');
}
