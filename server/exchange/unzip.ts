/**
 * Archives from people we do not trust. The central directory alone says what is in one; names that lead out
 * of it, encrypted parts, too many parts and parts that are not as large as they say are refused, and bytes
 * are counted as they come, whatever the headers claim. Nothing is written to disk.
 */
import type { Readable } from 'node:stream';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { failed, ok, problem, type Localized, type Result } from '@flowmeter/engine/problem.ts';

const archiveLimits = {
  entries: 1000,
  /** Bytes of one part, and of all that are read. */
  part: 24 * 2 ** 20,
  total: 32 * 2 ** 20,
  /** Times larger than it was compressed, beyond the first megabyte. */
  ratio: 200,
} as const;

/** Thrown while a part is read; the message is for people. */
class ArchiveError extends Error {
  readonly reason: Localized;

  constructor(reason: Localized) {
    super(reason.en);
    this.name = 'ArchiveError';
    this.reason = reason;
  }
}

export interface Archive {
  has(name: string): boolean;
  /**
   * The bytes of a part as they are inflated.
   * @throws {ArchiveError} while iterating
   */
  read(name: string): AsyncGenerator<Uint8Array, void>;
}

export async function openArchive(bytes: Uint8Array): Promise<Result<Archive>> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
      strictFileNames: true,
      validateEntrySizes: true,
    });
    const entries = await entriesOf(zip);
    const read = { total: 0 };
    return ok({
      has: (name) => entries.has(name),
      read: (name) => readEntry(zip, entries.get(name), read),
    });
  } catch (error) {
    return failed(problem('exchange_unreadable', { reason: reasonOf(error), place: PLACE }));
  }
}

const PLACE: Localized = { zh: '压缩包', en: 'archive' };

export function reasonOf(error: unknown): Localized {
  if (error instanceof ArchiveError) return error.reason;
  const message = error instanceof Error ? error.message.slice(0, 200) : '';
  return { zh: `压缩包已损坏（${message}）`, en: `the archive is damaged (${message})` };
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > archiveLimits.entries) throw tooMany();
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entries.has(entry.fileName)) {
      throw new ArchiveError({ zh: '压缩包中有重名文件', en: 'two parts have one name' });
    }
    if (entries.size >= archiveLimits.entries) throw tooMany();
    if (entry.isEncrypted()) {
      throw new ArchiveError({ zh: '文件已加密', en: 'it is encrypted' });
    }
    if (entry.uncompressedSize > mostOf(entry)) throw tooLarge();
    entries.set(entry.fileName, entry);
  }
  return entries;
}

function mostOf({ compressedSize }: Entry): number {
  return Math.min(archiveLimits.part, 2 ** 20 + compressedSize * archiveLimits.ratio);
}

function tooMany(): ArchiveError {
  const { entries } = archiveLimits;
  return new ArchiveError({
    zh: `超过 ${entries} 个文件`,
    en: `it has more than ${entries} parts`,
  });
}

function tooLarge(): ArchiveError {
  return new ArchiveError({ zh: '解压后过大', en: 'it is too large when unpacked' });
}

async function* readEntry(
  zip: ZipFile,
  entry: Entry | undefined,
  read: { total: number },
): AsyncGenerator<Uint8Array, void> {
  if (entry === undefined) throw new ArchiveError({ zh: '缺少部件', en: 'a part is missing' });
  const most = mostOf(entry);
  let size = 0;
  const stream: Readable = await zip.openReadStreamPromise(entry);
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      read.total += chunk.length;
      if (size > most || read.total > archiveLimits.total) throw tooLarge();
      yield chunk;
    }
  } finally {
    stream.destroy();
  }
}
