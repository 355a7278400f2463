/**
 * The text of a file of records, in whole lines: plain or gzip, in the encoding that was said or that the
 * whole file fits. A line that is not text of that encoding is named, not guessed at; the others stay.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { FileBytesError, readFileBytes } from '../file-bytes.ts';
import { RecordFileError } from './faults.ts';

export interface RecordText {
  text: string;
  /** Numbers of the lines (from 1) that are not text of the encoding. */
  wrongLines: number[];
}

/** Bytes after decompression. */
const MOST_BYTES = 16 * 2 ** 30;
/** Bytes without a line break: no text of rows has that many. */
const LONGEST_LINE = 8 * 2 ** 20;
const NEWLINE = 0x0a;

/** SHA-256 of the file as it lies there. */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  } catch {
    // Whoever reads the file says in words what is wrong with it.
    return '';
  }
  return hash.digest('hex');
}

/** @throws {RecordFileError} */
export async function* readRecordBytes(path: string): AsyncGenerator<Buffer, void> {
  let total = 0;
  try {
    for await (const piece of readFileBytes(path)) {
      total += piece.length;
      if (total > MOST_BYTES) throw new RecordFileError('too_large', { limit: MOST_BYTES });
      yield piece;
    }
  } catch (error) {
    if (!(error instanceof FileBytesError)) throw error;
    throw new RecordFileError(error.code, error.details);
  }
}

/**
 * A byte order mark says the encoding; else what was declared; else UTF-8 where the whole file is valid
 * as that, else GB18030.
 * @throws {RecordFileError} when neither fits, or the declared one is not known
 */
export async function encodingOf(path: string, declared: string | undefined): Promise<string> {
  const marked = markOf(await firstBytes(path));
  if (marked !== undefined) return marked;
  if (declared !== undefined) return decoderOf(declared).encoding;
  const utf8 = await firstWrong(path, 'utf-8');
  if (utf8 === undefined) return 'utf-8';
  const offset = await firstWrong(path, 'gb18030');
  if (offset === undefined) return 'gb18030';
  throw new RecordFileError('undetected_encoding', { offset });
}

/**
 * Pieces of text that end with a line break (the last need not), without a byte order mark.
 * @throws {RecordFileError} while iterating
 */
export async function* readRecordText(
  path: string,
  encoding: string,
): AsyncGenerator<RecordText, void> {
  if (encoding.startsWith('utf-16')) {
    yield* wideText(path, encoding);
    return;
  }
  let rest: Buffer[] = [];
  let waiting = 0;
  let line = 1;
  let isFirst = true;
  function decoded(bytes: Buffer): RecordText {
    const piece = decodedLines(isFirst ? withoutMark(bytes) : bytes, encoding, line);
    isFirst = false;
    line += piece.lines;
    return piece;
  }
  for await (const bytes of readRecordBytes(path)) {
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      yield decoded(Buffer.concat([...rest, bytes.subarray(0, end)]));
      rest = [];
      waiting = 0;
    }
    if (end === bytes.length) continue;
    rest.push(Buffer.from(bytes.subarray(end)));
    waiting += bytes.length - end;
    if (waiting > LONGEST_LINE) {
      throw new RecordFileError('row_endless', { line, limit: LONGEST_LINE });
    }
  }
  if (waiting > 0) yield decoded(Buffer.concat(rest));
}

/** Where two bytes make a character a lost one shifts all that follow: nothing can be set apart. */
async function* wideText(path: string, encoding: string): AsyncGenerator<RecordText, void> {
  const decoder = decoderOf(encoding, false);
  let offset = 0;
  const step = (bytes?: Buffer): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      throw new RecordFileError('not_decodable', { encoding, offset });
    }
  };
  for await (const bytes of readRecordBytes(path)) {
    yield { text: step(bytes), wrongLines: [] };
    offset += bytes.length;
  }
  yield { text: step(), wrongLines: [] };
}

function decodedLines(
  bytes: Buffer,
  encoding: string,
  first: number,
): RecordText & { lines: number } {
  const strict = decoderOf(encoding);
  try {
    const text = strict.decode(bytes);
    return { text, wrongLines: [], lines: linesIn(bytes) };
  } catch {
    return oneByOne(bytes, encoding, first);
  }
}

function oneByOne(bytes: Buffer, encoding: string, first: number): RecordText & { lines: number } {
  const strict = decoderOf(encoding);
  const lenient = new TextDecoder(encoding, { ignoreBOM: true });
  const wrongLines: number[] = [];
  let text = '';
  let lines = 0;
  for (let start = 0; start < bytes.length; ) {
    const at = bytes.indexOf(NEWLINE, start);
    const end = at < 0 ? bytes.length : at + 1;
    const line = bytes.subarray(start, end);
    try {
      text += strict.decode(line);
    } catch {
      text += lenient.decode(line);
      wrongLines.push(first + lines);
    }
    if (at >= 0) lines++;
    start = end;
  }
  return { text, wrongLines, lines };
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}

async function firstBytes(path: string): Promise<Buffer> {
  for await (const bytes of readRecordBytes(path)) return bytes;
  return Buffer.alloc(0);
}

function markOf(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes.length > withoutMark(bytes).length ? 'utf-8' : undefined;
}

function withoutMark(bytes: Buffer): Buffer {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked ? bytes.subarray(3) : bytes;
}

/** Some byte at or before which the file stops being text of the encoding; undefined when it does not. */
async function firstWrong(path: string, encoding: string): Promise<number | undefined> {
  const decoder = decoderOf(encoding);
  let offset = 0;
  try {
    for await (const bytes of readRecordBytes(path)) {
      decoder.decode(bytes, { stream: true });
      offset += bytes.length;
    }
    decoder.decode();
    return undefined;
  } catch (error) {
    if (error instanceof RecordFileError) throw error;
    return offset;
  }
}

function decoderOf(encoding: string, ignoreBOM = true): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM });
  } catch {
    throw new RecordFileError('unknown_encoding', { encoding });
  }
}
