/**
 * Which rows have a successor, and which batch brought it. A batch writes down the rows whose key it
 * brings with other content; the rows themselves are never touched.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** A row of a segment that has a successor since a batch. */
export interface Succeeded {
  segment: number;
  row: number;
  since: number;
}

export interface SucceededList {
  count: number;
  add(one: Succeeded): void;
  /** On the disk when this returns. */
  write(path: string): void;
}

/** Of one segment: the batch that brought a row's successor; 0 when none has. */
export type SinceOf = (row: number) => number;

const FIELDS = 3;

export function createSucceededList(): SucceededList {
  let numbers = new Uint32Array(FIELDS * 1024);
  const list: SucceededList = {
    count: 0,
    add({ segment, row, since }) {
      const at = list.count++ * FIELDS;
      if (at === numbers.length) {
        const longer = new Uint32Array(at * 2);
        longer.set(numbers);
        numbers = longer;
      }
      numbers[at] = segment;
      numbers[at + 1] = row;
      numbers[at + 2] = since;
    },
    write: (path) => writeFileSync(path, numbers.subarray(0, list.count * FIELDS), { flush: true }),
  };
  return list;
}

export function* readSucceeded(path: string): Generator<Succeeded, void> {
  if (!existsSync(path)) return;
  const bytes = readFileSync(path);
  for (let at = 0; at < bytes.length; at += FIELDS * 4) {
    yield {
      segment: bytes.readUInt32LE(at),
      row: bytes.readUInt32LE(at + 4),
      since: bytes.readUInt32LE(at + 8),
    };
  }
}

/** The successors' batches by row, for each segment that the files speak of. */
export function sinceBySegment(paths: readonly string[]): Map<number, SinceOf> {
  const counts = new Map<number, number>();
  for (const path of paths) {
    for (const { segment } of readSucceeded(path)) {
      counts.set(segment, (counts.get(segment) ?? 0) + 1);
    }
  }
  const pairs = new Map([...counts].map(([id, count]) => [id, new Float64Array(count)]));
  const filled = new Map<number, number>();
  for (const path of paths) {
    for (const { segment, row, since } of readSucceeded(path)) {
      const at = filled.get(segment) ?? 0;
      // Row and batch as one number: they sort together.
      const all = pairs.get(segment);
      if (all !== undefined) all[at] = row * TWO_TO_21 + since;
      filled.set(segment, at + 1);
    }
  }
  return new Map([...pairs].map(([id, all]) => [id, sinceIn(all.toSorted())]));
}

/** More batches than there are minutes in three years. */
const TWO_TO_21 = 2 ** 21;

function sinceIn(sorted: Float64Array): SinceOf {
  return (row) => {
    const wanted = row * TWO_TO_21;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    const found = sorted[low] ?? 0;
    return Math.floor(found / TWO_TO_21) === row ? found % TWO_TO_21 : 0;
  };
}
