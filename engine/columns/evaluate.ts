/**
 * Rules asked of very many records at once. The answers are those of the interpreter: classes are made by
 * asking the operators (see rules/classes.ts), rows only look up what they said. Why a rule held for a row
 * is worked out when somebody opens it, by the interpreter on `rowSource`.
 *
 * One edition of each rule is asked of all rows: no business date chooses among them here. Audits of
 * records of many days go through `records/ask.ts`.
 */
import type { Probe } from '../rules/classes.ts';
import type { Program } from '../rules/compile.ts';
import { rowSource, type ColumnTable } from './column.ts';
import { classNumbers, classOfValue, dictionaryClasses, isCoded, standsAs } from './encode.ts';
import { classPairs } from './pairs.ts';
import { ROWS_AT_ONCE, type Kernel } from './kernel.ts';
import {
  machineOf,
  placeNumbers,
  reserve,
  STRETCH,
  type Machine,
  type PlacedLane,
} from './machine.ts';
import { answerRows, type Fill, type RuleRows } from './stretches.ts';

/** Of each rule, in the order in which they were compiled. */
export function evaluateColumns(program: Program, table: ColumnTable): RuleRows[] {
  const fills = fillsFor(program, machineOf(program), table);
  return answerRows(program, rowSource(table), table.rows, fills);
}

/** One for each lane. The kernel's memory is made large enough first: views are made after. */
function fillsFor(program: Program, machine: Machine, table: ColumnTable): Fill[] {
  const staging = Math.ceil(machine.free / 16) * 16;
  let free = staging + STRETCH * 2;
  const made = machine.lanes.map((lane) => {
    const feed = feedOf(lane, program, table);
    const at = free;
    if ('table' in feed) free += Math.max(16, feed.table.length);
    return { lane, feed, at };
  });
  reserve(machine.kernel, free);
  const { kernel } = machine;
  return made.map(({ lane, feed, at }) => {
    if ('table' in feed) return encodeFill(kernel, lane, feed, { staging, at });
    if (feed.numbers !== undefined) return placeFill(machine, lane, feed.numbers, feed.classOf);
    const out = new Uint8Array(kernel.memory.buffer, lane.at, STRETCH);
    return (begin, rows) => {
      for (let row = 0; row < rows; row++) {
        out[row] = lane.classOf[feed.classOf(begin + row)] as number;
      }
    };
  });
}

type Feed = TableFeed | RowFeed;

interface RowFeed {
  classOf: (row: number) => number;
  /** Where a number's place among cuts is its class. */
  numbers?: Float64Array;
}

/** A dictionary's codes and, for each, the class of the lane. */
interface TableFeed {
  codes: Uint8Array | Uint16Array;
  table: Uint8Array;
}

function feedOf(lane: PlacedLane, program: Program, table: ColumnTable): Feed {
  const { facts } = program;
  const probe = program.probes[lane.probe] as Probe;
  const ofPair = classPairs(probe, table, facts);
  if (ofPair !== undefined) return { classOf: ofPair };
  const classOf = classOfValue(probe, facts);
  if (classOf === undefined || probe.value === undefined) return rowFeed(probe, program, table);
  const column = table.columns.get(probe.value.reading.name);
  if (column === undefined) {
    const missing = classOf(undefined);
    return { classOf: () => missing };
  }
  if (!isCoded(column)) {
    if (!standsAs(probe.value.reading, column)) return rowFeed(probe, program, table);
    const classOfNumber = classNumbers(column, probe.value, facts);
    return { classOf: classOfNumber, ...(lane.cuts && { numbers: column.numbers }) };
  }
  const { codes } = column;
  const classes = dictionaryClasses(probe, column, classOf);
  if (codes instanceof Uint32Array) return { classOf: (row) => classes[codes[row] ?? 0] as number };
  const encoded = new Uint8Array(classes.length);
  for (let code = 0; code < classes.length; code++) {
    encoded[code] = lane.classOf[classes[code] as number] as number;
  }
  return { codes, table: encoded };
}

/** Row by row, as records are asked one at a time. */
function rowFeed(probe: Probe, { facts }: Program, table: ColumnTable): Feed {
  const source = rowSource(table);
  const around = { source, facts };
  return {
    classOf: (row) => {
      source.row = row;
      return probe.classOf(around);
    },
  };
}

/** Numbers go through the kernel; what is none is classed by itself. */
function placeFill(
  machine: Machine,
  lane: PlacedLane,
  numbers: Float64Array,
  classOf: RowFeed['classOf'],
): Fill {
  const { buffer } = machine.kernel.memory;
  const staged = new Float64Array(buffer, machine.numbers, STRETCH);
  const out = new Uint8Array(buffer, lane.at, STRETCH);
  return (begin, rows) => {
    staged.set(numbers.subarray(begin, begin + rows));
    if (!placeNumbers(machine.kernel, lane, machine.numbers, { from: 0, rows })) return;
    for (let row = 0; row < rows; row++) {
      if (Number.isFinite(staged[row])) continue;
      out[row] = lane.classOf[classOf(begin + row)] as number;
    }
  };
}

function encodeFill(
  kernel: Kernel,
  lane: PlacedLane,
  { codes, table }: TableFeed,
  { staging, at }: { staging: number; at: number },
): Fill {
  const { buffer } = kernel.memory;
  new Uint8Array(buffer, at, table.length).set(table);
  const isWide = codes.BYTES_PER_ELEMENT === 2;
  const staged = isWide
    ? new Uint16Array(buffer, staging, STRETCH)
    : new Uint8Array(buffer, staging, STRETCH);
  const encodeByte = table.length <= 16 ? kernel.encodeFew : kernel.encode8;
  const encode = isWide ? kernel.encode16 : encodeByte;
  return (begin, rows) => {
    const end = Math.ceil(rows / ROWS_AT_ONCE) * ROWS_AT_ONCE;
    staged.set(codes.subarray(begin, begin + rows));
    if (end > rows) staged.fill(0, rows, end);
    encode(staging, at, lane.at, lane.at + end);
  };
}
