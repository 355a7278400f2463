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
const PART_ROWS = 65_536;

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
      waiting.sort(order);
      for (const { number } of waiting) numberOf[number] = written++;
      writer.add({ ...columnsOf(definition, waiting), from, came: batch, went: 0 });
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
export function columnsOf({ fields }: RecordDefinition, rows: readonly OrderedRow[]) {
  const columns = Object.entries(fields).map(([id, { type }], at) => {
    const writer = columnWriter(type);
    for (const { values } of rows) writer.push(values[at]);
    return [id, writer.take()] as const;
  });
  return { hashes: Uint32Array.from(rows, ({ hash }) => hash), columns: new Map(columns) };
}

type Written = [number: number, line: number, hash: number, values: (FactValue | object)[]];

function rowsIn(bytes: Buffer): WaitingRow[] {
  const rows = JSON.parse(`[${bytes.toString('utf8')}]`) as Written[];
  return rows.map(([number, line, hash, values]) => {
    return { number, line, hash, values: values.map(valueOf) };
  });
}

/** A value that is missing stands there as an empty object. */
function valueOf(value: FactValue | object): Value {
  const isMissing = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isMissing ? undefined : (value as FactValue);
}
