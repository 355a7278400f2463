/** The bytes of a file, plain or gzip, in pieces; what can go wrong with that is told with its place. */
import { type FileHandle, open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Offsets count bytes from 0, after decompression. */
export interface FileBytesDetails {
  not_found: { path: string };
  /** A folder, no permission, a failing disk: `reason` is the system's code. */
  unreadable: { path: string; reason: string };
  /** The gzip stream stops in the middle. */
  truncated: { offset: number };
  /** What claims to be gzip cannot be decompressed beyond `offset`. */
  damaged: { offset: number; reason: string };
}

type Code = keyof FileBytesDetails;

/** An expected failure; whoever iterates catches it. */
export class FileBytesError extends Error {
  readonly code: Code;
  readonly details: Record<string, string | number>;

  constructor(code: Code, details: FileBytesDetails[Code]) {
    super(`${code} ${JSON.stringify(details)}`);
    this.name = 'FileBytesError';
    this.code = code;
    this.details = { ...details };
  }
}

const PIECE = 65_536;

/**
 * Leaving the iteration early closes the file.
 * @throws {FileBytesError} while iterating
 */
export async function* readFileBytes(path: string): AsyncGenerator<Buffer, void> {
  let file: FileHandle | undefined;
  let offset = 0;
  try {
    // Asked before it is opened: opening a pipe would wait for its other end.
    if (!(await stat(path)).isFile()) {
      throw new FileBytesError('unreadable', { path, reason: 'not a file' });
    }
    file = await open(path);
    const zipped = await isGzip(file);
    const raw = file.createReadStream({ start: 0, highWaterMark: PIECE, autoClose: false });
    const bytes = zipped ? pipeline(raw, createGunzip({ chunkSize: PIECE }), () => {}) : raw;
    for await (const piece of bytes as AsyncIterable<Buffer>) {
      offset += piece.length;
      yield piece;
    }
  } catch (error) {
    throw asFileBytesError(error, path, offset);
  } finally {
    await file?.close();
  }
}

async function isGzip(file: FileHandle): Promise<boolean> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
  return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
}

function asFileBytesError(error: unknown, path: string, offset: number): unknown {
  if (!(error instanceof Error) || error instanceof FileBytesError || !('code' in error)) {
    return error;
  }
  const code = String(error.code);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new FileBytesError('not_found', { path });
  if (code === 'Z_BUF_ERROR') return new FileBytesError('truncated', { offset });
  if (code.startsWith('Z_')) {
    return new FileBytesError('damaged', { offset, reason: error.message });
  }
  return 'syscall' in error ? new FileBytesError('unreadable', { path, reason: code }) : error;
}
