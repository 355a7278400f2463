/**
 * Merges segments: every import adds one, and reading takes longer the more there are. Rows keep what
 * they are: the batch that brought them and the one that brought their successor.
 */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import { syncFolder } from './disk.ts';
import { DROPPED, ERASED_CONTENT, withoutValues, type FateOf, type RowEdit } from './edit-rows.ts';
import { gatherColumn, type Picks } from './gather.ts';
import { createKeyIndexWriter, openKeyIndex } from './key-index.ts';
import {
  segmentFolder,
  workFolder,
  writeManifest,
  type Manifest,
  type SegmentEntry,
} from './manifest.ts';
import { becomes, openSegment } from './segment.ts';
import { createSegmentWriter, type Footer, type PartRows } from './segment-writer.ts';
import {
  boundsOf,
  merged,
  numberAt,
  partsIn,
  rangesOf,
  type Found,
  type Range,
  type Source,
} from './select-rows.ts';
import { LANES } from './spill.ts';
import { createSucceededList, readSucceeded, sinceBySegment } from './successors.ts';

/** A segment is merged with those after it unless it has so many times their rows. */
const LARGER = 2;

/** Segments, newest ones, that are worth merging; fewer than two: none are. */
export function worthMerging(segments: readonly SegmentEntry[]): SegmentEntry[] {
  let first = segments.length - 1;
  let rows = segments.at(-1)?.rows ?? 0;
  while (first > 0 && (segments[first - 1]?.rows ?? 0) < rows * LARGER) {
    first--;
    rows += segments[first]?.rows ?? 0;
  }
  return segments.slice(Math.max(0, first));
}

/** The manifest as it then is; whoever calls has the folder's lock. */
export async function compact(
  folder: string,
  definition: RecordDefinition,
  manifest: Manifest,
): Promise<Manifest> {
  const old = worthMerging(alike(folder, definition, manifest.segments));
  if (old.length < 2) return manifest;
  return mergeSegments(folder, definition, manifest, old);
}

/** Segments in one, the newest ones; where nothing is left, in none. */
export async function mergeSegments(
  folder: string,
  definition: RecordDefinition,
  manifest: Manifest,
  old: readonly SegmentEntry[],
  edit?: RowEdit,
): Promise<Manifest> {
  const id = manifest.next;
  const work = workFolder(folder, `merge-${id}`);
  const kept = manifest.segments.filter((segment) => !old.includes(segment));
  try {
    const entry = { id, rows: await mergeInto(work, folder, definition, old, edit) };
    renameSync(work, segmentFolder(folder, id));
    syncFolder(segmentFolder(folder, id));
    syncFolder(folder);
    const fresh = entry.rows > 0 ? [entry] : [];
    const after = { ...manifest, next: id + 1, segments: [...kept, ...fresh] };
    writeManifest(folder, after);
    return after;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Segments, newest ones, whose fields all have the types that they have now: only those are merged. */
export function alike(
  folder: string,
  { fields }: RecordDefinition,
  segments: readonly SegmentEntry[],
): readonly SegmentEntry[] {
  const last = segments.findLastIndex(({ id }) => {
    const segment = openSegment(join(segmentFolder(folder, id), 'rows.bin'));
    const types = Object.entries(segment.footer.fields);
    segment.close();
    return types.some(([field, was]) => {
      const is = Object.hasOwn(fields, field) ? fields[field]?.type : undefined;
      return is !== undefined && !becomes(was, is);
    });
  });
  return segments.slice(last + 1);
}

async function mergeInto(
  work: string,
  folder: string,
  definition: RecordDefinition,
  old: readonly SegmentEntry[],
  edit: RowEdit | undefined,
): Promise<number> {
  const paths = old.map(({ id }) => join(segmentFolder(folder, id), 'succeeded.bin'));
  const since = sinceBySegment(paths);
  const sources = old.map(
    ({ id }): Source => ({
      segment: openSegment(join(segmentFolder(folder, id), 'rows.bin')),
      since: since.get(id),
    }),
  );
  const merging: Merging = {
    definition,
    sources,
    fields: fieldsOf(definition, sources),
    numberOf: old.map(({ rows }) => new Uint32Array(rows).fill(DROPPED)),
    gone: new Uint8Array(old.reduce((sum, { rows }) => sum + rows, 0)),
    erased: new Uint8Array(edit === undefined ? 0 : old.reduce((sum, { rows }) => sum + rows, 0)),
    written: 0,
    edit,
  };
  const writer = createSegmentWriter(join(work, 'rows.bin'), merging.fields);
  for (const range of rangesOf(sources)) {
    writer.add(partOf(merging, range));
    await setImmediate();
  }
  for (const { segment } of sources) segment.close();
  await mergeKeys(work, folder, old, merging);
  keepSucceeded(work, paths, new Set(old.map(({ id }) => id)));
  return writer.finish();
}

interface Merging {
  definition: RecordDefinition;
  sources: readonly Source[];
  fields: Footer['fields'];
  /** Of each source, by the number of a row there: its number here. */
  numberOf: readonly Uint32Array[];
  /** By number: 1 where the row has a successor. */
  gone: Uint8Array;
  /** By number: 1 where personal data was taken out of the row. */
  erased: Uint8Array;
  written: number;
  edit: RowEdit | undefined;
}

/** Fields that are no longer defined are kept as well. */
function fieldsOf({ fields }: RecordDefinition, sources: readonly Source[]): Footer['fields'] {
  const all = sources.map(({ segment }) => segment.footer.fields);
  const now = Object.entries(fields).map(([field, { type }]) => [field, type] as const);
  return { ...(Object.assign({}, ...all) as Footer['fields']), ...Object.fromEntries(now) };
}

type Whole = Found & { source: Source; numberOf: Uint32Array; fateOf: FateOf | undefined };

/** All rows of a range, whatever was known when; notes the number that each gets. */
function partOf(merging: Merging, range: Range): PartRows {
  const found = merging.sources.flatMap((source, index) =>
    partsIn(source.segment, range).map((part): Whole => {
      const [begin, end] = boundsOf(source.segment, part, range);
      const all = Array.from({ length: end - begin }, (_, at) => begin + at);
      const fateOf = merging.edit?.of(source, part);
      const rows = fateOf === undefined ? all : all.filter((row) => fateOf(row) !== 'drop');
      const numberOf = merging.numberOf[index] as Uint32Array;
      const hashes = source.segment.hashes(part);
      return { ...source, source, part, rows, numberOf, fateOf, hashes };
    }),
  );
  const { hashes, picks } = merged(merging.definition, found);
  const columns = Object.entries(merging.fields).map(([field, type]) => {
    const all = found.map(({ segment, part }) => segment.column(part, field, type));
    return [field, gatherColumn(type, all, picks)] as const;
  });
  const first = merging.written;
  const { came, went } = timesOf(merging, found, picks);
  const erased = merging.erased.subarray(first, merging.written);
  const kept = columns.map(([field, column]) => {
    const isLost = merging.edit?.fields.has(field) === true && erased.includes(1);
    return [field, isLost ? withoutValues(column, erased) : column] as const;
  });
  return { from: range.from, hashes, came, went, columns: new Map(kept) };
}

function timesOf(merging: Merging, found: readonly Whole[], { source, row }: Picks) {
  const came = new Uint32Array(row.length);
  const went = new Uint32Array(row.length);
  const times = found.map(({ segment, part }) => [segment.came(part), segment.went(part)] as const);
  for (let at = 0; at < row.length; at++) {
    const from = source[at] as number;
    const place = row[at] as number;
    const { part, source: of, numberOf, fateOf } = found[from] as Whole;
    const [cameAt, wentAt] = times[from] as (typeof times)[number];
    const number = part.start + place;
    came[at] = numberAt(cameAt, place);
    went[at] = numberAt(wentAt, place) || (of.since?.(number) ?? 0);
    merging.gone[merging.written] = went[at] === 0 ? 0 : 1;
    if (fateOf?.(place) === 'erase') merging.erased[merging.written] = 1;
    numberOf[number] = merging.written++;
  }
  return { came, went };
}

async function mergeKeys(
  work: string,
  folder: string,
  old: readonly SegmentEntry[],
  { numberOf, gone, erased }: Merging,
): Promise<void> {
  const indexes = old.map(({ id }) => openKeyIndex(join(segmentFolder(folder, id), 'keys.bin')));
  const writer = createKeyIndexWriter(join(work, 'keys.bin'));
  for (let lane = 0; lane < LANES; lane++) {
    const keys = indexes.flatMap((index, at) =>
      index.lane(lane).flatMap(({ row, ...key }) => {
        const number = numberOf[at]?.[row] ?? DROPPED;
        if (number === DROPPED) return [];
        const content = erased[number] === 1 ? ERASED_CONTENT : key.content;
        return { ...key, content, row: number, isGone: gone[number] === 1 };
      }),
    );
    keys.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.row - b.row));
    writer.add(lane, keys);
    if (keys.length > 0) await setImmediate();
  }
  writer.finish();
  for (const index of indexes) index.close();
}

/** What the segments say of rows in older ones stays to be said; of their own, the rows say it now. */
function keepSucceeded(work: string, paths: readonly string[], own: ReadonlySet<number>): void {
  const list = createSucceededList();
  for (const path of paths) {
    for (const one of readSucceeded(path)) if (!own.has(one.segment)) list.add(one);
  }
  list.write(join(work, 'succeeded.bin'));
}
