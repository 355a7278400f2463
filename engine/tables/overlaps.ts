/** Which rows can match together: for each row, words of bits with the rows that overlap it. */
import type { Box } from './boxes.ts';
import type { Ranges } from './classes.ts';
import type { Space } from './space.ts';

export interface Overlaps {
  width: number;
  /** `words[row * width …]` has the bits of its rows, its own too. */
  words: Uint32Array;
}

/**
 * Column by column: what rows take of a column is kept in trees of its classes, so that the rows that
 * meet a cell are the union of a few of their nodes.
 */
export function overlapsOf({ axes, boxes }: Space): Overlaps {
  const width = (boxes.length + 31) >>> 5;
  const words = new Uint32Array(boxes.length * width);
  boxes.forEach((box, row) => {
    if (box === undefined) return;
    for (let other = 0; other < boxes.length; other++) {
      if (boxes[other] !== undefined) setBit(words, row * width, other);
    }
  });
  axes.forEach(({ size }, axis) => {
    const trees = treesOf(boxes, axis, size, width);
    const met = new Map<string, Uint32Array>();
    boxes.forEach((box, row) => {
      if (box === undefined) return;
      const key = JSON.stringify(box[axis]);
      const meeting = met.get(key) ?? rowsMeeting(trees, box[axis] ?? []);
      met.set(key, meeting);
      for (let word = 0; word < width; word++) {
        const at = row * width + word;
        words[at] = (words[at] ?? 0) & (meeting[word] ?? 0);
      }
    });
  });
  return { width, words };
}

/** The rows that overlap a row, but for itself, from `from` on. */
export function overlapping({ width, words }: Overlaps, row: number, from = 0): number[] {
  const rows: number[] = [];
  for (let word = from >>> 5; word < width; word++) {
    for (let bits = words[row * width + word] ?? 0; bits !== 0; bits &= bits - 1) {
      const other = (word << 5) + 31 - Math.clz32(bits & -bits);
      if (other >= from && other !== row) rows.push(other);
    }
  }
  return rows;
}

function setBit(words: Uint32Array, at: number, row: number): void {
  const word = at + (row >>> 5);
  words[word] = (words[word] ?? 0) | (1 << (row & 31));
}

interface Trees {
  size: number;
  width: number;
  /** A node has the rows with a range that begins below it. */
  beginning: Uint32Array;
  /** A node has the rows with a range that takes all below it, where the node above has not. */
  taking: Uint32Array;
}

/** Complete binary trees over the classes: node n has the children 2n and 2n + 1, leaves begin at `size`. */
function treesOf(
  boxes: readonly (Box | undefined)[],
  axis: number,
  size: number,
  width: number,
): Trees {
  const beginning = new Uint32Array(2 * size * width);
  const taking = new Uint32Array(2 * size * width);
  boxes.forEach((box, row) => {
    for (const [first, last] of box?.[axis] ?? []) {
      setBit(beginning, (size + first) * width, row);
      eachNode(first, last, size, (node) => setBit(taking, node * width, row));
    }
  });
  for (let node = size - 1; node > 0; node--) {
    for (let word = 0; word < width; word++) {
      const left = beginning[2 * node * width + word] ?? 0;
      beginning[node * width + word] = left | (beginning[(2 * node + 1) * width + word] ?? 0);
    }
  }
  return { size, width, beginning, taking };
}

/** Rows that take a class of these: they begin in there, or take the first. */
function rowsMeeting({ size, width, beginning, taking }: Trees, ranges: Ranges): Uint32Array {
  const found = new Uint32Array(width);
  const take = (tree: Uint32Array, node: number) => {
    for (let word = 0; word < width; word++) {
      found[word] = (found[word] ?? 0) | (tree[node * width + word] ?? 0);
    }
  };
  for (const [first, last] of ranges) {
    eachNode(first, last, size, (node) => take(beginning, node));
    for (let node = first + size; node > 0; node >>>= 1) take(taking, node);
  }
  return found;
}

/** The few nodes that together have just these leaves. */
function eachNode(first: number, last: number, size: number, visit: (node: number) => void): void {
  let [left, right] = [first + size, last + size + 1];
  for (; left < right; left >>>= 1, right >>>= 1) {
    if (left & 1) visit(left++);
    if (right & 1) visit(--right);
  }
}
