/**
 * Rules asked of very many records at once. The answers are those of the interpreter: classes are made by
 * asking the operators (see rules/classes.ts), rows only look up what they said. Why a rule held for a row
 * is worked out when somebody opens it, by the interpreter on `rowSource`.
 */
import type { Probe } from '../rules/classes.ts';
import type { Program } from '../rules/compile.ts';
import { interpret } from '../rules/interpret.ts';
import { addRow, emptyBitmap, type Bitmap } from './bitmap.ts';
import { rowSource, type Column, type ColumnTable } from './column.ts';
import { classNumbers, classOfValue, dictionaryClasses, isCoded } from './encode.ts';
import { ROWS_AT_ONCE, type Kernel } from './kernel.ts';
import {
  bitmapsOf,
  machineOf,
  matchStretch,
  reserve,
  STRETCH,
  type Machine,
  type PlacedLane,
} from './machine.ts';

/** The rows for which a rule holds, and those of which it is not known for want of facts. */
export interface RuleRows {
  hits: Bitmap;
  unknown: Bitmap;
}

/** Fills a lane with the classes of the rows from `begin` on. */
type Fill = (begin: number, rows: number) => void;

/** Of each rule, in the order in which they were compiled. */
export function evaluateColumns(program: Program, table: ColumnTable): RuleRows[] {
  const machine = machineOf(program);
  const fills = fillsFor(program, machine, table);
  const answers = answerStretches(program, table.rows, (begin, rows) => {
    for (const fill of fills) fill(begin, rows);
  });
  askTrees(program, table, answers);
  return answers;
}

/** Asks stretch by stretch; `fill` has every lane hold the classes of the stretch's rows. */
export function answerStretches(program: Program, rows: number, fill: Fill): RuleRows[] {
  const machine = machineOf(program);
  const answers = program.ids.map(() => ({ hits: emptyBitmap(rows), unknown: emptyBitmap(rows) }));
  const views = program.ids.map((_id, rule) => bitmapsOf(machine, rule));
  for (let begin = 0; begin < rows; begin += STRETCH) {
    const count = Math.min(STRETCH, rows - begin);
    fill(begin, count);
    const isOpen = matchStretch(machine, count);
    for (const [rule, { hits, unknown }] of answers.entries()) {
      const [holds, may] = views[rule] as [Uint32Array, Uint32Array];
      const words = Math.ceil(count / 32);
      hits.set(words === holds.length ? holds : holds.subarray(0, words), begin / 32);
      if (isOpen)
        for (let at = 0; at < words; at++) {
          unknown[begin / 32 + at] = (may[at] as number) & ~(holds[at] as number);
        }
    }
  }
  for (const one of answers) clipLast(one, rows);
  return answers;
}

/** Rows that fill up the last word are none. */
function clipLast({ hits, unknown }: RuleRows, rows: number): void {
  if (rows % 32 === 0) return;
  const mask = (1 << (rows % 32)) - 1;
  for (const words of [hits, unknown]) words[words.length - 1] = (words.at(-1) ?? 0) & mask;
}

/** Rules whose tree is shorter than their terms are asked row by row. */
function askTrees(program: Program, table: ColumnTable, answers: readonly RuleRows[]): void {
  const { facts, trees } = program;
  const source = rowSource(table);
  for (const { rule, asked } of trees) {
    const { hits, unknown } = answers[rule] as RuleRows;
    const around = { source, facts, params: asked.params };
    for (source.row = 0; source.row < table.rows; source.row++) {
      const truth = interpret(asked.condition, around);
      if (truth === true) addRow(hits, source.row);
      if (truth === 'unknown') addRow(unknown, source.row);
    }
  }
}

/** One for each lane. The kernel's memory is made large enough first: views are made after. */
function fillsFor(program: Program, machine: Machine, table: ColumnTable): Fill[] {
  const staging = Math.ceil(machine.free / 16) * 16;
  let free = staging + STRETCH * 2;
  const made = machine.lanes.map((lane) => {
    const feed = feedOf(lane, program, table);
    const at = free;
    if ('table' in feed) free += feed.table.length;
    return { lane, feed, at };
  });
  reserve(machine.kernel, free);
  const { kernel } = machine;
  return made.map(({ lane, feed, at }) => {
    if ('table' in feed) return encodeFill(kernel, lane, feed, { staging, at });
    const out = new Uint8Array(kernel.memory.buffer, lane.at, STRETCH);
    return (begin, rows) => {
      for (let row = 0; row < rows; row++) {
        out[row] = lane.classOf[feed.classOf(begin + row)] as number;
      }
    };
  });
}

type Feed = TableFeed | { classOf: (row: number) => number };

/** A dictionary's codes and, for each, the class of the lane. */
interface TableFeed {
  codes: Uint8Array | Uint16Array;
  table: Uint8Array;
}

function feedOf(lane: PlacedLane, program: Program, table: ColumnTable): Feed {
  const { facts } = program;
  const probe = program.probes[lane.probe] as Probe;
  const classOf = classOfValue(probe, facts);
  if (classOf === undefined || probe.value === undefined) {
    const source = rowSource(table);
    const around = { source, facts };
    return {
      classOf: (row) => {
        source.row = row;
        return probe.classOf(around);
      },
    };
  }
  const column: Column | undefined = table.columns.get(probe.value.reading.name);
  if (column === undefined) {
    const missing = classOf(undefined);
    return { classOf: () => missing };
  }
  if (!isCoded(column)) return { classOf: classNumbers(column, probe, facts) };
  const { codes } = column;
  const classes = dictionaryClasses(probe, column, classOf);
  if (codes instanceof Uint32Array) return { classOf: (row) => classes[codes[row] ?? 0] as number };
  return { codes, table: Uint8Array.from(classes, (of) => lane.classOf[of] ?? 0) };
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
  const encode = isWide ? kernel.encode16 : kernel.encode8;
  return (begin, rows) => {
    const end = Math.ceil(rows / ROWS_AT_ONCE) * ROWS_AT_ONCE;
    staged.set(codes.subarray(begin, begin + rows));
    if (end > rows) staged.fill(0, rows, end);
    encode(staging, at, lane.at, lane.at + end);
  };
}
