/**
 * Imports a file of records. Everything is written beside what is there; the manifest, written last, makes
 * it count, all of it or nothing. Rows that are known already are left alone; a row whose key is known
 * with other content is another edition, and the older one stays what was known before.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import { DamagedBlock } from './blocks.ts';
import { compact } from './compact.ts';
import { isDiskFull, syncFolder } from './disk.ts';
import { RecordFileError, type RowFault } from './faults.ts';
import type { Value } from './hashes.ts';
import { createKeyIndexWriter, openKeyIndex } from './key-index.ts';
import { lockFolder } from './lock.ts';
import {
  badFile,
  readManifest,
  segmentFolder,
  sweep,
  workFolder,
  writeManifest,
  type Batch,
  type Manifest,
} from './manifest.ts';
import { readRecordFile, type RecordFile } from './read-rows.ts';
import { hashOfFile } from './record-text.ts';
import { createSegmentWriter } from './segment-writer.ts';
import { currentIn, settleKeys, type KnownKeys, type Settled } from './settle-keys.ts';
import { createSpill } from './spill.ts';
import { createSucceededList, sinceBySegment } from './successors.ts';
import { createBadRows, takeRows, type BadRows, type Lanes, type Taken } from './take-rows.ts';
import { writeRows, type WaitingRow } from './write-rows.ts';

export interface ImportRequest {
  definition: RecordDefinition;
  /** Hash of the definition. */
  hash: string;
  /** Where the file lies, and what it is called. */
  path: string;
  name: string;
  /** The batch's id. */
  id: string;
  at: string;
  by: string;
  /** Since when the rows count as known; not before the last batch. */
  knownAt: string;
  /** Of text that does not say it itself. */
  encoding?: string | undefined;
  /** Of date-times without an offset. */
  zone?: string | undefined;
  key?: string | undefined;
}

/** Asked before the batch counts; what it refuses does not happen. */
export type Allow = (batch: Batch) => Promise<readonly Problem[]>;

/** How the import itself is done, once nobody else imports: here, or in a thread of its own. */
export type Doing = (
  folder: string,
  request: ImportRequest,
  allow: Allow,
) => Promise<Result<Batch>>;

/** `folder` is that of the kind of record. */
export async function importRecords(
  folder: string,
  request: ImportRequest,
  allow: Allow = async () => [],
  doing: Doing = importAlone,
): Promise<Result<Batch>> {
  const free = lockFolder(folder);
  if (free === undefined) return failed(problem('records_busy', { record: request.definition.id }));
  try {
    return await doing(folder, request, allow);
  } finally {
    free();
  }
}

/** Whoever calls has the folder's lock. */
export async function importAlone(
  folder: string,
  request: ImportRequest,
  allow: Allow,
): Promise<Result<Batch>> {
  try {
    const manifest = readManifest(folder) ?? emptyManifest(request.definition.id);
    sweep(folder, manifest);
    const sha256 = await hashOfFile(request.path);
    const before = manifest.batches.find(({ key }) => key !== undefined && key === request.key);
    if (before !== undefined) {
      return before.sha256 === sha256 ? ok(before) : failed(problem('idempotency_mismatch'));
    }
    const last = manifest.batches.at(-1)?.known_at;
    if (last !== undefined && request.knownAt < last) {
      return failed(problem('records_known_before', { last, given: request.knownAt }));
    }
    return await importInto(folder, manifest, { ...request, sha256 }, allow);
  } catch (error) {
    if (error instanceof RecordFileError) return failed(error.problem);
    if (isDiskFull(error)) return failed(problem('read_only'));
    if (error instanceof DamagedBlock) {
      return failed(problem('records_damaged', { record: request.definition.id }));
    }
    throw error;
  }
}

function emptyManifest(record: string): Manifest {
  return { format: 1, record, next: 1, batches: [], segments: [] };
}

type Hashed = ImportRequest & { sha256: string };

async function importInto(
  folder: string,
  manifest: Manifest,
  request: Hashed,
  allow: Allow,
): Promise<Result<Batch>> {
  const seq = (manifest.batches.at(-1)?.seq ?? 0) + 1;
  const work = workFolder(folder, request.id);
  let file: RecordFile | undefined;
  try {
    file = await readRecordFile(request.path, request.encoding);
    const bad = createBadRows(join(work, 'bad.csv'), file.headers);
    const written = await writeBatch(folder, manifest, { request, seq, work, file, bad });
    bad.end();
    const batch = batchOf(request, seq, file, bad, written);
    const refused = await allow(batch);
    if (refused.length > 0) return { ok: false, problems: [...refused] };
    const after = commit(folder, manifest, batch, work, written);
    await compactIfPossible(folder, request.definition, after);
    return ok(batch);
  } finally {
    await file?.close();
    rmSync(work, { recursive: true, force: true });
  }
}

/** What was imported counts already; a merge that fails is tried again by the next import. */
async function compactIfPossible(...asked: Parameters<typeof compact>): Promise<void> {
  try {
    await compact(...asked);
  } catch (error) {
    if (error instanceof DamagedBlock) throw error;
  }
}

interface Writing {
  request: Hashed;
  seq: number;
  work: string;
  file: RecordFile;
  bad: BadRows;
}

interface WrittenBatch {
  taken: Taken;
  settled: Settled;
  /** Rows of the new segment. */
  rows: number;
}

async function writeBatch(
  folder: string,
  manifest: Manifest,
  { request, seq, work, file, bad }: Writing,
): Promise<WrittenBatch> {
  const { definition, zone } = request;
  const lanes: Lanes = {
    byKey: createSpill(join(work, 'by-key'), 'latin1'),
    byObject: createSpill(join(work, 'by-object'), 'utf8', ','),
  };
  const known = knownKeys(folder, manifest);
  try {
    const taken = await takeRows(definition, file, { zone, lanes, bad });
    const { good } = taken;
    const succeeded = createSucceededList();
    const index = createKeyIndexWriter(join(work, 'keys.bin'));
    const settled = await settleKeys(lanes.byKey, known, { good, batch: seq, succeeded, index });
    const writer = createSegmentWriter(join(work, 'rows.bin'), typesOf(definition));
    const takes = takerOf(settled, bad, taken.columns);
    const numberOf = await writeRows(definition, lanes.byObject, writer, {
      good,
      batch: seq,
      takes,
    });
    index.finish(numberOf);
    succeeded.write(join(work, 'succeeded.bin'));
    return { taken, settled, rows: writer.finish() };
  } finally {
    for (const { keys } of known) keys.close();
    for (const lane of [lanes.byKey, lanes.byObject]) lane.drop();
  }
}

/** Takes the rows that stay, and sets apart those that contradict an earlier row of the file. */
function takerOf(
  { stays, repeated }: Settled,
  bad: BadRows,
  columns: readonly number[],
): (row: WaitingRow) => boolean {
  return ({ number, line, values }) => {
    const first = repeated.get(number);
    if (first !== undefined) {
      const cells: string[] = [];
      for (const [at, value] of values.entries()) cells[columns[at] ?? 0] = cellOf(value);
      const fault: RowFault = { reason: 'same_key', details: { first } };
      bad.add({ line, lines: 1, cells: Array.from(cells, (cell) => cell ?? '') }, fault);
    }
    return stays[number] === 1;
  };
}

/** As it would be read again. */
function cellOf(value: Value): string {
  return Array.isArray(value) ? JSON.stringify(value) : String(value ?? '');
}

function knownKeys(folder: string, { segments }: Manifest): KnownKeys[] {
  const since = sinceBySegment(
    segments.map(({ id }) => join(segmentFolder(folder, id), 'succeeded.bin')),
  );
  return segments.map(({ id }) => ({
    segment: id,
    keys: openKeyIndex(join(segmentFolder(folder, id), 'keys.bin')),
    isCurrent: currentIn(since.get(id)),
  }));
}

function typesOf({ fields }: RecordDefinition) {
  return Object.fromEntries(Object.entries(fields).map(([id, { type }]) => [id, type]));
}

function batchOf(
  request: Hashed,
  seq: number,
  { form, encoding }: RecordFile,
  bad: BadRows,
  { taken, settled: { added, changed, same } }: WrittenBatch,
): Batch {
  return {
    seq,
    id: request.id,
    file: request.name,
    sha256: request.sha256,
    form,
    encoding,
    at: request.at,
    by: request.by,
    known_at: request.knownAt,
    definition: request.hash,
    left_out: taken.leftOut,
    counts: { rows: taken.rows, added, changed, same, bad: bad.count },
    bad: bad.first,
    ...(request.key === undefined ? {} : { key: request.key }),
    ...(taken.synthetic ? { synthetic: true } : {}),
  };
}

function commit(
  folder: string,
  manifest: Manifest,
  batch: Batch,
  work: string,
  { rows }: WrittenBatch,
): Manifest {
  const apart = join(work, 'bad.csv');
  if (existsSync(apart)) {
    mkdirSync(join(folder, 'bad'), { recursive: true });
    renameSync(apart, badFile(folder, batch.seq));
    syncFolder(join(folder, 'bad'));
  }
  const id = manifest.next;
  if (rows > 0) {
    renameSync(work, segmentFolder(folder, id));
    syncFolder(segmentFolder(folder, id));
    syncFolder(folder);
  }
  const after: Manifest = {
    ...manifest,
    next: id + 1,
    batches: [...manifest.batches.map(shortened), batch],
    segments: rows > 0 ? [...manifest.segments, { id, rows }] : manifest.segments,
  };
  writeManifest(folder, after);
  return after;
}

/** Batches that tell their bad rows themselves; those of older ones stand in their files. */
const TELLING = 50;

function shortened(batch: Batch, index: number, all: readonly Batch[]): Batch {
  return index < all.length - TELLING ? { ...batch, bad: [] } : batch;
}
