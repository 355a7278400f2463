/**
 * Looks a Parquet file over before it is read: the reader believes the lengths and counts that a file
 * claims, and would count to thousands of millions for one that lies.
 */
import type { AsyncBuffer, ColumnMetaData, FileMetaData } from 'hyparquet';
import { readStruct, type Struct } from './thrift.ts';

const MAGIC = 0x31524150;
/** Bytes of the footer's end: its length and the magic. */
const TAIL = 8;
const LARGEST_FOOTER = 64 * 2 ** 20;
/** Bytes in which the head of a page stands. */
const HEAD = 65_536;
/** Bytes of a page after decompression. */
export const LARGEST_PAGE = 256 * 2 ** 20;
const MOST_ROWS = 1_000_000_000;

/** @throws {RangeError} */
export async function checkFooter(file: AsyncBuffer): Promise<void> {
  const size = file.byteLength;
  if (size < TAIL + 4) throw new RangeError('the file is cut off');
  const tail = new DataView(await file.slice(size - TAIL, size));
  const length = tail.getUint32(0, true);
  if (tail.getUint32(4, true) !== MAGIC) throw new RangeError('the file is cut off');
  if (length > size - TAIL || length > LARGEST_FOOTER) {
    throw new RangeError(`a footer of ${length} bytes`);
  }
  readStruct(new Uint8Array(await file.slice(size - TAIL - length, size - TAIL)));
}

/** @throws {RangeError} */
export async function checkPages(
  file: AsyncBuffer,
  { num_rows, row_groups, schema }: FileMetaData,
): Promise<void> {
  const counted = row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (Number(num_rows) !== counted || counted > MOST_ROWS) {
    throw new RangeError(`${num_rows} rows, in groups ${counted}`);
  }
  const [root, ...rest] = schema;
  const isFlat = rest.every(
    ({ num_children, repetition_type }) =>
      num_children === undefined && repetition_type !== 'REPEATED',
  );
  if (root === undefined || !isFlat) throw new RangeError('nested columns');
  for (const { columns, num_rows: rows } of row_groups) {
    for (const { meta_data } of columns) {
      if (meta_data === undefined) throw new RangeError('a column without a description');
      await checkColumn(file, meta_data, Number(rows));
    }
  }
}

async function checkColumn(file: AsyncBuffer, column: ColumnMetaData, rows: number): Promise<void> {
  const { dictionary_page_offset, data_page_offset, total_compressed_size } = column;
  const dictionary = Number(dictionary_page_offset ?? 0);
  const start = dictionary > 0 ? dictionary : Number(data_page_offset);
  const end = start + Number(total_compressed_size);
  if (rows < 0 || start < 4 || end > file.byteLength || end < start) {
    throw new RangeError('a column stands outside the file');
  }
  let counted = 0;
  for (let at = start; at < end && counted < rows; ) {
    const head = new Uint8Array(await file.slice(at, Math.min(at + HEAD, end)));
    const { fields, length } = readStruct(head);
    counted += rowsOf(fields);
    if (counted > rows) throw new RangeError(`a column of ${counted} values for ${rows} rows`);
    at += length + sizeOf(fields, 3);
  }
  if (counted !== rows) throw new RangeError(`a column of ${counted} values for ${rows} rows`);
}

interface PageKind {
  /** The field with its own head, and the fields of that which must be sizes; the first counts values. */
  head: number;
  sizes: readonly number[];
  /** The field with the encoding of its values; a dictionary is always plain. */
  encoding?: number;
}

/** By their number in parquet.thrift: data, a dictionary, data in the second version. */
const pages: Readonly<Record<number, PageKind>> = {
  0: { head: 5, sizes: [1, 2, 3, 4], encoding: 2 },
  2: { head: 7, sizes: [1, 2] },
  3: { head: 8, sizes: [1, 2, 3, 4, 5, 6], encoding: 4 },
};

/**
 * Plain, dictionaries, runs and split bytes. In delta encodings the lengths of blocks stand among the
 * values, and the reader goes round for ever where one of them is wrong.
 */
const encodings: ReadonlySet<number> = new Set([0, 2, 3, 8, 9]);

/** Rows that a page says it has; a dictionary has none. */
function rowsOf(page: Struct): number {
  const whole = sizeOf(page, 2);
  if (whole > LARGEST_PAGE) throw new RangeError(`a page of ${whole} bytes`);
  const kind = pages[sizeOf(page, 1)];
  const head = kind && page.get(kind.head);
  if (kind === undefined || !(head instanceof Map)) throw new RangeError('an unknown kind of page');
  const [values = 0, ...rest] = kind.sizes.map((size) => sizeOf(head, size));
  if (kind.encoding === undefined) {
    if (values > whole) throw new RangeError('a dictionary of more values than bytes');
    return 0;
  }
  const encoding = sizeOf(head, kind.encoding);
  if (!encodings.has(encoding)) throw new RangeError(`encoding ${encoding}, which is not read`);
  if (kind.head === 8) checkLevels(values, whole, rest);
  return values;
}

/** In pages of the second version the head says where values begin. */
function checkLevels(values: number, whole: number, sizes: readonly number[]): void {
  const [nulls = 0, rows = 0, , definition = 0, repetition = 0] = sizes;
  if (nulls > values || rows !== values || definition + repetition > whole) {
    throw new RangeError('a page that contradicts itself');
  }
}

function sizeOf(fields: Struct, number: number): number {
  const size = fields.get(number);
  if (typeof size !== 'number' || size < 0) throw new RangeError('a page without a size');
  return size;
}
