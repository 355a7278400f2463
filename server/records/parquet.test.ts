import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, describe, expect, test } from 'vitest';
import { RecordFileError } from './faults.ts';
import { readParquet, type ParquetRow } from './parquet.ts';
import { parcel, parcelDesk } from './records.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'flowmeter-parquet-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Written = Parameters<typeof parquetWriteBuffer>[0];

const bytesOf = (given: Written) => Buffer.from(parquetWriteBuffer(given));

async function rowsOf(bytes: Uint8Array): Promise<ParquetRow[]> {
  const path = join(folder, 'file.parquet');
  writeFileSync(path, bytes);
  const file = await readParquet(path);
  try {
    return (await Array.fromAsync(file.rows)).flat();
  } finally {
    await file.close();
  }
}

/** Cells, or what is wrong with the file. */
async function outcomeOf(bytes: Uint8Array): Promise<string> {
  try {
    return (await rowsOf(bytes)).map(({ cells }) => cells.join()).join(';');
  } catch (error) {
    return error instanceof RecordFileError ? error.problem.code : `thrown: ${String(error)}`;
  }
}

describe('values as cells', () => {
  test.each<[string, Written['columnData'][number], string[]]>([
    ['text', { name: 'a', type: 'STRING', data: ['电', '=1+1', ''] }, ['电', '=1+1', '']],
    ['whole numbers', { name: 'a', type: 'INT32', data: [1, -2] }, ['1', '-2']],
    ['long ones', { name: 'a', type: 'INT64', data: [9007199254740993n] }, ['9007199254740993']],
    [
      'numbers',
      { name: 'a', type: 'DOUBLE', data: [0.1, -1e300, Number.NaN] },
      ['0.1', '-1e+300', 'NaN'],
    ],
    ['yes and no', { name: 'a', type: 'BOOLEAN', data: [true, false] }, ['true', 'false']],
    [
      'times',
      { name: 'a', type: 'TIMESTAMP', data: [new Date('2026-01-02T03:04:05Z')] },
      ['2026-01-02T03:04:05.000Z'],
    ],
    ['nothing', { name: 'a', type: 'INT32', data: [null, 7] as never, nullable: true }, ['', '7']],
  ])('%s', async (_what, column, cells) => {
    const rows = await rowsOf(bytesOf({ columnData: [column] }));
    expect(rows.map((row) => row.cells)).toEqual(cells.map((cell) => [cell]));
  });

  test('decimals are what was written, to the last digit', async () => {
    const schema = [
      { name: 'root', num_children: 1 },
      {
        name: 'a',
        type: 'INT64',
        converted_type: 'DECIMAL',
        scale: 2,
        precision: 18,
        repetition_type: 'REQUIRED',
      },
    ] as Written['schema'];
    const data = [57n, 110n, 1234567890123n].map((one) => Number(one) / 100);
    const rows = await rowsOf(bytesOf({ schema, columnData: [{ name: 'a', data }] } as Written));
    expect(rows.map(({ cells }) => cells[0])).toEqual(['0.57', '1.1', '12345678901.23']);
  });

  test('a local time has no offset: what it is depends on the zone of the file', async () => {
    const logical_type = { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MILLIS' };
    const schema = [
      { name: 'root', num_children: 1 },
      { name: 'a', type: 'INT64', logical_type, repetition_type: 'REQUIRED' },
    ] as Written['schema'];
    const data = [new Date('2026-01-02T03:04:05Z')];
    const rows = await rowsOf(bytesOf({ schema, columnData: [{ name: 'a', data }] } as Written));
    expect(rows[0]?.cells).toEqual(['2026-01-02T03:04:05.000']);
  });

  test('bytes that are no text are a fault of their row', async () => {
    const data = [new Uint8Array([0x41]), new Uint8Array([0xff, 0xfe])];
    const rows = await rowsOf(bytesOf({ columnData: [{ name: 'a', type: 'BYTE_ARRAY', data }] }));
    expect(rows).toMatchObject([
      { line: 1, cells: ['A'] },
      { line: 2, fault: { reason: 'not_text', column: 'a' } },
    ]);
  });
});

const data = Array.from({ length: 1000 }, (_, index) => `v${index % 10}`);
const compressors = {
  GZIP: (bytes: Uint8Array) => gzipSync(bytes),
  ZSTD: (bytes: Uint8Array) => zstdCompressSync(bytes),
  BROTLI: (bytes: Uint8Array) => brotliCompressSync(bytes),
};

describe('a file', () => {
  test.each(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD', 'BROTLI'] as const)(
    'in %s',
    async (codec) => {
      const columnData = [{ name: 'a', type: 'STRING' as const, data }];
      const rows = await rowsOf(bytesOf({ columnData, codec, compressors, rowGroupSize: 300 }));
      expect(rows.map(({ cells }) => cells[0])).toEqual(data);
      expect(rows.at(-1)?.line).toBe(1000);
    },
  );

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['is cut off', (bytes) => bytes.subarray(0, bytes.length - 9)],
    ['is its head alone', (bytes) => bytes.subarray(0, 4)],
    [
      'says that its footer is longer than itself',
      (bytes) => {
        bytes.writeUInt32LE(0x7fffffff, bytes.length - 8);
        return bytes;
      },
    ],
    [
      'has lost its middle',
      (bytes) => Buffer.concat([bytes.subarray(0, 20), bytes.subarray(-120)]),
    ],
  ])('that %s is refused', async (_what, damage) => {
    const whole = bytesOf({ columnData: [{ name: 'a', type: 'STRING', data }] });
    expect(await outcomeOf(damage(whole))).toBe('records_unreadable');
  });

  test.each<[string, Partial<Written['columnData'][number]>]>([
    ['plain text', { encoding: 'PLAIN' }],
    ['a dictionary', {}],
    ['numbers', { type: 'DOUBLE', data: data.map(Number), encoding: 'BYTE_STREAM_SPLIT' }],
    ['yes and no', { type: 'BOOLEAN', data: data.map((text) => text > 'v5'), encoding: 'RLE' }],
  ])(
    'of %s: whatever byte is wrong, rows or a problem come of it, and soon',
    async (_what, given) => {
      const column = { name: 'a', type: 'STRING' as const, data, ...given };
      const columnData = [{ ...column, data: column.data.slice(0, 50) }];
      const whole = bytesOf({ columnData, codec: 'UNCOMPRESSED' });
      const place = fc.integer({ min: 0, max: whole.length - 1 });
      await fc.assert(
        fc.asyncProperty(place, fc.integer({ min: 0, max: 255 }), async (at, byte) => {
          const bytes = Buffer.from(whole);
          bytes[at] = byte;
          expect(await outcomeOf(bytes)).not.toContain('thrown');
        }),
        { numRuns: 100 },
      );
    },
  );

  test('in a delta encoding is refused by name', async () => {
    const column = {
      name: 'a',
      type: 'STRING' as const,
      data,
      encoding: 'DELTA_BYTE_ARRAY' as const,
    };
    const reading = rowsOf(bytesOf({ columnData: [column] }));
    await expect(reading).rejects.toThrow('encoding 7, which is not read');
  });
});

test('records come from it as from text', async () => {
  using desk = parcelDesk();
  const columns: Record<string, Partial<Written['columnData'][number]>> = {
    parcel_no: { type: 'STRING', data: ['P1', 'P2'] },
    sender: { type: 'STRING', data: ['Ada', 'Bob'] },
    month: { type: 'INT32', data: [202601, 202602] },
    weight: { type: 'DOUBLE', data: [1.5, -1] },
  };
  const columnData = Object.keys(parcel.fields).map((name) => {
    return { name, type: 'STRING', data: ['', ''], ...columns[name] };
  });
  const { batch } = await desk.bring(bytesOf({ columnData } as Written));
  expect(batch).toMatchObject({
    form: 'parquet',
    encoding: null,
    counts: { rows: 2, added: 1, bad: 1 },
    bad: [{ line: 2, column: 'weight', code: 'misfit' }],
  });
  expect(desk.known()).toMatchObject([{ parcel_no: 'P1', month: 202601, weight: 1.5 }]);
});
