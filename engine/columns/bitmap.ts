/** Sets of rows: bit `row & 31` of word `row >> 5`. Where there are no more words, there are no more rows. */
export type Bitmap = Uint32Array;

export const NO_ROWS: Bitmap = new Uint32Array(0);

export function newBitmap(rows: number): Bitmap {
  return new Uint32Array(Math.ceil(rows / 32));
}

/** Many side by side: one piece of memory is had sooner than many. */
export function newBitmaps(count: number, rows: number): Bitmap[] {
  const words = Math.ceil(rows / 32);
  const all = new Uint32Array(count * words);
  return Array.from({ length: count }, (_none, at) => all.subarray(at * words, (at + 1) * words));
}

export function hasRow(bitmap: Bitmap, row: number): boolean {
  return (((bitmap[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
}

export function addRow(bitmap: Bitmap, row: number): void {
  const at = row >>> 5;
  bitmap[at] = (bitmap[at] ?? 0) | (1 << (row & 31));
}

export function countRows(bitmap: Bitmap): number {
  let count = 0;
  for (let at = 0; at < bitmap.length; at++) {
    let word = bitmap[at] as number;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** The rows, in order. */
export function* rowsIn(bitmap: Bitmap): Generator<number> {
  for (let at = 0; at < bitmap.length; at++) {
    for (let rest = bitmap[at] as number; rest !== 0; rest &= rest - 1) {
      yield at * 32 + 31 - Math.clz32(rest & -rest);
    }
  }
}

/** Rows of the one that are not in the other. */
export function without(one: Bitmap, other: Bitmap): Bitmap {
  const rest = new Uint32Array(one.length);
  for (let at = 0; at < one.length; at++) rest[at] = (one[at] as number) & ~(other[at] ?? 0);
  return rest;
}
