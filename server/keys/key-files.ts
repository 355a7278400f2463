/** Keys in a folder: a file for each private key that only its owner may read, and the list of public ones. */
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { PublicKey } from '@flowmeter/engine/audit-log/signature.ts';
import type { KeyFiles } from './keys.ts';

const OWNER_ONLY = 0o600;
const EVERYBODY_READS = 0o644;
const Known = z.strictObject({ keys: z.array(PublicKey).min(1) });

export function folderOfKeys(folder: string): KeyFiles {
  const list = join(folder, 'public.json');
  const privateFile = (id: string) => join(folder, `${id}.pem`);
  return {
    known: () => {
      return existsSync(list) ? Known.parse(JSON.parse(readFileSync(list, 'utf8'))).keys : [];
    },
    saveKnown: (keys) => {
      write(list, `${JSON.stringify({ keys }, null, 2)}\n`, EVERYBODY_READS);
    },
    privateKey: (id) => {
      const file = privateFile(id);
      if (!existsSync(file)) {
        throw new Error(`the private key ${id} is not in ${folder}: put it back from its backup`);
      }
      // A copy that was put back may have come with wider rights.
      chmodSync(file, OWNER_ONLY);
      return readFileSync(file, 'utf8');
    },
    savePrivateKey: (id, pem) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      write(privateFile(id), pem, OWNER_ONLY);
    },
  };
}

/** For tests: nothing is kept. */
export function keysInMemory(): KeyFiles {
  const pems = new Map<string, string>();
  let known: PublicKey[] = [];
  return {
    known: () => known,
    saveKnown: (keys) => {
      known = [...keys];
    },
    privateKey: (id) => pems.get(id) ?? '',
    savePrivateKey: (id, pem) => void pems.set(id, pem),
  };
}

/** Whole or not at all, and there after a power cut. */
function write(file: string, text: string, mode: number): void {
  const draft = `${file}.new`;
  const descriptor = openSync(draft, 'w', mode);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
}
