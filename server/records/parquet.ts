/**
 * Rows of a Parquet file as cells of text, so that one set of rules says what a cell means. Pages are
 * decompressed by Node itself, each within bounds; what is no text, number, yes or no, date, time or
 * list of these is not read.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import {
  parquetMetadataAsync,
  parquetRead,
  snappyUncompress,
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  type SchemaElement,
} from 'hyparquet';
import { dayText, instantText } from '@flowmeter/engine/calendar/zone.ts';
import { readWhole } from './disk.ts';
import { RecordFileError, type RowFault } from './faults.ts';
import { checkFooter, checkPages, LARGEST_PAGE } from './parquet-guard.ts';

export interface ParquetRows {
  headers: string[];
  rows: AsyncGenerator<ParquetRow[], void>;
  close(): Promise<void>;
}

export interface ParquetRow {
  /** Number of the row; the first is 1. */
  line: number;
  lines: 1;
  cells: string[];
  fault?: RowFault;
}

/** Rows read at once. */
const SLICE = 32_768;

/** @throws {RecordFileError} no_parquet, here and while iterating */
export async function readParquet(path: string): Promise<ParquetRows> {
  const file = await open(path);
  try {
    const buffer = await bufferOf(file);
    await understood(checkFooter(buffer));
    const metadata = await understood(parquetMetadataAsync(buffer, { geoparquet: false }));
    await understood(checkPages(buffer, metadata));
    const columns = metadata.schema.slice(1);
    const headers = columns.map(({ name }) => name);
    const rows = rowsOf({ buffer, metadata, columns });
    return { headers, rows, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

interface Source {
  buffer: AsyncBuffer;
  metadata: FileMetaData;
  columns: SchemaElement[];
}

async function* rowsOf({ buffer, metadata, columns }: Source): AsyncGenerator<ParquetRow[], void> {
  const total = Number(metadata.num_rows);
  for (let start = 0; start < total; start += SLICE) {
    const end = Math.min(start + SLICE, total);
    const slice: ParquetRow[] = [];
    await understood(
      parquetRead({
        file: buffer,
        metadata,
        compressors,
        parsers,
        rowStart: start,
        rowEnd: end,
        columns: columns.map(({ name }) => name),
        onComplete: (rows) => {
          for (const [index, row] of rows.entries()) {
            slice.push(rowFrom(row as unknown[], columns, start + index + 1));
          }
        },
      }),
    );
    if (slice.length !== end - start) throw damaged(`${slice.length} rows of ${end - start}`);
    yield slice;
  }
}

function rowFrom(row: unknown[], columns: SchemaElement[], line: number): ParquetRow {
  let fault: RowFault | undefined;
  const cells = columns.map((element, index) => {
    const cell = cellFrom(row[index], element);
    if (cell !== undefined) return cell;
    fault ??= { reason: 'not_text', details: {}, column: element.name };
    return '';
  });
  return { line, lines: 1, cells, ...(fault === undefined ? {} : { fault }) };
}

/** Undefined for what is no cell: bytes that are no text, things made of others. */
function cellFrom(value: unknown, element: SchemaElement): string | undefined {
  if (value === null || value === undefined) return '';
  // Of a time without a zone the reader says the time in UTC: what it is depends on the file's zone.
  if (typeof value === 'string') return isLocalTime(element) ? value.replace(/Z$/, '') : value;
  if (typeof value === 'number') {
    const isDecimal = element.converted_type === 'DECIMAL';
    return String(isDecimal ? decimalOf(value, element.scale ?? 0) : value);
  }
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  return undefined;
}

function isLocalTime({ logical_type }: SchemaElement): boolean {
  return logical_type?.type === 'TIMESTAMP' && !logical_type.isAdjustedToUTC;
}

/** The reader multiplies by a power of ten, which is not exact; the digits say what was meant. */
function decimalOf(value: number, scale: number): number {
  const unscaled = Math.round(value * 10 ** scale);
  return Number.isSafeInteger(unscaled) ? Number(`${unscaled}e-${scale}`) : value;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const parsers = {
  timestampFromMilliseconds: (value: bigint) => timeText(Number(value)),
  timestampFromMicroseconds: (value: bigint) => timeText(Number(value / 1000n)),
  timestampFromNanoseconds: (value: bigint) => timeText(Number(value / 1_000_000n)),
  dateFromDays: (days: number) => (days === undefined ? undefined : dayText(days)),
  jsonFromBytes: textOf,
  stringFromBytes: textOf,
};

/** Out of the range of times is no time; the cell then says so. */
function timeText(ms: number): string {
  return Math.abs(ms) <= 8.64e15 ? instantText(ms) : String(ms);
}

function textOf(bytes: Uint8Array | undefined): unknown {
  if (bytes === undefined || bytes === null) return undefined;
  try {
    return strict.decode(bytes);
  } catch {
    return bytes;
  }
}

const compressors: Compressors = {
  SNAPPY: (input, length) => {
    const output = new Uint8Array(bounded(length));
    snappyUncompress(input, output);
    return output;
  },
  GZIP: (input, length) => gunzipSync(input, { maxOutputLength: bounded(length) || 1 }),
  ZSTD: (input, length) => zstdDecompressSync(input, { maxOutputLength: bounded(length) || 1 }),
  BROTLI: (input, length) => brotliDecompressSync(input, { maxOutputLength: bounded(length) || 1 }),
};

function bounded(length: number): number {
  if (length >= 0 && length <= LARGEST_PAGE) return length;
  throw new RangeError(`a page of ${length} bytes`);
}

/** Read at once: of a read that fails later, while others are waited for, nobody would hear. */
async function bufferOf(file: FileHandle): Promise<AsyncBuffer> {
  const { size } = await file.stat();
  return {
    byteLength: size,
    slice: (start, end = size) => {
      const isWithin = start >= 0 && end >= start && end <= size;
      if (!isWithin) throw new RangeError('something stands outside the file');
      const bytes = new ArrayBuffer(end - start);
      if (readWhole(file.fd, new Uint8Array(bytes), start) !== bytes.byteLength) {
        throw new RangeError('the file is cut off');
      }
      return bytes;
    },
  };
}

/** Whatever the reader throws, it throws about the file. */
async function understood<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof RecordFileError) throw error;
    throw damaged(error instanceof Error ? error.message : String(error));
  }
}

function damaged(reason: string): RecordFileError {
  return new RecordFileError('no_parquet', { reason: reason.slice(0, 200) });
}
