/** The backups of a folder: which there are, and the oldest taken away. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readBackupManifest, type BackupManifest } from './manifest.ts';

export interface KnownBackup {
  /** Its folder. */
  name: string;
  manifest: BackupManifest;
}

const NAME = /^flowmeter-\d{8}T\d{6}Z$/;

/** In the order of time. */
export function backupName(at: string): string {
  return `flowmeter-${at.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** Newest first; what is no backup of ours is left aside. */
export function backupsIn(folder: string): KnownBackup[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => NAME.test(name));
  return names
    .toSorted()
    .toReversed()
    .flatMap((name) => {
      const read = readBackupManifest(join(folder, name));
      return read.ok ? [{ name, manifest: read.value }] : [];
    });
}

/** All but the newest ones. */
export function keepNewest(folder: string, count: number): string[] {
  const old = backupsIn(folder).slice(count);
  for (const { name } of old) rmSync(join(folder, name), { recursive: true, force: true });
  return old.map(({ name }) => name);
}
