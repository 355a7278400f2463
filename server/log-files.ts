/**
 * The text of an event log's file: plain or gzip, in the encoding that the file declares.
 *
 * Bytes that are not text of that encoding are an error with their place, never a replacement
 * character: a figure made from a misread log would look as good as any other.
 */
import { FileBytesError, readFileBytes, type FileBytesDetails } from './file-bytes.ts';

/** Offsets count bytes from 0, after decompression. */
export interface LogFileDetails {
  log_not_found: FileBytesDetails['not_found'];
  log_unreadable: FileBytesDetails['unreadable'];
  /** The gzip stream, or a character, stops in the middle. */
  log_truncated: FileBytesDetails['truncated'];
  log_damaged: FileBytesDetails['damaged'];
  /** `offset`: the first byte of what is no character. */
  log_wrong_encoding: { offset: number; encoding: string };
  log_unknown_encoding: { encoding: string };
  /** `limit`: bytes. */
  log_too_large: { limit: number };
}

export type LogFileCode = keyof LogFileDetails;

/** An expected failure of reading a log; whoever iterates catches it. */
export class LogFileError extends Error {
  readonly code: LogFileCode;
  readonly details: Record<string, string | number>;

  constructor(code: LogFileCode, details: Record<string, string | number>) {
    super(`${code} ${JSON.stringify(details)}`);
    this.name = 'LogFileError';
    this.code = code;
    this.details = details;
  }
}

export interface LogTextOptions {
  /** Bytes after decompression. Default 4 GiB. */
  maxBytes?: number;
}

/**
 * The text in pieces of some 64 Ki characters, without a byte order mark. Leaving the iteration early
 * closes the file.
 * @throws {LogFileError} while iterating
 */
export async function* readLogText(
  path: string,
  options: LogTextOptions = {},
): AsyncGenerator<string, void> {
  const limit = options.maxBytes ?? 4 * 2 ** 30;
  const decoder = createLogDecoder();
  let total = 0;
  for await (const bytes of readBytes(path)) {
    total += bytes.length;
    if (total > limit) throw fault('log_too_large', { limit });
    const text = decoder.write(bytes);
    if (text !== '') yield text;
  }
  const rest = decoder.close();
  if (rest !== '') yield rest;
}

export interface LogDecoder {
  write(bytes: Uint8Array): string;
  /** The rest of the text, when there are no more bytes. */
  close(): string;
}

/**
 * Decodes bytes as the file itself says (XML 1.0, appendix F): by its byte order mark, by the shape of
 * `<?` in UTF-16, by `encoding` in the XML declaration, else UTF-8. Labels are those of the WHATWG
 * Encoding Standard, so `iso-8859-1` is read as windows-1252 and `gb2312` as GBK.
 * @throws {LogFileError} log_wrong_encoding, log_unknown_encoding, log_truncated
 */
export function createLogDecoder(): LogDecoder {
  let head: Uint8Array = new Uint8Array(0);
  let decoder: LogDecoder | undefined;
  const start = (): string => {
    const { label, skip } = encodingOf(head);
    decoder = createStrictDecoder(label, skip);
    return decoder.write(head.subarray(skip));
  };
  return {
    write(bytes) {
      if (decoder !== undefined) return decoder.write(bytes);
      head = Buffer.concat([head, bytes]);
      return head.length < HEAD ? '' : start();
    },
    close() {
      const begun = decoder === undefined ? start() : '';
      return begun + (decoder?.close() ?? '');
    },
  };
}

/** Enough bytes for any XML declaration. */
const HEAD = 1024;

function fault<Code extends LogFileCode>(code: Code, details: LogFileDetails[Code]): LogFileError {
  return new LogFileError(code, { ...details });
}

async function* readBytes(path: string): AsyncGenerator<Buffer, void> {
  try {
    yield* readFileBytes(path);
  } catch (error) {
    if (!(error instanceof FileBytesError)) throw error;
    throw new LogFileError(`log_${error.code}`, error.details);
  }
}

interface ByteOrderMark {
  bytes: readonly number[];
  label: string;
}

/** UTF-32 stands before UTF-16, whose mark it begins with. */
const marks: readonly ByteOrderMark[] = [
  { bytes: [0xff, 0xfe, 0x00, 0x00], label: 'utf-32le' },
  { bytes: [0x00, 0x00, 0xfe, 0xff], label: 'utf-32be' },
  { bytes: [0xef, 0xbb, 0xbf], label: 'utf-8' },
  { bytes: [0xff, 0xfe], label: 'utf-16le' },
  { bytes: [0xfe, 0xff], label: 'utf-16be' },
];

/** `<?` without a byte order mark, in encodings whose declaration cannot be read as ASCII. */
const shapes: readonly ByteOrderMark[] = [
  { bytes: [0x3c, 0x00, 0x3f, 0x00], label: 'utf-16le' },
  { bytes: [0x00, 0x3c, 0x00, 0x3f], label: 'utf-16be' },
  { bytes: [0x4c, 0x6f, 0xa7, 0x94], label: 'ebcdic' },
];

function encodingOf(head: Uint8Array): { label: string; skip: number } {
  const begins = ({ bytes }: ByteOrderMark) => bytes.every((byte, index) => head[index] === byte);
  const mark = marks.find(begins);
  if (mark !== undefined) return { label: mark.label, skip: mark.bytes.length };
  return { label: shapes.find(begins)?.label ?? declaredIn(head), skip: 0 };
}

function declaredIn(head: Uint8Array): string {
  const text = Buffer.from(head.subarray(0, HEAD)).toString('latin1');
  const label = /^<\?xml\s(?:[^>]*?\s)?encoding\s*=\s*["']([^"'>]{1,64})["']/.exec(text)?.[1];
  const { encoding } = textDecoder(label ?? 'utf-8');
  // A declaration that reads as ASCII is not in UTF-16, whatever it says; some exporters write that.
  return encoding.startsWith('utf-16') ? 'utf-8' : encoding;
}

/**
 * A decoder does not say which byte it refused, and after refusing it cannot go on. So the bytes since
 * the last one that surely ended a character are kept: from there a fresh decoder finds the place.
 * @param from the offset of the first byte that will be written
 */
function createStrictDecoder(label: string, from: number): LogDecoder {
  const decoder = textDecoder(label);
  let offset = from;
  let unsettled: Uint8Array | undefined = new Uint8Array(0);
  return {
    write(bytes) {
      try {
        const text = decoder.decode(bytes, { stream: true });
        const settled = settledLength(bytes, label, offset);
        unsettled = settled > 0 ? bytes.subarray(settled) : joined(unsettled, bytes);
        offset += bytes.length;
        return text;
      } catch {
        const before = unsettled?.length ?? 0;
        const place = unsettled && firstWrong(label, Buffer.concat([unsettled, bytes]));
        const exact = place === undefined ? offset : offset - before + place;
        throw fault('log_wrong_encoding', { offset: exact, encoding: label });
      }
    },
    close() {
      try {
        return decoder.decode();
      } catch {
        throw fault('log_truncated', { offset });
      }
    },
  };
}

function textDecoder(label: string): TextDecoder {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true });
  } catch {
    throw fault('log_unknown_encoding', { encoding: label });
  }
}

const MAX_UNSETTLED = 2 ** 20;

/** Undefined once there are too many bytes to keep: the place is then that of the piece. */
function joined(before: Uint8Array | undefined, bytes: Uint8Array): Uint8Array | undefined {
  if (before === undefined || before.length + bytes.length > MAX_UNSETTLED) return undefined;
  return Buffer.concat([before, bytes]);
}

/**
 * How many of the bytes surely end with a character. In the multi-byte encodings a byte below 0x30 is
 * never part of another character; UTF-16 goes by pairs of bytes from an even offset; ISO-2022-JP has
 * modes, so there nothing is sure.
 */
function settledLength(bytes: Uint8Array, label: string, offset: number): number {
  if (label === 'iso-2022-jp') return 0;
  if (!label.startsWith('utf-16')) return bytes.findLastIndex((byte) => byte < 0x30) + 1;
  const even = bytes.length - ((offset + bytes.length) % 2);
  // The byte that tells whether a code unit is the first half of a pair.
  const tell = label === 'utf-16le' ? 1 : 2;
  const last = bytes[even - tell] ?? 0xd8;
  return Math.max(0, (last & 0xfc) === 0xd8 ? even - 2 : even);
}

/** Where the first thing that is no character begins: at the end of the longest text that decodes. */
function firstWrong(label: string, bytes: Uint8Array): number | undefined {
  const lengthOf = (end: number): number | undefined => {
    try {
      return textDecoder(label).decode(bytes.subarray(0, end), { stream: true }).length;
    } catch {
      return undefined;
    }
  };
  let good = 0;
  let bad = bytes.length;
  if (lengthOf(bad) !== undefined) return undefined;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (lengthOf(middle) === undefined) bad = middle;
    else good = middle;
  }
  const length = lengthOf(good);
  while (good > 0 && lengthOf(good - 1) === length) good--;
  return good;
}
