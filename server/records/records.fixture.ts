/** A kind of record for tests, files of it, and a folder to import them into. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FactValues } from '@flowmeter/engine/definition/facts.ts';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import type { Problem } from '@flowmeter/engine/problem.ts';
import { importRecords, type Allow, type ImportRequest } from './import.ts';
import type { Batch } from './manifest.ts';
import { createRecordStore, type RecordStore } from './record-store.ts';
import { recordSet } from './record-set.ts';

const said = (zh: string, en: string) => ({ zh, en });

export const parcel: RecordDefinition = {
  kind: 'record',
  id: 'parcel',
  name: said('包裹', 'Parcel'),
  key: ['parcel_no'],
  object: ['sender'],
  order: 'month',
  unit: 'desk',
  fields: {
    parcel_no: { name: said('单号', 'Number'), type: 'string' },
    sender: { name: said('寄件人', 'Sender'), type: 'string' },
    month: { name: said('月份', 'Month'), type: 'integer' },
    weight: { name: said('重量', 'Weight'), type: 'number', unit: 'kg', min: 0 },
    sent_at: { name: said('寄出时间', 'Sent at'), type: 'datetime', nullable: true },
    due: { name: said('应达日期', 'Due'), type: 'date', nullable: true },
    size: {
      name: said('规格', 'Size'),
      type: 'enum',
      nullable: true,
      options: [
        { value: 's', name: said('小', 'small') },
        { value: 'l', name: said('大', 'large') },
      ],
    },
    fragile: { name: said('易碎', 'Fragile'), type: 'boolean', nullable: true },
    tags: { name: said('标签', 'Tags'), type: 'list', item: 'string', nullable: true },
    desk: { name: said('受理点', 'Desk'), type: 'string', nullable: true },
    phone: { name: said('电话', 'Phone'), type: 'string', nullable: true, personal: true },
  },
};

export const parcelHeader = Object.keys(parcel.fields).join(',');

/** A row of a file; what is not said is plain. */
export function parcelRow(no: string, given: Partial<Record<string, string>> = {}): string {
  const plain: Record<string, string> = {
    parcel_no: no,
    sender: 'Ada',
    month: '202601',
    weight: '1',
  };
  return Object.keys(parcel.fields)
    .map((field) => given[field] ?? plain[field] ?? '')
    .join(',');
}

export function parcelFile(...rows: string[]): string {
  return [parcelHeader, ...rows, ''].join('\r\n');
}

export interface Desk extends Disposable {
  folder: string;
  store: RecordStore;
  /** Imports a file; each an hour after the one before, from 2026-01-01T01:00Z on. */
  bring(
    bytes: string | Uint8Array,
    given?: Partial<ImportRequest>,
    allow?: Allow,
  ): Promise<Brought>;
  /** Every row as it was known, in the order of rows. */
  known(on?: string, definition?: RecordDefinition): FactValues[];
}

export interface Brought {
  batch: Batch | undefined;
  problems: Problem[];
}

export function parcelDesk(definition: RecordDefinition = parcel): Desk {
  const root = mkdtempSync(join(tmpdir(), 'flowmeter-records-'));
  const store = createRecordStore(join(root, 'records'));
  const folder = store.folder(definition.id);
  let hours = 0;
  return {
    folder,
    store,
    async bring(bytes, given = {}, allow) {
      const path = join(root, `file-${++hours}`);
      writeFileSync(path, bytes);
      const at = hour(hours);
      const request = {
        definition,
        hash: 'h',
        path,
        name: 'f.csv',
        id: `b${hours}`,
        at,
        by: 'ada',
      };
      const done = await importRecords(folder, { ...request, knownAt: at, ...given }, allow);
      return done.ok
        ? { batch: done.value, problems: [] }
        : { batch: undefined, problems: done.problems };
    },
    known(on, as = definition) {
      const view = store.open(as, on);
      if (view === undefined) return [];
      const set = recordSet(view);
      const rows = Array.from({ length: set.rows }, (_, row) => {
        const values = Object.keys(as.fields).map((field) => [field, set.read(row, field)]);
        return Object.fromEntries(values.filter(([, value]) => value !== undefined)) as FactValues;
      });
      view.close();
      return rows;
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true }),
  };
}

/** The time of the n-th import. */
export function hour(n: number): string {
  return new Date(Date.UTC(2026, 0, 1, n)).toISOString();
}
