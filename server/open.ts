/** Opens the product's data, or makes it: what the server and the commands begin with. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sealingIn } from './auth/sealing.ts';
import { instantOf, systemClock } from './clock.ts';
import { composeDeps } from './compose.ts';
import { connectorPorts } from './connectors/ports.ts';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { folderOfKeys } from './keys/key-files.ts';
import { openKeys, type Keys } from './keys/keys.ts';
import { createIds } from './ids.ts';
import type { Log } from './log.ts';
import { createRecordStore, type RecordStore } from './records/record-store.ts';
import { makeStoreFile } from './seed/new-file.ts';
import { seed } from './seed/seed.ts';
import { openStore } from './store/store.ts';
import { createTurns } from './web/rates.ts';
import { takeOver } from './take-over.ts';

/** Whoever opens closes `store`. */
export async function openDeps(config: Config, log: Log): Promise<Deps> {
  const file = await storeFile(config, log);
  const [store, keys] = [openStore(file), keysOf(config)];
  const mark = join(config.dataDir, 'keys', 'releases-signed');
  await takeOver({ store, keys, clock: systemClock, log, mark });
  return composeDeps({
    store,
    clock: systemClock,
    ids: createIds(systemClock),
    log,
    records: recordsOf(config),
    keys,
    sealing: sealingIn(join(config.dataDir, 'keys')),
    factorFor: config.access.factorFor,
    singleSignOn: config.access.singleSignOn,
    origin: config.origin,
    surroundings: { host: config.host, proxies: config.proxies },
    takeTurn: config.rates && createTurns(config.rates),
    nightlyAt: config.nightlyAt,
    connectors: connectorPorts(config.connectors),
    backups: config.backups,
  });
}

function recordsOf({ dataDir }: Config): RecordStore {
  return createRecordStore(join(dataDir, 'records'));
}

function keysOf({ dataDir }: Config): Keys {
  return openKeys(folderOfKeys(join(dataDir, 'keys')), instantOf(systemClock));
}

async function storeFile(config: Config, log: Log): Promise<string> {
  mkdirSync(config.dataDir, { recursive: true });
  const file = join(config.dataDir, 'flowmeter.sqlite');
  if (!existsSync(file)) {
    const [records, keys] = [recordsOf(config), keysOf(config)];
    log('info', 'making a new store', { file, demonstration: config.demo });
    await makeStoreFile(file, (store) =>
      seed({ store, log, records, keys }, Date.now(), config.demo),
    );
  }
  return file;
}
