/** Meter readings for the bench of look-ups, stored as an import leaves them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { columnOf } from '@flowmeter/engine/columns/write.ts';
import type { Fact, FactValue } from '@flowmeter/engine/definition/facts.ts';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import { objectHash } from '@flowmeter/server/records/hashes.ts';
import { segmentFolder, writeManifest, type Batch } from '@flowmeter/server/records/manifest.ts';
import { createSegmentWriter } from '@flowmeter/server/records/segment-writer.ts';
import { chance, type Chance } from '../support/chance.ts';

export const PERIODS = 24;
/** A 256th of the objects is a part. */
const PARTS = 256;

export function accountOf(object: number): string {
  return `A${1_000_000 + object}`;
}

export function meterOf(object: number): string {
  return `M${5_000_000 + object}`;
}

/** A segment of so many objects with a row each period. */
export function writeReadings(folder: string, definition: RecordDefinition, objects: number): void {
  mkdirSync(segmentFolder(folder, 1), { recursive: true });
  const types = Object.entries(definition.fields).map(([id, { type }]) => [id, type] as const);
  const path = join(segmentFolder(folder, 1), 'rows.bin');
  const writer = createSegmentWriter(path, Object.fromEntries(types));
  const all = Float64Array.from({ length: objects }, (_, object) => {
    return objectHash([accountOf(object)]) * 2 ** 20 + object;
  }).toSorted();
  const next = chance(1);
  const ofPart = Math.ceil(objects / PARTS);
  for (let at = 0; at < objects; at += ofPart) {
    const part = all.subarray(at, at + ofPart);
    writer.add(partOf(part, types, at === 0, next));
  }
  const rows = writer.finish();
  const at = '2026-01-01T00:00:00.000Z';
  const counts = { rows, added: rows, changed: 0, same: 0, bad: 0 };
  const batch: Batch = {
    seq: 1,
    id: 'b',
    file: 'f',
    sha256: '',
    form: 'csv',
    encoding: null,
    at,
    by: 'system',
    known_at: at,
    definition: '',
    left_out: [],
    counts,
    bad: [],
  };
  const segments = [{ id: 1, rows }];
  writeManifest(folder, { format: 1, record: definition.id, next: 2, batches: [batch], segments });
}

function partOf(
  objects: Float64Array,
  types: readonly (readonly [string, Fact['type']])[],
  isFirst: boolean,
  next: Chance,
) {
  const rows = Array.from({ length: objects.length * PERIODS }, (_, row) => ({
    object: (objects[Math.floor(row / PERIODS)] as number) % 2 ** 20,
    period: row % PERIODS,
  }));
  const columns = types.map(([id, type]) => {
    const values = rows.map(({ object, period }) => valueOf(id, type, { object, period, next }));
    return [id, columnOf(type, values)] as const;
  });
  const hashes = Uint32Array.from(rows, (_, row) => {
    return Math.floor((objects[Math.floor(row / PERIODS)] as number) / 2 ** 20);
  });
  const from = isFirst ? 0 : (hashes[0] as number);
  return { from, hashes, came: 1, went: 0, columns: new Map(columns) };
}

interface Place {
  object: number;
  period: number;
  next: Chance;
}

/** Numbers, names and days as readings have them; what else there is by its type. */
function valueOf(id: string, type: Fact['type'], { object, period, next }: Place): FactValue {
  const month = `${2024 + Math.floor(period / 12)}-${String((period % 12) + 1).padStart(2, '0')}`;
  switch (id) {
    case 'reading_id':
      return `R${object * PERIODS + period}`;
    case 'account_no':
      return accountOf(object);
    case 'meter_no':
      return meterOf(object);
    case 'period':
      return month;
  }
  if (type === 'datetime')
    return `${month}-0${1 + Math.floor(next() * 9)}T0${Math.floor(next() * 9)}:${10 + Math.floor(next() * 49)}:00.000Z`;
  if (type === 'date') return `${month}-0${1 + (object % 9)}`;
  if (type === 'number') return Math.round(next() * 1e6) / 100;
  return `${id}-${object % 40}`;
}
