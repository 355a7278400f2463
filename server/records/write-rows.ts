/** Writes the rows that stay as a segment, object by object. */
import { setImmediate } from 'node:timers/promises';
import { columnWriter } from '@flowmeter/engine/columns/write.ts';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import type { FactValue } from '@flowmeter/engine/definition/facts.ts';
import type { Value } from './hashes.ts';
import { rowOrder, type OrderedRow } from './row-order.ts';
import type { SegmentWriter } from './segment-writer.ts';
import { LANES, type Spill } from './spill.ts';

export interface WaitingRow extends OrderedRow {
  /** Number among the rows that fit, and line in the file. */
  number: number;
  line: number;
}

/** Rows of a part, unless one lane has more. */
const PART_ROWS = 32_768;

/** Of each row that stays, by number: its number in the segment. */
export async function writeRows(
  definition: RecordDefinition,
  byObject: Spill,
  writer: SegmentWriter,
  { good, batch, takes }: { good: number; batch: number; takes: (row: WaitingRow) => boolean },
): Promise<Uint32Array> {
  const fields = Object.keys(definition.fields);
  const order = rowOrder(definition, fields);
  const numberOf = new Uint32Array(good);
  let waiting: WaitingRow[] = [];
  let from = 0;
  let written = 0;

  function flush(next: number): void {
    if (waiting.length > 0) {
      const sorted = inOrder(waiting, order);
      for (const { number } of sorted) numberOf[number] = written++;
      writer.add({ ...columnsOf(definition, sorted), from, came: batch, went: 0 });
    }
    waiting = [];
    from = next;
  }

  for (let lane = 0; lane < LANES; lane++) {
    const rows = rowsIn(byObject.read(lane)).filter(takes);
    if (waiting.length > 0 && waiting.length + rows.length > PART_ROWS) flush(lane * 2 ** 24);
    for (const row of rows) waiting.push(row);
    if (rows.length > 0) await setImmediate();
  }
  flush(0);
  return numberOf;
}

/** Rows as columns, a field each. */
function columnsOf({ fields }: RecordDefinition, rows: readonly OrderedRow[]) {
  const columns = Object.entries(fields).map(([id, { type }], at) => {
    const writer = columnWriter(type);
    for (const { values } of rows) writer.push(values[at]);
    return [id, writer.take()] as const;
  });
  return { hashes: Uint32Array.from(rows, ({ hash }) => hash), columns: new Map(columns) };
}

type Written = [number: number, line: number, hash: number, values: (FactValue | object)[]];

function rowsIn(bytes: Buffer): WaitingRow[] {
  // A comma stands behind each.
  const text = bytes.toString('utf8', 0, Math.max(0, bytes.length - 1));
  const rows = JSON.parse(`[${text}]`) as Written[];
  return rows.map(([number, line, hash, values]) => {
    return { number, line, hash, values: withoutMarks(values) };
  });
}

/** A value that is missing stands there as an empty object. */
function withoutMarks(values: (FactValue | object | undefined)[]): Value[] {
  const read = values;
  for (let at = 0; at < read.length; at++) {
    const value = read[at];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    read[at] = undefined;
  }
  return read as Value[];
}

/** Rows in order. Hashes differ nearly always: sorted as numbers, only runs of equal ones are looked at. */
function inOrder(
  rows: readonly WaitingRow[],
  order: (a: OrderedRow, b: OrderedRow) => number,
): WaitingRow[] {
  if (rows.length >= MOST_NUMBERED) return rows.toSorted(order);
  const keys = Float64Array.from(rows, ({ hash }, at) => hash * MOST_NUMBERED + at).toSorted();
  const sorted = Array.from(keys, (key) => rows[key % MOST_NUMBERED] as WaitingRow);
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (sorted[end]?.hash === sorted[start]?.hash) end++;
    if (end - start > 1) {
      const run = sorted.slice(start, end).toSorted(order);
      for (const [at, row] of run.entries()) sorted[start + at] = row;
    }
    start = end;
  }
  return sorted;
}

/** A hash and a place fit into one number up to here. */
const MOST_NUMBERED = 2 ** 21;
