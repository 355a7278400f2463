import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { valueAt } from '@flowmeter/engine/columns/column.ts';
import { columnOf } from '@flowmeter/engine/columns/write.ts';
import { DamagedBlock } from './blocks.ts';
import { openSegment } from './segment.ts';
import { createSegmentWriter } from './segment-writer.ts';

const folder = mkdtempSync(join(tmpdir(), 'flowmeter-segment-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const rows = 3000;
const columns = {
  text: columnOf(
    'string',
    Array.from({ length: rows }, (_, row) => [`t${row}`, undefined, null][row % 3]),
  ),
  few: columnOf(
    'enum',
    Array.from({ length: rows }, (_, row) => `e${row % 3}`),
  ),
  number: columnOf(
    'number',
    Array.from({ length: rows }, (_, row) => [row / 7, null, undefined][row % 3]),
  ),
  time: columnOf(
    'datetime',
    Array.from({ length: rows }, () => '2026-01-02T03:04:05.000Z'),
  ),
  list: columnOf(
    'list',
    Array.from({ length: rows }, (_, row) => ['a', `${row}`]),
  ),
};

function written(): string {
  const path = join(folder, `${++files}.bin`);
  const types = Object.entries(columns).map(([field, { type }]) => [field, type]);
  const writer = createSegmentWriter(path, Object.fromEntries(types));
  const hashes = Uint32Array.from({ length: rows }, (_, row) => row);
  writer.add({ from: 0, hashes, came: 1, went: hashes, columns: new Map(Object.entries(columns)) });
  expect(writer.finish()).toBe(rows);
  return path;
}

test('a segment gives back what was written', () => {
  const segment = openSegment(written());
  const [part] = segment.footer.parts as [(typeof segment.footer.parts)[number]];
  for (const [field, column] of Object.entries(columns)) {
    const kept = segment.column(part, field);
    const values = Array.from({ length: rows }, (_, row) => valueAt(kept!, row));
    expect(values).toEqual(Array.from({ length: rows }, (_, row) => valueAt(column, row)));
  }
  expect(segment.came(part)).toBe(1);
  expect(segment.went(part)).toEqual(segment.hashes(part));
  expect(segment.column(part, 'constructor')).toBe(undefined);
  segment.close();
});

test('a byte that is wrong anywhere is never read as data', () => {
  const path = written();
  const whole = readFileSync(path);
  const readAll = () => {
    const segment = openSegment(path);
    try {
      for (const part of segment.footer.parts) {
        for (const field of Object.keys(columns)) segment.column(part, field);
        segment.hashes(part);
        segment.went(part);
      }
    } finally {
      segment.close();
    }
  };
  for (let at = 0; at < whole.length; at += 97) {
    const bytes = Buffer.from(whole);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
    writeFileSync(path, bytes);
    expect(readAll, `byte ${at}`).toThrow(DamagedBlock);
  }
  writeFileSync(path, whole.subarray(0, whole.length - 5));
  expect(readAll).toThrow(DamagedBlock);
});
