/** The editions of one record: what was known of it, and when. */
import { join } from 'node:path';
import { valueAt } from '@flowmeter/engine/columns/column.ts';
import type { FactValue, FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import { cellReader, isFault } from './cells.ts';
import { keyHash } from './hashes.ts';
import { openKeyIndex } from './key-index.ts';
import { segmentFolder, type Manifest } from './manifest.ts';
import { openSegment, type Segment } from './segment.ts';
import { sinceBySegment } from './successors.ts';

export interface Edition {
  /** The batch that brought it. */
  batch: number;
  /** Since when it was known, and until when; null: it still is. */
  known_at: string;
  until: string | null;
  /** What is missing is not there. */
  values: FactValues;
}

/**
 * Newest first; none where the key is not known.
 * @param key the values of the key's fields as text, read as cells of a file are
 */
export function editionsOf(
  folder: string,
  definition: RecordDefinition,
  { batches, segments }: Manifest,
  key: readonly string[],
): Edition[] {
  const values = definition.key.map((field, at) => {
    const fact = definition.fields[field];
    return fact && cellReader(fact, undefined)(key[at] ?? '');
  });
  if (values.some(isFault)) return [];
  const hash = keyHash(values as FactValue[]);
  const knownAt = new Map(batches.map(({ seq, known_at }) => [seq, known_at]));
  const since = sinceBySegment(
    segments.map(({ id }) => join(segmentFolder(folder, id), 'succeeded.bin')),
  );
  const found: Edition[] = [];
  for (const { id } of segments) {
    const keys = openKeyIndex(join(segmentFolder(folder, id), 'keys.bin'));
    const rows = keys.rowsOf(hash);
    keys.close();
    if (rows.length === 0) continue;
    const segment = openSegment(join(segmentFolder(folder, id), 'rows.bin'));
    for (const row of rows) {
      const { came, went, values: known } = rowIn(segment, definition, row);
      const gone = went || (since.get(id)?.(row) ?? 0);
      found.push({
        batch: came,
        known_at: knownAt.get(came) ?? '',
        until: gone === 0 ? null : (knownAt.get(gone) ?? null),
        values: known,
      });
    }
    segment.close();
  }
  return found.toSorted((a, b) => b.batch - a.batch);
}

function rowIn(segment: Segment, { fields }: RecordDefinition, row: number) {
  const part = segment.footer.parts.findLast(({ start }) => start <= row);
  if (part === undefined) throw new Error(`there is no row ${row}`);
  const at = row - part.start;
  const of = (numbers: Uint32Array | number): number =>
    typeof numbers === 'number' ? numbers : (numbers[at] ?? 0);
  const values: FactValues = {};
  for (const [field, { type }] of Object.entries(fields)) {
    const column = segment.column(part, field, type);
    const value = column && valueAt(column, at);
    if (value !== undefined) values[field] = value;
  }
  return { came: of(segment.came(part)), went: of(segment.went(part)), values };
}
