import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { storeContract } from './contract.ts';
import { openStore, type Store } from './store.ts';

const folders: string[] = [];
const stores: Store[] = [];

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

storeContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'flowmeter-'));
  folders.push(folder);
  const open = () => {
    const store = openStore(join(folder, 'flowmeter.sqlite'));
    stores.push(store);
    return store;
  };
  const store = open();
  return {
    store,
    again: async () => {
      await store.close();
      return open();
    },
  };
});
