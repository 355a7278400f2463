/**
 * The fixed part of asking very many rows: a few loops over bytes, as WebAssembly for its instructions on
 * sixteen bytes at once. It is the same for every rule set: nothing is generated, no definition reaches it
 * but as tables. `kernel.wat` is its text; a test translates that and compares the bytes.
 */

/** Where a dictionary's codes are, the classes of the codes, and the lane that is to hold them, up to its end. */
type Encode = (codes: number, table: number, out: number, end: number) => void;

export interface Kernel {
  memory: WebAssembly.Memory;
  /** For tables of at most sixteen. */
  encodeFew: Encode;
  encode8: Encode;
  /** For codes of two bytes. */
  encode16: Encode;
  /** Is a class of the lane `open` or higher? */
  reaches: (lane: number, end: number, open: number) => number;
  match: (ops: number, opsEnd: number, outs: number, rows: number, field: number) => void;
}

/** Bytes of an operation of `match`: two tables and an address. */
export const OP_BYTES = 48;
/** Where its tables are. */
export const CERTAIN = 0;
export const POSSIBLE = 16;
export const LANE = 32;

/** Rows are matched by this many at a time. */
export const ROWS_AT_ONCE = 32;

/** A kernel with a memory of its own. */
export function newKernel(): Kernel {
  return new WebAssembly.Instance(compiled()).exports as unknown as Kernel;
}

const text = [
  'AGFzbQEAAAABHgRgBH9/f38AYAN/f38Bf2AFf39/f38AYAR7e39/AAMHBgAAAAECAwUDAQABBz0GBm1lbW9yeQIA',
  'B2VuY29kZTgAAAllbmNvZGVGZXcAAQhlbmNvZGUxNgACB3JlYWNoZXMAAwVtYXRjaAAECokEBloAA0AgAiABIAAt',
  'AABqLQAAOgAAIAIgASAALQABai0AADoAASACIAEgAC0AAmotAAA6AAIgAiABIAAtAANqLQAAOgADIABBBGohACAC',
  'QQRqIQIgAiADSQ0ACws0AQF7IAH9AAQAIQQDQCACIAQgAP0ABAD9Dv0LBAAgAEEQaiEAIAJBEGohAiACIANJDQAL',
  'C1oAA0AgAiABIAAvAQBqLQAAOgAAIAIgASAALwECai0AADoAASACIAEgAC8BBGotAAA6AAIgAiABIAAvAQZqLQAA',
  'OgADIABBCGohACACQQRqIQIgAiADSQ0ACwsrAQF7A0AgAyAA/QAEAP15IQMgAEEQaiEAIAAgAUkNAAsgAyAC/Q/9',
  'LP1TC6EBAgN/A3sDQP0M/////////////////////yEJ/Qz/////////////////////IQogACEGA0AgBigCICAF',
  'aiEHIAYgBGr9AAQAIQggCSAIIAf9AAQA/Q79TiEJIAogCCAH/QAEEP0O/U4hCiAGQTBqIQYgBiABSQ0ACyAJIAr9',
  'UP1TBEAgCSAKIAIgBUEDdhAFCyAFQSBqIQUgBSADSQ0ACwtNAQJ/IAJBIGohBQNAIAIoAgAgA2ohBCAEIAQoAgAg',
  'AP1kIAH9ZEEQdHJyNgIAIAAgAP1uIQAgASAB/W4hASACQQRqIQIgAiAFSQ0ACws=',
].join('');

export const kernelBytes: Uint8Array = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

let once: WebAssembly.Module | undefined;

function compiled(): WebAssembly.Module {
  once ??= new WebAssembly.Module(kernelBytes as Uint8Array<ArrayBuffer>);
  return once;
}
