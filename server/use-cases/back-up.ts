/** Makes a backup of everything, and tells the audit log of it. */
import { readFileSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { failed, problem, type Result } from '@flowmeter/engine/problem.ts';
import { makeBackup } from '../backup/make-backup.ts';
import type { BackupManifest } from '../backup/manifest.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';

export interface BackingUp {
  /** A person's id, or `system`. */
  by: string;
  folder: string;
  passphrase?: string | undefined;
}

const MOST_TRIES = 60;
const WAIT_MS = 10;

/** Folders of this process that are being written. */
const underWay = new Set<string>();

export async function backUp(
  deps: Deps,
  { by, folder, passphrase }: BackingUp,
): Promise<Result<BackupManifest>> {
  const dataDir = dirname(deps.records.root);
  if (underWay.has(dataDir)) return failed(problem('backup_under_way'));
  underWay.add(dataDir);
  try {
    const at = instantOf(deps.clock);
    const done = await makeBackup({ dataDir, folder, at, product: productVersion(), passphrase });
    const details = done.ok
      ? { sum: done.value.sum, files: done.value.files.length, keys: done.value.keys }
      : { code: done.problems[0]?.code ?? '' };
    const event = { at, actor: by, action: 'backup.made', object: basename(folder) };
    const told = await patiently(() =>
      deps.recordAudit(deps, { ...event, allowed: done.ok, details }),
    );
    if (told.ok) return done;
    // What nobody knows of must not lie about.
    if (done.ok) rmSync(folder, { recursive: true, force: true });
    return told;
  } finally {
    underWay.delete(dataDir);
  }
}

/** While the server writes, another process waits for its turn. */
async function patiently(tell: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
  for (let tries = 1; ; tries++) {
    const told = await tell();
    const isBusy = !told.ok && told.problems[0]?.code === 'busy';
    if (!isBusy || tries === MOST_TRIES) return told;
    await setTimeout(Math.random() * tries * WAIT_MS);
  }
}

/** Name and version of the product, as a backup says it. */
export function productVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  return `${name} ${version}`;
}
