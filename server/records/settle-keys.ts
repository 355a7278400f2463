/** Which rows of a file are new, which are another edition of a row that is known, and which are known. */
import { setImmediate } from 'node:timers/promises';
import { ERASED_CONTENT } from './edit-rows.ts';
import { decodeKeyEntries, type KeyEntry } from './key-entry.ts';
import type { KeyIndex, KeyIndexWriter } from './key-index.ts';
import { LANES, type Spill } from './spill.ts';
import type { SinceOf, SucceededList } from './successors.ts';

/** Where rows were known before: a segment's keys, and which of its rows have a successor. */
export interface KnownKeys {
  segment: number;
  keys: KeyIndex;
  isCurrent: (row: number) => boolean;
}

export interface Settled {
  /** Of each row that fits, by number: 1 when it stays. */
  stays: Uint8Array;
  /** Number of a row whose key an earlier row of the file has, with other content -> that row's line. */
  repeated: Map<number, number>;
  added: number;
  changed: number;
  same: number;
}

export async function settleKeys(
  byKey: Spill,
  known: readonly KnownKeys[],
  { good, batch, succeeded, index }: Settling,
): Promise<Settled> {
  const settled: Settled = {
    stays: new Uint8Array(good),
    repeated: new Map(),
    added: 0,
    changed: 0,
    same: 0,
  };
  for (let lane = 0; lane < LANES; lane++) {
    const entries = decodeKeyEntries(byKey.read(lane));
    if (entries.length === 0) continue;
    const fresh = firstOfEach(entries, settled);
    for (const one of known) {
      for (const { key, content, row, isGone } of one.keys.lane(lane)) {
        const entry = fresh.get(key);
        if (entry === undefined || isGone === true || !one.isCurrent(row)) continue;
        // What was erased is not brought back by the file that brought it.
        if (entry.content === content || content === ERASED_CONTENT) {
          fresh.delete(key);
          settled.same++;
        } else {
          succeeded.add({ segment: one.segment, row, since: batch });
          settled.changed++;
        }
      }
    }
    const kept = [...fresh.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
    for (const { number } of kept) settled.stays[number] = 1;
    settled.added += kept.length;
    index.add(
      lane,
      kept.map(({ key, content, number }) => ({ key, content, row: number })),
    );
    await setImmediate();
  }
  settled.added -= settled.changed;
  return settled;
}

interface Settling {
  /** Rows that fit. */
  good: number;
  batch: number;
  succeeded: SucceededList;
  index: KeyIndexWriter;
}

/** The first row of each key; what repeats it word for word says nothing new. */
function firstOfEach(entries: readonly KeyEntry[], settled: Settled): Map<string, KeyEntry> {
  const first = new Map<string, KeyEntry>();
  for (const entry of entries) {
    const before = first.get(entry.key);
    if (before === undefined) first.set(entry.key, entry);
    else if (before.content === entry.content) settled.same++;
    else settled.repeated.set(entry.number, before.line);
  }
  return first;
}

/** Rows that have no successor are current. */
export function currentIn(since: SinceOf | undefined): (row: number) => boolean {
  return since === undefined ? () => true : (row) => since(row) === 0;
}
