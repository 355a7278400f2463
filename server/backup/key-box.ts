/** Private keys in a backup: one file, encrypted with a passphrase (argon2id, AES-256-GCM). */
import { argon2, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';

/** Name of the file in the backup. */
export const KEY_BOX = 'keys.box.json';

const derive = promisify(argon2);
/** More than a password takes: whoever has a copy may guess for as long as they like. */
const COST = { memory: 65_536, passes: 3 };
const IV_BYTES = 12;
const SALT_BYTES = 16;

const Box = z.strictObject({
  format: z.literal(1),
  memory: z.int().positive().max(1_048_576),
  passes: z.int().positive().max(100),
  salt: z.base64url(),
  iv: z.base64url(),
  tag: z.base64url(),
  content: z.base64url(),
});

const Files = z.record(z.string().regex(/^[\w.-]+$/), z.string());

/** File names to their content, in base64. */
export type KeyFiles = z.infer<typeof Files>;

export async function lockKeys(files: KeyFiles, passphrase: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt, COST), iv);
  const content = Buffer.concat([cipher.update(JSON.stringify(files), 'utf8'), cipher.final()]);
  const parts = { salt, iv, tag: cipher.getAuthTag(), content };
  const texts = Object.entries(parts).map(([name, bytes]) => [name, bytes.toString('base64url')]);
  return JSON.stringify({ format: 1, ...COST, ...Object.fromEntries(texts) });
}

/** Undefined when the passphrase is another, or the box is not what was written. */
export async function unlockKeys(text: string, passphrase: string): Promise<KeyFiles | undefined> {
  try {
    const box = Box.parse(JSON.parse(text));
    const key = await keyOf(passphrase, bytesOf(box.salt), box);
    const decipher = createDecipheriv('aes-256-gcm', key, bytesOf(box.iv));
    decipher.setAuthTag(bytesOf(box.tag));
    const content = Buffer.concat([decipher.update(bytesOf(box.content)), decipher.final()]);
    return Files.parse(JSON.parse(content.toString('utf8')));
  } catch {
    return undefined;
  }
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}

function keyOf(
  passphrase: string,
  nonce: Buffer,
  { memory, passes }: typeof COST,
): Promise<Buffer> {
  const message = passphrase.normalize('NFC');
  return derive('argon2id', { message, nonce, parallelism: 1, tagLength: 32, memory, passes });
}
