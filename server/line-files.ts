/** Files of which every line is a document: what is too much for memory waits there, or stays. */
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const CHUNK = 256 * 1024;
const NEWLINE = 10;

/** Documents that wait in a file of their own; read as often as wanted, in the order of their coming. */
export interface Waiting<T> extends Iterable<T>, Disposable {
  readonly count: number;
  add(one: T): void;
}

export function waitingIn<T>(folder: string, name: string): Waiting<T> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, '', { flag: 'wx' });
  let lines: string[] = [];
  let length = 0;
  let count = 0;

  function flush(): void {
    appendFileSync(path, lines.join(''));
    lines = [];
    length = 0;
  }

  return {
    get count() {
      return count;
    },
    add(one) {
      const line = `${JSON.stringify(one)}\n`;
      lines.push(line);
      length += line.length;
      count++;
      if (length >= CHUNK) flush();
    },
    *[Symbol.iterator]() {
      flush();
      for (const { text } of linesFrom(path, 0)) yield JSON.parse(text) as T;
    },
    [Symbol.dispose]: () => rmSync(path, { force: true }),
  };
}

/** From the line on in which, or after which, a place stands; `end` is where the next one begins. */
export function* linesFrom(path: string, from: number): Generator<{ text: string; end: number }> {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK);
    let rest = Buffer.alloc(0);
    let at = lineAt(file, from);
    for (;;) {
      const count = readSync(file, chunk, 0, CHUNK, at + rest.length);
      if (count === 0) return;
      let bytes = Buffer.concat([rest, chunk.subarray(0, count)]);
      for (let stop = bytes.indexOf(NEWLINE); stop >= 0; stop = bytes.indexOf(NEWLINE)) {
        at += stop + 1;
        yield { text: bytes.toString('utf8', 0, stop), end: at };
        bytes = bytes.subarray(stop + 1);
      }
      rest = Buffer.from(bytes);
    }
  } finally {
    closeSync(file);
  }
}

/** Where the line begins in which, or after which, a cursor stands: callers may send any. */
function lineAt(file: number, from: number): number {
  const before = Buffer.alloc(1);
  for (let at = from; at > 0; at--) {
    if (readSync(file, before, 0, 1, at - 1) === 0) return from;
    if (before[0] === NEWLINE) return at;
  }
  return 0;
}
