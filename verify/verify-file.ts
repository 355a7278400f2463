/** Reads a bundle from a file, piece by piece, and has it verified. */
import { createReadStream } from 'node:fs';
import { createVerifier, type Brought, type Verdict } from './verifier.ts';

/** A definition has at most 2 MB; nothing in a bundle is longer than some of them. */
const LONGEST_LINE = 64 * 2 ** 20;
const NEWLINE = 10;

export async function verifyFile(file: string, brought: Brought): Promise<Verdict> {
  return verifyPieces(createReadStream(file, { highWaterMark: 2 ** 20 }), brought);
}

export async function verifyPieces(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  brought: Brought,
): Promise<Verdict> {
  const verifier = createVerifier(brought);
  let rest: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    let start = 0;
    for (;;) {
      const end = piece.indexOf(NEWLINE, start);
      if (end === -1) break;
      verifier.take(Buffer.concat([...rest, piece.subarray(start, end)]));
      [rest, length, start] = [[], 0, end + 1];
    }
    const tail = piece.subarray(start);
    length += tail.length;
    // Nothing that was written is so long: what is left is not read into memory.
    if (length > LONGEST_LINE) return verifier.end(false);
    if (tail.length > 0) rest.push(tail);
  }
  return verifier.end(rest.length === 0);
}
