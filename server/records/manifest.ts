/**
 * The manifest of a kind of record: which batches were imported and which segments hold their rows. It is
 * written last and replaced in one step: what it does not name is not there, whatever lies in the folder.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from './disk.ts';
import type { SetApart } from './take-rows.ts';

/** One import, as it was done. */
export interface Batch {
  /** 1, 2, 3 …: rows remember it as the one that brought them. */
  seq: number;
  id: string;
  /** Name of the file. */
  file: string;
  sha256: string;
  form: 'csv' | 'parquet';
  encoding: string | null;
  /** When it was imported, by whom (an id, or `system`), and since when the rows count as known. */
  at: string;
  by: string;
  known_at: string;
  /** Hash of the record's definition. */
  definition: string;
  /** Columns of the file that are no field. */
  left_out: string[];
  counts: BatchCounts;
  /** The first rows that were set apart. */
  bad: SetApart[];
  /** The caller's key, so that the same request is not done twice. */
  key?: string;
  /** The file said that its records were made up. */
  synthetic?: true;
}

export interface BatchCounts {
  /** Rows of the file. */
  rows: number;
  added: number;
  /** Rows whose key was known, with other content. */
  changed: number;
  same: number;
  bad: number;
}

export interface SegmentEntry {
  /** Its folder is `seg-<id>`. */
  id: number;
  rows: number;
}

export interface Manifest {
  format: 1;
  record: string;
  /** Number of the next segment. */
  next: number;
  batches: Batch[];
  /** Oldest first. */
  segments: SegmentEntry[];
}

const FILE = 'manifest.json';

/** Undefined where nothing was ever imported. */
export function readManifest(folder: string): Manifest | undefined {
  const file = join(folder, FILE);
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

/** On the disk when this returns. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const fresh = join(folder, `${FILE}.new`);
  writeFileSync(fresh, JSON.stringify(manifest, null, 1), { flush: true });
  renameSync(fresh, join(folder, FILE));
  syncFolder(folder);
}

export function segmentFolder(folder: string, id: number): string {
  return join(folder, `seg-${id}`);
}

export function badFile(folder: string, seq: number): string {
  return join(folder, 'bad', `${seq}.csv`);
}

/** A folder for what is being written; what is left of it after a crash is nobody's. */
export function workFolder(folder: string, name: string): string {
  const path = join(folder, `tmp-${name}`);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}

/** Takes away what no manifest names: what a crash left, and segments that were merged. */
export function sweep(folder: string, manifest: Manifest | undefined): void {
  const kept = new Set(manifest?.segments.map(({ id }) => `seg-${id}`));
  for (const name of readdirSync(folder)) {
    const isLeft = name.startsWith('tmp-') || (name.startsWith('seg-') && !kept.has(name));
    if (isLeft) removeIfFree(join(folder, name));
  }
}

/** Some systems keep files that somebody still reads: they go the next time. */
function removeIfFree(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EBUSY' && code !== 'EPERM' && code !== 'ENOTEMPTY') throw error;
  }
}
