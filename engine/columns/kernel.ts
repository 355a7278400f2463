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
  /**
   * The classes of numbers, by where they stand among cuts; the table stands behind those. Answers whether
   * any of them is none: NaN or infinite.
   */
  place: (numbers: number, cuts: number, table: number, out: number, end: number) => number;
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
  'AGFzbQEAAAABJwVgBH9/f38AYAV/f39/fwF/YAN/f38Bf2AFf39/f38AYAR7e39/AAMIBwAAAAECAwQFAwEAAQdF',
  'BwZtZW1vcnkCAAdlbmNvZGU4AAAJZW5jb2RlRmV3AAEIZW5jb2RlMTYAAgVwbGFjZQADB3JlYWNoZXMABAVtYXRj',
  'aAAFCpkGB1oAA0AgAiABIAAtAABqLQAAOgAAIAIgASAALQABai0AADoAASACIAEgAC0AAmotAAA6AAIgAiABIAAt',
  'AANqLQAAOgADIABBBGohACACQQRqIQIgAiADSQ0ACws0AQF7IAH9AAQAIQQDQCACIAQgAP0ABAD9Dv0LBAAgAEEQ',
  'aiEAIAJBEGohAiACIANJDQALC1oAA0AgAiABIAAvAQBqLQAAOgAAIAIgASAALwECai0AADoAASACIAEgAC8BBGot',
  'AAA6AAIgAiABIAAvAQZqLQAAOgADIABBCGohACACQQRqIQIgAiADSQ0ACwuOAgIBfwZ7A0AgAP0ABAAhCCAA/QAE',
  'ECEJ/QwAAAAAAAAAAAAAAAAAAAAAIQr9DAAAAAAAAAAAAAAAAAAAAAAhCyABIQUCQANAIAUgAk8NASAF/QoDACEG',
  'IAogBiAI/Un90QEgBiAI/Uv90QEhCiALIAYgCf1J/dEBIAYgCf1L/dEBIQsgBUEIaiEFDAALCyADIAIgCv0bAGot',
  'AAA6AAAgAyACIAr9GwJqLQAAOgABIAMgAiAL/RsAai0AADoAAiADIAIgC/0bAmotAAA6AAMgCCAI/fEBIQggCSAJ',
  '/fEBIQkgByAIIAj9SCAJIAn9SP1Q/VAhByAAQSBqIQAgA0EEaiEDIAMgBEkNAAsgB/1TCysBAXsDQCADIAD9AAQA',
  '/XkhAyAAQRBqIQAgACABSQ0ACyADIAL9D/0s/VMLoQECA38DewNA/Qz/////////////////////IQn9DP//////',
  '//////////////8hCiAAIQYDQCAGKAIgIAVqIQcgBiAEav0ABAAhCCAJIAggB/0ABAD9Dv1OIQkgCiAIIAf9AAQQ',
  '/Q79TiEKIAZBMGohBiAGIAFJDQALIAkgCv1Q/VMEQCAJIAogAiAFQQN2EAYLIAVBIGohBSAFIANJDQALC00BAn8g',
  'AkEgaiEFA0AgAigCACADaiEEIAQgBCgCACAA/WQgAf1kQRB0cnI2AgAgACAA/W4hACABIAH9biEBIAJBBGohAiAC',
  'IAVJDQALCw==',
].join('');

export const kernelBytes: Uint8Array = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

let once: WebAssembly.Module | undefined;

function compiled(): WebAssembly.Module {
  once ??= new WebAssembly.Module(kernelBytes as Uint8Array<ArrayBuffer>);
  return once;
}
