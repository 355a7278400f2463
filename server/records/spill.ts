/** Sorts very many small pieces of text into lanes, on disk: only so much waits in memory. */
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

export interface Spill {
  add(lane: number, text: string): void;
  /** What was added to the lane, in order, with the separator between. */
  read(lane: number): Buffer;
  /** The file is gone afterwards. */
  drop(): void;
}

/** Lanes of a spill; a lane is the first byte of a hash. */
export const LANES = 256;

/** Characters that wait in memory. */
const MOST_WAITING = 16 * 2 ** 20;

export function createSpill(path: string, encoding: 'utf8' | 'latin1', separator = ''): Spill {
  const file = openSync(path, 'wx+');
  const lanes = Array.from({ length: LANES }, (): Lane => ({ waiting: [], extents: [] }));
  let waiting = 0;
  let end = 0;

  function flush(): void {
    if (waiting === 0) return;
    for (const lane of lanes) {
      if (lane.waiting.length === 0) continue;
      const bytes = Buffer.from(lane.waiting.join(separator) + separator, encoding);
      writeSync(file, bytes, 0, bytes.length, end);
      lane.extents.push([end, bytes.length]);
      end += bytes.length;
      lane.waiting = [];
    }
    waiting = 0;
  }

  return {
    add(lane, text) {
      lanes[lane]?.waiting.push(text);
      waiting += text.length;
      if (waiting >= MOST_WAITING) flush();
    },
    read(number) {
      flush();
      const { extents } = lanes[number] ?? { extents: [] };
      const bytes = Buffer.alloc(extents.reduce((sum, [, length]) => sum + length, 0));
      let to = 0;
      for (const [at, length] of extents) to += readSync(file, bytes, to, length, at);
      return bytes.subarray(0, Math.max(0, bytes.length - separator.length));
    },
    drop() {
      closeSync(file);
      rmSync(path);
    },
  };
}

interface Lane {
  waiting: string[];
  /** Where it stands in the file, and how long. */
  extents: [at: number, length: number][];
}
