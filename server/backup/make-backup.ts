/**
 * Makes a backup of a data folder while the server works. Records come first and the store last: a batch
 * of records counts only after its entry in the audit log, so the copied log knows of every copied batch.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { isDiskFull, isGone, syncFolder } from '../records/disk.ts';
import type { Manifest } from '../records/manifest.ts';
import { copyStore } from './copy-store.ts';
import { copyFile, filesBelow, hashOf, isEmptyOrAbsent } from './files.ts';
import { KEY_BOX, lockKeys } from './key-box.ts';
import { MANIFEST, manifestOf, type BackupFile, type BackupManifest } from './manifest.ts';

export const STORE = 'flowmeter.sqlite';

export interface BackupRequest {
  dataDir: string;
  /** Empty, or not there yet. */
  folder: string;
  at: string;
  product: string;
  /** Private keys are taken along, encrypted with this. */
  passphrase?: string | undefined;
}

/** A passphrase is guessed offline. */
const SHORTEST_PASSPHRASE = 12;
const MOST_TRIES = 5;
const OWN: ReadonlySet<string> = new Set([
  STORE,
  `${STORE}-wal`,
  `${STORE}-shm`,
  'records',
  'keys',
]);

export async function makeBackup(request: BackupRequest): Promise<Result<BackupManifest>> {
  const { dataDir, folder, passphrase } = request;
  if (!existsSync(join(dataDir, STORE)))
    return failed(problem('backup_no_store', { folder: dataDir }));
  if (!isEmptyOrAbsent(folder)) return failed(problem('backup_not_empty', { folder }));
  if (passphrase !== undefined && passphrase.length < SHORTEST_PASSPHRASE) {
    return failed(problem('backup_passphrase_short', { least: SHORTEST_PASSPHRASE }));
  }
  try {
    mkdirSync(folder, { recursive: true });
    return ok(await writeBackup(request));
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (isDiskFull(error)) return failed(problem('read_only'));
    throw error;
  }
}

async function writeBackup(request: BackupRequest): Promise<BackupManifest> {
  const { dataDir, folder, at, product, passphrase } = request;
  const files: BackupFile[] = [];
  for (const kind of kindsIn(join(dataDir, 'records'))) {
    files.push(...(await copyKind(dataDir, folder, `records/${kind}`)));
  }
  for (const path of filesBelow(dataDir, (one) => OWN.has(one) || one.endsWith('.new'))) {
    files.push(await copyFile(join(dataDir, ...path.split('/')), folder, path));
  }
  files.push(...(await copyKeys(dataDir, folder, passphrase)));
  const facts = await copyStore(join(dataDir, STORE), join(folder, STORE));
  files.push({ path: STORE, ...(await hashOf(join(folder, STORE))) });
  const keys = passphrase === undefined ? 'none' : 'encrypted';
  const manifest = manifestOf({ format: 1, product, made_at: at, ...facts, keys, files });
  writeFileSync(join(folder, MANIFEST), JSON.stringify(manifest, null, 1), { flush: true });
  syncFolder(folder);
  return manifest;
}

/** Names that begin with a dot are of files on their way. */
function kindsIn(records: string): string[] {
  if (!existsSync(records)) return [];
  return readdirSync(records).filter(
    (kind) => !kind.startsWith('.') && existsSync(join(records, kind, 'manifest.json')),
  );
}

/** What the manifest of a moment names; segments that were merged meanwhile are named by the next. */
async function copyKind(dataDir: string, folder: string, path: string): Promise<BackupFile[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await copyNamed(dataDir, folder, path);
    } catch (error) {
      if (!isGone(error) || tries === MOST_TRIES) throw error;
      rmSync(join(folder, ...path.split('/')), { recursive: true, force: true });
    }
  }
}

async function copyNamed(dataDir: string, folder: string, path: string): Promise<BackupFile[]> {
  const from = join(dataDir, ...path.split('/'));
  const text = readFileSync(join(from, 'manifest.json'), 'utf8');
  const { segments, batches } = JSON.parse(text) as Manifest;
  const named = [
    ...segments.flatMap(({ id }) => filesBelow(from, () => false, `seg-${id}`)),
    ...batches.map(({ seq }) => `bad/${seq}.csv`).filter((one) => existsSync(join(from, one))),
  ];
  const files: BackupFile[] = [];
  for (const one of named) {
    files.push(await copyFile(join(from, ...one.split('/')), folder, `${path}/${one}`));
  }
  // A folder that is gone has no files: the manifest tells whether it was to have some.
  if (
    segments.some(({ id }) => !files.some((file) => file.path.startsWith(`${path}/seg-${id}/`)))
  ) {
    throw Object.assign(new Error(`a segment of ${path} is gone`), { code: 'ENOENT' });
  }
  mkdirSync(join(folder, ...path.split('/')), { recursive: true });
  const target = join(folder, ...path.split('/'), 'manifest.json');
  writeFileSync(target, text, { flush: true });
  return [...files, { path: `${path}/manifest.json`, ...(await hashOf(target)) }];
}

/** Public keys go along as they are: signatures have to be checked after a restore. */
async function copyKeys(
  dataDir: string,
  folder: string,
  passphrase: string | undefined,
): Promise<BackupFile[]> {
  const keys = join(dataDir, 'keys');
  const names = filesBelow(keys, () => false);
  const files: BackupFile[] = [];
  for (const name of names.filter(isPublic)) {
    files.push(await copyFile(join(keys, name), folder, `keys/${name}`));
  }
  if (passphrase === undefined) return files;
  const secret = names.filter((name) => !isPublic(name));
  const texts = secret.map((name) => [name, readFileSync(join(keys, name), 'base64')] as const);
  const box = join(folder, KEY_BOX);
  writeFileSync(box, await lockKeys(Object.fromEntries(texts), passphrase), { flush: true });
  return [...files, { path: KEY_BOX, ...(await hashOf(box)) }];
}

/** All others may sign or unlock something. */
const publicFiles: ReadonlySet<string> = new Set(['public.json', 'releases-signed']);

function isPublic(name: string): boolean {
  return publicFiles.has(name);
}
