/**
 * Takes rows out of a kind of record, or values out of rows, in every edition: its segments are written
 * anew as one. What stood there before is gone from the disk when this resolves.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { valueAt } from '@flowmeter/engine/columns/column.ts';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import { isErased } from '@flowmeter/engine/privacy/erased.ts';
import { eraseTexts } from '@flowmeter/engine/privacy/erase-values.ts';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import { alike, mergeSegments } from './compact.ts';
import type { RowEdit } from './edit-rows.ts';
import { lockFolder } from './lock.ts';
import { readManifest, segmentFolder, sweep, writeManifest, type Manifest } from './manifest.ts';
import { openSegment, type Segment } from './segment.ts';
import type { Part } from './segment-writer.ts';
import type { Source } from './select-rows.ts';
import { sinceBySegment } from './successors.ts';

export interface Rewriting {
  edit: RowEdit;
  /** Texts to be taken out of what is told of bad rows. */
  texts: readonly string[];
  /** A line of bad rows with one of these as a cell is of the person, and goes. */
  names: readonly string[];
}

/** How many rows went or lost values, and how many lines of bad rows. */
export interface Rewritten {
  rows: number;
  lines: number;
}

export async function rewriteRecords(
  folder: string,
  definition: RecordDefinition,
  rewriting: Rewriting,
): Promise<Result<Rewritten>> {
  const free = lockFolder(folder);
  if (free === undefined) return failed(problem('records_busy', { record: definition.id }));
  try {
    const manifest = readManifest(folder);
    if (manifest === undefined) return ok({ rows: 0, lines: 0 });
    const rows = await countEdited(folder, manifest, rewriting.edit);
    if (
      rows > 0 &&
      alike(folder, definition, manifest.segments).length < manifest.segments.length
    ) {
      return failed(problem('records_unlike', { record: definition.name }));
    }
    const after =
      rows === 0
        ? manifest
        : await mergeSegments(folder, definition, manifest, manifest.segments, rewriting.edit);
    const lines = cleanBadRows(folder, rewriting);
    if (lines > 0) writeManifest(folder, eraseTexts(after, rewriting.texts));
    sweep(folder, after);
    return ok({ rows, lines });
  } finally {
    free();
  }
}

async function countEdited(folder: string, manifest: Manifest, edit: RowEdit): Promise<number> {
  let count = 0;
  for (const [source, close] of sourcesOf(folder, manifest)) {
    for (const part of source.segment.footer.parts) {
      const fateOf = edit.of(source, part);
      for (let row = 0; row < part.rows; row++) if (fateOf(row) !== 'keep') count++;
      await setImmediate();
    }
    close();
  }
  return count;
}

function* sourcesOf(folder: string, { segments }: Manifest): Generator<[Source, () => void]> {
  const since = sinceBySegment(
    segments.map(({ id }) => join(segmentFolder(folder, id), 'succeeded.bin')),
  );
  for (const { id } of segments) {
    const segment = openSegment(join(segmentFolder(folder, id), 'rows.bin'));
    yield [{ segment, since: since.get(id) }, () => segment.close()];
  }
}

/** Values of the fields in rows where a field has one of some values, in every edition; as text. */
export async function valuesIn(
  folder: string,
  definition: RecordDefinition,
  asked: AskedValues,
): Promise<string[]> {
  const manifest = readManifest(folder);
  if (manifest === undefined) return [];
  const found = new Set<string>();
  for (const [{ segment }, close] of sourcesOf(folder, manifest)) {
    for (const part of segment.footer.parts) {
      for (const value of valuesOfPart(segment, part, definition, asked)) found.add(value);
      await setImmediate();
    }
    close();
  }
  return [...found];
}

interface AskedValues {
  field: string;
  value: string;
  fields: readonly string[];
}

function* valuesOfPart(
  segment: Segment,
  part: Part,
  { fields: known }: RecordDefinition,
  { field, value: wanted, fields }: AskedValues,
): Generator<string> {
  const by = segment.column(part, field, known[field]?.type);
  if (by === undefined) return;
  const columns = fields.flatMap((one) => segment.column(part, one, known[one]?.type) ?? []);
  for (let row = 0; row < part.rows; row++) {
    if (String(valueAt(by, row)) !== wanted) continue;
    const values = columns.map((column) => valueAt(column, row));
    yield* values.filter((one) => one !== undefined && one !== null && !isErased(one)).map(String);
  }
}

/** Lines that were changed. */
function cleanBadRows(folder: string, { texts, names }: Rewriting): number {
  const bad = join(folder, 'bad');
  if (!existsSync(bad) || texts.length + names.length === 0) return 0;
  let changed = 0;
  for (const name of readdirSync(bad)) {
    const file = join(bad, name);
    const before = readFileSync(file, 'utf8');
    const lines = before.split('\r\n').flatMap((line) => {
      const isTheirs = line.split(',').some((cell) => names.includes(cell));
      const clean = eraseTexts(line, texts);
      if (isTheirs || clean !== line) changed++;
      return isTheirs ? [] : [clean];
    });
    const after = lines.join('\r\n');
    if (after !== before) writeFileSync(file, after, { flush: true });
  }
  return changed;
}
