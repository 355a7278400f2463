/** Signs what the audit log is: at every thousandth entry, and at the last one when it has waited long enough. */
import { chainStart } from '@flowmeter/engine/audit-log/chain.ts';
import {
  checkpointOf,
  CHECKPOINT_ENTRIES,
  CHECKPOINT_MS,
  leafOf,
  type SignedCheckpoint,
} from '@flowmeter/engine/audit-log/checkpoint.ts';
import { growTree, type Tree } from '@flowmeter/engine/audit-log/merkle.ts';
import type { Instant } from '@flowmeter/engine/case/state.ts';
import { ok, type Result } from '@flowmeter/engine/problem.ts';
import { instantOf } from '../clock.ts';
import type { Store } from '../store/store.ts';
import type { Deps } from '../deps.ts';

type Parts = Pick<Deps, 'store' | 'keys' | 'clock'>;

/** When the next one is due; undefined when nothing is new. */
export async function nextCheckpoint({ store }: Pick<Deps, 'store'>): Promise<Instant | undefined> {
  const last = await store.checkpoints.last();
  const [first] = await store.auditLog.after(last?.checkpoint.size ?? 0, 1);
  if (first === undefined) return undefined;
  return new Date(Date.parse(first.at) + CHECKPOINT_MS).toISOString();
}

/** Those that are due; with `now`, one of whatever is new. The newest checkpoint there is. */
export async function makeCheckpoints(
  deps: Parts,
  how: 'due' | 'now' = 'due',
): Promise<Result<SignedCheckpoint | undefined>> {
  const { store, clock, keys } = deps;
  if (how === 'due' && keys.isHandingOver()) return ok(undefined);
  const last = await store.checkpoints.last();
  let newest: SignedCheckpoint | undefined = last;
  const tree = treeAfter(last);
  const log = await logOf(deps, last);
  for (;;) {
    const entries = await store.auditLog.after(tree.size(), CHECKPOINT_ENTRIES);
    for (const entry of entries) tree.add(leafOf(entry));
    const head = entries.at(-1);
    const isFull = entries.length === CHECKPOINT_ENTRIES;
    if (head === undefined || !(isFull || how === 'now' || isOld(entries, clock()))) {
      return ok(newest);
    }
    const kept = await keep(deps, tree, { log, head: head.hash });
    if (!kept.ok || !isFull) return kept;
    newest = kept.value;
  }
}

function treeAfter(last: Awaited<ReturnType<Store['checkpoints']['last']>>): Tree {
  return growTree({ size: last?.checkpoint.size ?? 0, frontier: last?.frontier ?? [] });
}

function isOld([first]: readonly { at: Instant }[], now: number): boolean {
  return first !== undefined && Date.parse(first.at) + CHECKPOINT_MS <= now;
}

/** A log is called by its first entry. */
async function logOf({ store }: Parts, last: SignedCheckpoint | undefined): Promise<string> {
  if (last !== undefined) return last.checkpoint.log;
  const [first] = await store.auditLog.after(0, 1);
  return first?.hash ?? chainStart;
}

async function keep(
  { store, keys, clock }: Parts,
  tree: Tree,
  about: { log: string; head: string },
): Promise<Result<SignedCheckpoint>> {
  const checkpoint = checkpointOf(tree, { ...about, at: instantOf(clock) });
  const signed = { checkpoint, signature: keys.sign('checkpoint', checkpoint) };
  const stored = await store.checkpoints.add({ ...signed, frontier: tree.frontier() });
  return stored.ok ? ok(signed) : stored;
}
