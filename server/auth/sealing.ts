/**
 * Secrets that have to be read again (those of second factors) are stored sealed: by AES-256-GCM with a
 * key beside the keys that sign, so that a copy of the database alone gives none of them away.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Sealing {
  /** `about` is whose secret it is: it opens for nobody else. */
  seal(secret: Uint8Array, about: string): string;
  /** Undefined where the text was altered, or sealed by another key. */
  open(sealed: string, about: string): Buffer | undefined;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OWNER_ONLY = 0o600;

/** The key of a folder; made when there is none. */
export function sealingIn(folder: string): Sealing {
  const file = join(folder, 'sealing.key');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(KEY_BYTES), { mode: OWNER_ONLY, flush: true });
  }
  chmodSync(file, OWNER_ONLY);
  return sealingBy(readFileSync(file));
}

export function sealingInMemory(): Sealing {
  return sealingBy(randomBytes(KEY_BYTES));
}

function sealingBy(key: Buffer): Sealing {
  return {
    seal: (secret, about) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (sealed, about) => {
      const bytes = Buffer.from(sealed, 'base64url');
      const [nonce, rest] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES)];
      const [tag, body] = [rest.subarray(0, TAG_BYTES), rest.subarray(TAG_BYTES)];
      try {
        const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(about)).setAuthTag(tag);
        return Buffer.concat([decipher.update(body), decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}
