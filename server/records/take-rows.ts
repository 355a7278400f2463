/**
 * Takes the rows of a file: what fits the definition goes to disk, sorted into lanes by key and by
 * object; what does not goes to the file of bad rows. Memory does not grow with the file.
 */
import { appendFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import { badHeaderLine, badRowLine } from './bad-rows.ts';
import { cellReader, isFault, type CellReader } from './cells.ts';
import { wordsOfFault, type CellFault, type RowFault } from './faults.ts';
import { contentHash, keyHash, objectHash, type Value } from './hashes.ts';
import { layoutOf, type Layout } from './header.ts';
import type { FileRow, RecordFile } from './read-rows.ts';
import { encodeKeyEntry } from './key-entry.ts';
import type { Spill } from './spill.ts';

/** A row that was set apart, as the batch remembers the first of them. */
export interface SetApart {
  line: number;
  column: string;
  code: RowFault['reason'];
  zh: string;
  en: string;
}

export interface Taken {
  /** Rows of the file, bad ones included. */
  rows: number;
  /** Rows that fit: each has a number, in the order of the file. */
  good: number;
  leftOut: string[];
  /** Of each field: the index of its column. */
  columns: number[];
  /** The file says that its records were made up. */
  synthetic: boolean;
}

export interface BadRows {
  count: number;
  /** The first of them. */
  first: SetApart[];
  add(row: FileRow, fault: RowFault): void;
}

/** How many bad rows a batch tells by itself; all are in its file. */
const MOST_TOLD = 100;
/** Text that waits to be written. */
const MOST_WAITING = 2 ** 20;

export interface Lanes {
  byKey: Spill;
  byObject: Spill;
}

/** @throws {RecordFileError} */
export async function takeRows(
  definition: RecordDefinition,
  file: RecordFile,
  { zone, lanes, bad }: { zone: string | undefined; lanes: Lanes; bad: BadRows },
): Promise<Taken> {
  const layout = layoutOf(definition, file.headers);
  const read = rowReader(definition, layout, zone);
  const keep = keeper(definition, lanes);
  const { leftOut, columns, synthetic } = layout;
  const taken: Taken = { rows: 0, good: 0, leftOut, columns, synthetic };
  for await (const rows of file.rows) {
    for (const row of rows) {
      taken.rows++;
      const values = read(row);
      if (Array.isArray(values)) keep(values, taken.good++, row.line);
      else bad.add(row, values);
    }
    await setImmediate();
  }
  return taken;
}

/** The file of bad rows; it is there only if there are any. */
export function createBadRows(path: string, headers: readonly string[]): BadRows & { end(): void } {
  const first: SetApart[] = [];
  let waiting = '';
  const flush = (): void => {
    if (waiting !== '') appendFileSync(path, waiting, { flush: true });
    waiting = '';
  };
  const made: BadRows & { end(): void } = {
    count: 0,
    first,
    add({ line, cells }, fault) {
      const reason = wordsOfFault(fault);
      const column = fault.column ?? '';
      if (made.count++ === 0) waiting = badHeaderLine(headers);
      if (first.length < MOST_TOLD) first.push({ line, column, code: fault.reason, ...reason });
      waiting += badRowLine({ line, column, reason, cells });
      if (waiting.length > MOST_WAITING) flush();
    },
    end: flush,
  };
  return made;
}

/** The values of a row in the order of the definition's fields, or what is wrong with it. */
function rowReader(
  definition: RecordDefinition,
  { headers, columns }: Layout,
  zone: string | undefined,
): (row: FileRow) => Value[] | RowFault {
  const needed = new Set([...definition.key, ...objectOf(definition)]);
  const fields = Object.entries(definition.fields).map(([id, fact], index) => ({
    column: columns[index] ?? -1,
    isNeeded: needed.has(id),
    isPersonal: fact.personal === true,
    read: cellReader(fact, zone) satisfies CellReader,
  }));
  return (row) => {
    if (row.fault !== undefined) return row.fault;
    const { cells } = row;
    if (cells.length !== headers.length) {
      const details = { expected: headers.length, found: cells.length };
      return { reason: 'wrong_columns', details };
    }
    const values: Value[] = [];
    for (const { column, isNeeded, isPersonal, read } of fields) {
      const value = read(cells[column] ?? '');
      if (isFault(value)) return faultIn(value, headers[column] ?? '', isPersonal);
      if (isNeeded && (value === undefined || value === null)) {
        return { reason: 'required', details: {}, column: headers[column] ?? '' };
      }
      values.push(value);
    }
    return values;
  };
}

/** What is told of a file is read by more people than the file: personal data is not quoted. */
function faultIn(fault: CellFault, column: string, isPersonal: boolean): RowFault {
  const { details } = fault;
  return { ...fault, column, details: isPersonal ? { ...details, cell: '***' } : details };
}

/** Fields that say whom a record is about. */
export function objectOf({ object, key }: RecordDefinition): readonly string[] {
  return object ?? key;
}

/** What stands in a row's text for a value that is missing. */
export const MISSING_TEXT = '{}';

function keeper(
  definition: RecordDefinition,
  { byKey, byObject }: Lanes,
): (values: Value[], number: number, line: number) => void {
  const ids = Object.keys(definition.fields);
  const places = (fields: readonly string[]) => fields.map((id) => ids.indexOf(id));
  const [keyAt, objectAt] = [places(definition.key), places(objectOf(definition))];
  const isSame = keyAt.join() === objectAt.join();
  const sorted = ids.map((id, at) => ({ at, name: `${JSON.stringify(id)}:` }));
  sorted.sort((a, b) => (a.name < b.name ? -1 : 1));
  return (values, number, line) => {
    const texts = values.map((value) => (value === undefined ? MISSING_TEXT : textOf(value)));
    let content = '';
    for (const { at, name } of sorted) {
      if (values[at] !== undefined) content += name + texts[at];
    }
    const keys = keyAt.map((at) => values[at]);
    const key = keyHash(keys);
    const object = objectHash(isSame ? keys : objectAt.map((at) => values[at]));
    const entry = { key, content: contentHash(content), number, line };
    byKey.add(key.charCodeAt(0), encodeKeyEntry(entry));
    byObject.add(object >>> 24, `[${number},${line},${object},[${texts.join(',')}]]`);
  };
}

function textOf(value: Exclude<Value, undefined>): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
