/** Looks stored records up in a process of its own, on a thread as audits have it, and says what memory that took. */
import { setImmediate } from 'node:timers/promises';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { RecordDefinition } from '@flowmeter/engine/definition/record.ts';
import type { RecordSet } from '@flowmeter/engine/records/data-set.ts';
import { readingLimits } from '@flowmeter/server/records/reading-limits.ts';
import { createRecordStore, openDataSet } from '@flowmeter/server/records/record-store.ts';
import { chance } from '../support/chance.ts';
import { accountOf, PERIODS } from './lookups-rows.ts';

/** Megabytes that were in use at most until then, and what was looked up. */
interface Looked {
  seconds: number;
  lookups: number;
  peak: number;
}

export interface Found {
  rows: number;
  before: number;
  walked: Looked;
  random: Looked;
  indexed: Looked;
  peak: number;
}

const MOST_MEGABYTES = 768;
const RANDOM = 300;
const INDEXED = 20_000;

async function run(root: string, definition: RecordDefinition, objects: number): Promise<Found> {
  const before = megabytes();
  using data = openDataSet(createRecordStore(root), [definition]);
  const set = data.records(definition.id);
  if (set === undefined) throw new Error('nothing was imported');
  const fields = Object.keys(definition.fields);
  const look = (by: string, value: string) =>
    readAll(set, fields, set.lookup([by], [value], 'period'));
  const walked = await measured(() => walk(set, look));
  const next = chance(2);
  const random = await measured(() =>
    times(RANDOM, () => look('account_no', accountOf(Math.floor(next() * objects)))),
  );
  const indexed = await measured(() =>
    times(INDEXED, (at) => look('meter_no', String(set.read(at * PERIODS, 'meter_no')))),
  );
  return { rows: set.rows, before, walked, random, indexed, peak: megabytes() };
}

/** Every object in the order of its records, as an audit comes by. */
function walk(set: RecordSet, look: (by: string, value: string) => number): number {
  let lookups = 0;
  for (let row = 0; row < set.rows; lookups++)
    row += look('account_no', String(set.read(row, 'account_no')));
  return lookups;
}

function readAll(set: RecordSet, fields: readonly string[], rows: ArrayLike<number>): number {
  for (const row of Array.from(rows)) for (const field of fields) set.read(row, field);
  if (rows.length === 0) throw new Error('a record was not found');
  return rows.length;
}

function times(count: number, look: (at: number) => unknown): number {
  for (let at = 0; at < count; at++) look(at);
  return count;
}

async function measured(work: () => number): Promise<Looked> {
  const began = performance.now();
  const lookups = work();
  const seconds = (performance.now() - began) / 1000;
  await setImmediate();
  return { seconds, lookups, peak: megabytes() };
}

function megabytes(): number {
  return process.resourceUsage().maxRSS / 1024;
}

if (isMainThread) {
  const thread = new Worker(new URL(import.meta.url), {
    argv: process.argv.slice(2),
    resourceLimits: readingLimits(MOST_MEGABYTES),
  });
  thread.on('message', (found: Found) => process.stdout.write(JSON.stringify(found)));
} else {
  const [root = '', definition = '{}', objects = '0'] = process.argv.slice(2);
  parentPort?.postMessage(
    await run(root, JSON.parse(definition) as RecordDefinition, Number(objects)),
    [],
  );
}
