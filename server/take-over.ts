/**
 * A store of before releases were signed: what is in force in it becomes the first signed release, once.
 * That it was is marked beside the keys, outside the database, so that nobody has the server sign what
 * they wrote into it by taking the releases away.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from './clock.ts';
import { instantOf } from './clock.ts';
import type { Keys } from './keys/keys.ts';
import type { Log } from './log.ts';
import type { Store } from './store/store.ts';

interface TakingOver {
  store: Pick<Store, 'trust' | 'definitions'>;
  keys: Keys;
  clock: Clock;
  log: Log;
  /** The file that marks it. */
  mark: string;
}

export async function takeOver({ store, keys, clock, log, mark }: TakingOver): Promise<void> {
  store.trust(keys);
  const isUnsigned = await store.definitions.isUnsigned();
  if (existsSync(mark)) {
    if (isUnsigned) log('error', 'the signed releases are gone from the store; nothing is run');
    await mend({ store, clock, log });
    return;
  }
  const at = instantOf(clock);
  if (isUnsigned) {
    const done = await store.definitions.takeOver(at);
    if (!done.ok) throw new Error('what is in force could not be released');
    log('info', 'what is in force was released, signed');
  }
  mkdirSync(dirname(mark), { recursive: true, mode: 0o700 });
  writeFileSync(mark, `${at}\n`, { flush: true });
}

/** What the log, the release before it and signed approvals prove is put back; the rest is for a backup. */
async function mend({ store, clock, log }: Pick<TakingOver, 'store' | 'clock' | 'log'>) {
  const mended = await store.definitions.mendRelease(instantOf(clock));
  if (!mended.ok) throw new Error('the newest release could not be looked at');
  if (mended.value !== undefined) log('error', `release ${mended.value} was spoilt and made again`);
}
