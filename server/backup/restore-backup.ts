/**
 * Puts a backup into an empty data folder. Everything is checked first and written beside the target,
 * which gets its name last: a restore that fails leaves nothing behind.
 */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  readFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import { isDiskFull, syncFolder } from '../records/disk.ts';
import { migrations } from '../store/migrate.ts';
import { damageOf } from './copy-store.ts';
import { copyFile, hashOf, isEmptyOrAbsent } from './files.ts';
import { KEY_BOX, unlockKeys, type KeyFiles } from './key-box.ts';
import { STORE } from './make-backup.ts';
import { readBackupManifest, type BackupManifest } from './manifest.ts';

export interface RestoreRequest {
  folder: string;
  dataDir: string;
  /** Opens the keys that the backup holds; without it they are left out. */
  passphrase?: string | undefined;
}

const OWNER_ONLY = 0o600;
/** Of a restore that did not come to its end. */
const BESIDE = '.restoring';

export async function restoreBackup(request: RestoreRequest): Promise<Result<BackupManifest>> {
  const { folder, dataDir } = request;
  if (!isEmptyOrAbsent(dataDir)) return failed(problem('restore_not_empty', { folder: dataDir }));
  const read = readBackupManifest(folder);
  if (!read.ok) return read;
  const manifest = read.value;
  const unknown = newerOf(manifest);
  if (unknown !== undefined) {
    return failed(problem('restore_newer', { schema: unknown, product: manifest.product }));
  }
  const damaged = await firstDamage(folder, manifest);
  if (damaged !== undefined) return failed(damaged);
  const keys = await keysOf(request, manifest);
  if (!keys.ok) return keys;
  return putInPlace(request, manifest, keys.value);
}

/** Checks a backup where it lies. */
export async function checkBackup(folder: string): Promise<Result<BackupManifest>> {
  const read = readBackupManifest(folder);
  if (!read.ok) return read;
  const damaged = await firstDamage(folder, read.value);
  return damaged === undefined ? read : failed(damaged);
}

/** A migration that this product does not know. */
function newerOf({ schema }: BackupManifest): string | undefined {
  const known = new Set(migrations().map(({ name }) => name));
  return schema.find((name) => !known.has(name));
}

async function firstDamage(
  folder: string,
  { files }: BackupManifest,
): Promise<Problem | undefined> {
  for (const { path, size, sha256 } of files) {
    const file = join(folder, ...path.split('/'));
    const at = `/files/${files.findIndex((one) => one.path === path)}`;
    if (!existsSync(file) || !statSync(file).isFile()) {
      return problem('backup_file_missing', { file: path }, at);
    }
    const found = await hashOf(file);
    if (found.size !== size || found.sha256 !== sha256) {
      return problem('backup_damaged', { file: path }, at);
    }
  }
  return undefined;
}

async function keysOf(
  { folder, passphrase }: RestoreRequest,
  { keys }: BackupManifest,
): Promise<Result<KeyFiles>> {
  if (keys === 'none' || passphrase === undefined) return ok({});
  const opened = await unlockKeys(readFileSync(join(folder, KEY_BOX), 'utf8'), passphrase);
  return opened === undefined ? failed(problem('restore_passphrase')) : ok(opened);
}

async function putInPlace(
  { folder, dataDir }: RestoreRequest,
  manifest: BackupManifest,
  keys: KeyFiles,
): Promise<Result<BackupManifest>> {
  const beside = `${dataDir}${BESIDE}`;
  try {
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside, { recursive: true });
    for (const { path, sha256 } of manifest.files.filter((one) => one.path !== KEY_BOX)) {
      const copied = await copyFile(join(folder, ...path.split('/')), beside, path);
      if (copied.sha256 !== sha256) return failed(problem('backup_damaged', { file: path }));
    }
    if (damageOf(join(beside, STORE)) !== undefined) {
      return failed(problem('backup_damaged', { file: STORE }));
    }
    writeKeys(join(beside, 'keys'), keys);
    rmSync(dataDir, { recursive: true, force: true });
    renameSync(beside, dataDir);
    syncFolder(dirname(dataDir));
    return ok(manifest);
  } catch (error) {
    if (isDiskFull(error)) return failed(problem('read_only'));
    throw error;
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

function writeKeys(folder: string, keys: KeyFiles): void {
  for (const [name, text] of Object.entries(keys)) {
    mkdirSync(folder, { recursive: true });
    const bytes = Buffer.from(text, 'base64');
    writeFileSync(join(folder, name), bytes, { mode: OWNER_ONLY, flush: true });
    chmodSync(join(folder, name), OWNER_ONLY);
  }
}
