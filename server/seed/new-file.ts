/** Makes a store's file whole or not at all: it is filled beside its place and then put there. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openStore, type Store } from '../store/store.ts';

export async function makeStoreFile(
  file: string,
  fill: (store: Store) => Promise<void>,
): Promise<void> {
  const draft = join(dirname(file), 'seeding.sqlite');
  for (const end of ['', '-wal', '-shm']) rmSync(draft + end, { force: true });
  const store = openStore(draft, { bulk: true });
  try {
    await fill(store);
  } finally {
    await store.close();
  }
  if (existsSync(`${draft}-wal`)) throw new Error(`${draft} was not checkpointed`);
  sync(draft);
  renameSync(draft, file);
  sync(dirname(file));
}

/** Windows cannot sync a folder, and does not need to. */
function sync(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
