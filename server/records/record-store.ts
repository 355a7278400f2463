/** Imported records of every kind: where they lie, and how they are opened as they were known on a time. */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import type { DataSet, RecordSet } from '@flowmeter/engine/records/data-set.ts';
import { isGone } from './disk.ts';
import { readManifest, type Batch, type Manifest } from './manifest.ts';
import { recordSet } from './record-set.ts';
import { openView, type RecordView } from './view.ts';

export interface RecordStore {
  /** The folder of all kinds. */
  readonly root: string;
  /** The folder of a kind of record. */
  folder(kind: string): string;
  /** Where files lie that callers send. */
  uploads: string;
  /** Takes away what a server that crashed had been sent. */
  clearUploads(): void;
  manifest(kind: string): Manifest | undefined;
  /** Newest first. */
  batches(kind: string): Batch[];
  /**
   * The records of a kind, to be closed by whoever opens them; undefined where none were ever imported.
   * `knownOn`: as they were known at that instant; now when absent.
   */
  open(definition: RecordDefinition, knownOn?: string): RecordView | undefined;
  /** Reads by the manifest; undefined where nothing was ever imported. */
  reading<T>(kind: string, read: (manifest: Manifest, folder: string) => T): T | undefined;
}

const MOST_TRIES = 3;

export function createRecordStore(root: string): RecordStore {
  const folder = (kind: string): string => join(root, kind);
  const manifest = (kind: string): Manifest | undefined => readManifest(folder(kind));
  const uploads = join(root, '.uploads');
  /** Segments that were merged meanwhile are gone: the manifest then names others. */
  function reading<T>(kind: string, read: (now: Manifest, folder: string) => T): T | undefined {
    for (let tries = 1; ; tries++) {
      const now = manifest(kind);
      if (now === undefined) return undefined;
      try {
        return read(now, folder(kind));
      } catch (error) {
        if (!isGone(error) || tries === MOST_TRIES) throw error;
      }
    }
  }

  return {
    root,
    uploads,
    clearUploads: () => rmSync(uploads, { recursive: true, force: true }),
    folder: (kind) => {
      if (!existsSync(root)) mkdirSync(root, { recursive: true });
      return folder(kind);
    },
    manifest,
    batches: (kind) => manifest(kind)?.batches.toReversed() ?? [],
    reading,
    open: (definition, knownOn) =>
      reading(definition.id, (now, path) => {
        const known = now.batches.findLast(
          ({ known_at }) => knownOn === undefined || known_at <= knownOn,
        );
        return openView(path, definition, now, known?.seq ?? 0);
      }),
  };
}

/** Kinds of record of which all were made up. Of others each record says it for itself. */
export function syntheticKinds(records: RecordStore): Set<string> {
  const { root } = records;
  const kinds = existsSync(root) ? readdirSync(root) : [];
  return new Set(
    kinds.filter((kind) => {
      const all = records.batches(kind);
      return all.length > 0 && all.every(({ synthetic }) => synthetic);
    }),
  );
}

export interface OpenDataSet extends DataSet, Disposable {}

/** Kinds are opened when they are first asked for. */
export function openDataSet(
  store: RecordStore,
  definitions: readonly RecordDefinition[],
  knownOn?: string,
): OpenDataSet {
  const views: RecordView[] = [];
  const sets = new Map<string, RecordSet | undefined>();

  function opened(kind: string): RecordSet | undefined {
    const definition = definitions.find(({ id }) => id === kind);
    const view = definition && store.open(definition, knownOn);
    if (view === undefined) return undefined;
    views.push(view);
    return recordSet(view);
  }

  return {
    records(kind) {
      if (!sets.has(kind)) sets.set(kind, opened(kind));
      return sets.get(kind);
    },
    [Symbol.dispose]() {
      for (const view of views) view.close();
    },
  };
}
