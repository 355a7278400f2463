/** Files of a backup: copied and hashed in one reading, so that the hash is of what was written. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BackupFile } from './manifest.ts';

/** On the disk when this resolves. */
export async function copyFile(from: string, to: string, path: string): Promise<BackupFile> {
  const target = join(to, ...path.split('/'));
  mkdirSync(dirname(target), { recursive: true });
  const out = await open(target, 'wx');
  const sum = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of createReadStream(from) as AsyncIterable<Buffer>) {
      sum.update(chunk);
      size += chunk.length;
      await out.write(chunk);
    }
    await out.sync();
  } finally {
    await out.close();
  }
  return { path, size, sha256: sum.digest('hex') };
}

export async function hashOf(file: string): Promise<Pick<BackupFile, 'size' | 'sha256'>> {
  const sum = createHash('sha256');
  let size = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    sum.update(chunk);
    size += chunk.length;
  }
  return { size, sha256: sum.digest('hex') };
}

/** Paths of all files below a folder, with `/` between folders; folders that `skips` names are left out. */
export function filesBelow(root: string, skips: (path: string) => boolean, below = ''): string[] {
  const folder = join(root, ...below.split('/'));
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const path = below === '' ? name : `${below}/${name}`;
      if (skips(path)) return [];
      const isFolder = statSync(join(root, ...path.split('/'))).isDirectory();
      return isFolder ? filesBelow(root, skips, path) : [path];
    });
}

export function isEmptyOrAbsent(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).length === 0;
}
