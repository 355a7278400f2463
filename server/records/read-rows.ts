/** The rows of a file of records, whichever form it has: cells of text, each row with its line. */
import { open } from 'node:fs/promises';
import { isMark } from '@flowmeter/engine/privacy/watermark.ts';
import { isBadHeader, rowWithin } from './bad-rows.ts';
import { createCsvReader, type CsvRow } from './csv.ts';
import { RecordFileError } from './faults.ts';
import { readParquet } from './parquet.ts';
import { encodingOf, readRecordText } from './record-text.ts';

export type FileRow = CsvRow;

export interface RecordFile {
  form: 'csv' | 'parquet';
  /** Of text; of Parquet none. */
  encoding: string | null;
  headers: string[];
  /** Pieces of bounded size. */
  rows: AsyncIterable<FileRow[]>;
  /** Also of a file that is not read to its end. */
  close(): Promise<void>;
}

/**
 * @param declared the encoding of text without a byte order mark, where it is known
 * @throws {RecordFileError} here and while iterating
 */
export async function readRecordFile(
  path: string,
  declared: string | undefined,
): Promise<RecordFile> {
  if (await isParquet(path)) {
    return { form: 'parquet', encoding: null, ...(await readParquet(path)) };
  }
  const encoding = await encodingOf(path, declared);
  const pieces = csvRows(path, encoding);
  const [header, ...rest] = await firstPiece(pieces);
  if (header === undefined || header.fault !== undefined) {
    await pieces.return();
    throw new RecordFileError('no_header');
  }
  const isOurs = isBadHeader(header.cells);
  return {
    form: 'csv',
    encoding,
    headers: isOurs ? rowWithin(header.cells) : header.cells,
    rows: isOurs ? withoutMarks(joined(rest, pieces)) : joined(rest, pieces),
    close: async () => void (await pieces.return()),
  };
}

async function* csvRows(path: string, encoding: string): AsyncGenerator<FileRow[], void> {
  const reader = createCsvReader();
  for await (const { text, wrongLines } of readRecordText(path, encoding)) {
    yield marked(reader.write(text), wrongLines, encoding);
  }
  yield reader.close();
}

/** The rows that stand in lines that are no text of the encoding. */
function marked(rows: FileRow[], wrongLines: readonly number[], encoding: string): FileRow[] {
  if (wrongLines.length === 0) return rows;
  const wrong = new Set(wrongLines);
  return rows.map((row) => {
    const lines = Array.from({ length: row.lines }, (_, index) => row.line + index);
    if (!lines.some((line) => wrong.has(line))) return row;
    return { ...row, fault: { reason: 'wrong_encoding', details: { encoding } } };
  });
}

async function firstPiece(pieces: AsyncGenerator<FileRow[], void>): Promise<FileRow[]> {
  for (;;) {
    const { value, done } = await pieces.next();
    if (done === true) return [];
    if (value.length > 0) return value;
  }
}

async function* joined(
  first: FileRow[],
  rest: AsyncGenerator<FileRow[], void>,
): AsyncGenerator<FileRow[], void> {
  yield first;
  yield* rest;
}

async function* withoutMarks(pieces: AsyncIterable<FileRow[]>): AsyncGenerator<FileRow[], void> {
  for await (const rows of pieces) {
    const own = rows.filter(({ cells }) => !isMark(cells[0]));
    yield own.map((row) =>
      row.fault === undefined ? { ...row, cells: rowWithin(row.cells) } : row,
    );
  }
}

async function isParquet(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
      return bytesRead === 4 && buffer.toString('latin1') === 'PAR1';
    } finally {
      await file.close();
    }
  } catch {
    // Reading it as text says what is wrong with it.
    return false;
  }
}
