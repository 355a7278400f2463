/** Sorts very many small pieces of text into lanes, on disk: a fixed amount waits in memory. */
import { closeSync, openSync, rmSync } from 'node:fs';
import { readWhole, writeWhole } from './disk.ts';

export interface Spill {
  add(lane: number, text: string): void;
  /** What was added to the lane, in order, each with the separator behind it. */
  read(lane: number): Buffer;
  /** The file is gone afterwards. */
  drop(): void;
}

/** Lanes of a spill; a lane is the first byte of a hash. */
export const LANES = 256;

/** Bytes of a lane that wait in memory. */
const MOST_WAITING = 65_536;
/** Bytes of a character, at most. */
const WIDEST = { utf8: 3, latin1: 1 } as const;

export function createSpill(path: string, encoding: 'utf8' | 'latin1', separator = ''): Spill {
  const file = openSync(path, 'wx+');
  const lanes = new Map<number, Lane>();
  let end = 0;

  function laneOf(number: number): Lane {
    const known = lanes.get(number);
    if (known !== undefined) return known;
    const made = { waiting: Buffer.allocUnsafe(MOST_WAITING), length: 0, extents: [] };
    lanes.set(number, made);
    return made;
  }

  function put(lane: Lane, bytes: Uint8Array, length: number): void {
    if (length === 0) return;
    writeWhole(file, bytes.subarray(0, length), end);
    lane.extents.push([end, length]);
    end += length;
  }

  function flush(lane: Lane): void {
    put(lane, lane.waiting, lane.length);
    lane.length = 0;
  }

  return {
    add(number, text) {
      const lane = laneOf(number);
      const whole = text + separator;
      const most = whole.length * WIDEST[encoding];
      if (lane.length + most > MOST_WAITING) flush(lane);
      if (most > MOST_WAITING) {
        const bytes = Buffer.from(whole, encoding);
        put(lane, bytes, bytes.length);
      } else {
        lane.length += lane.waiting.write(whole, lane.length, encoding);
      }
    },
    read(number) {
      const lane = lanes.get(number);
      if (lane === undefined) return Buffer.alloc(0);
      flush(lane);
      const bytes = Buffer.alloc(lane.extents.reduce((sum, [, length]) => sum + length, 0));
      let to = 0;
      for (const [at, length] of lane.extents) {
        to += readWhole(file, bytes.subarray(to, to + length), at);
      }
      return bytes;
    },
    drop() {
      closeSync(file);
      rmSync(path);
    },
  };
}

interface Lane {
  waiting: Buffer;
  length: number;
  /** Where it stands in the file, and how long. */
  extents: [at: number, length: number][];
}
