/** Rules asked of a batch of records that are objects, without making columns of them first. */
import type { FactValues } from '../definition/facts.ts';
import type { Probe, ProbedValue } from '../rules/classes.ts';
import type { Program } from '../rules/compile.ts';
import { MISSING } from '../rules/cuts.ts';
import { ownValue, readingName } from '../rules/source.ts';
import type { RowSource } from './column.ts';
import {
  machineOf,
  placeNumbers,
  reserve,
  STRETCH,
  type Machine,
  type PlacedLane,
} from './machine.ts';
import { answerRows, type RuleRows } from './stretches.ts';

/** Records are read in steps: each once, all its values, which are then classed fact by fact. */
const STEP = 128;

/** Of each rule, in the order in which they were compiled. Records hold facts by their reading names. */
export function evaluateRecords(program: Program, records: readonly FactValues[]): RuleRows[] {
  const machine = machineOf(program);
  const source = recordsSource(records);
  const names = Object.keys(records[0] ?? {});
  const values = newValues(names, machine);
  const fills = machine.lanes.map((lane) => {
    const probe = program.probes[lane.probe] as Probe;
    const place = names.indexOf(probe.value?.reading.name ?? '');
    return probe.value?.entered === undefined || place < 0
      ? sourceFill(lane, machine, { probe, program, source })
      : valueFill(lane, machine, probe.value, { values, first: place * STEP });
  });
  return answerRows(program, source, records.length, [
    (begin, rows) => {
      for (let at = 0; at < rows; at += STEP) {
        const count = Math.min(STEP, rows - at);
        for (let step = 0; step < count; step++) {
          readRecord(records[begin + at + step] as FactValues, step, names, values);
        }
        for (const fill of fills) fill(begin + at, at, count);
      }
    },
  ]);
}

/** Fills a lane's places from `at` on with the classes of as many records from `begin` on. */
type StepFill = (begin: number, at: number, count: number) => void;

/** The values of a step's records, name after name. */
interface Values {
  /** In the kernel's memory, from `at` on; NaN where a value is no number. */
  numbers: Float64Array;
  at: number;
  /** What is no number; 0 where it is one, which is then no value of any other type. */
  others: unknown[];
}

function newValues(names: readonly string[], { kernel, free }: Machine): Values {
  const at = Math.ceil(free / 16) * 16;
  const length = names.length * STEP;
  reserve(kernel, at + length * 8);
  const numbers = new Float64Array(kernel.memory.buffer, at, length);
  return { numbers, at, others: Array.from({ length }) };
}

/**
 * Puts a record's values where those of its step stand. Records mostly have the same names in the same
 * order; of one that has, nothing is looked up by name.
 */
function readRecord(
  record: FactValues,
  step: number,
  names: readonly string[],
  { numbers, others }: Values,
): void {
  let place = 0;
  for (const name in record) {
    if (name !== names[place]) break;
    const value = record[name];
    const at = place * STEP + step;
    const isNumber = typeof value === 'number';
    numbers[at] = isNumber ? value : Number.NaN;
    others[at] = isNumber ? 0 : value;
    place++;
  }
  for (; place < names.length; place++) {
    const value = ownValue(record, names[place] as string);
    const at = place * STEP + step;
    const isNumber = typeof value === 'number';
    numbers[at] = isNumber ? value : Number.NaN;
    others[at] = isNumber ? 0 : value;
  }
}

interface Standing {
  values: Values;
  /** Where those of the lane's fact begin. */
  first: number;
}

/** Classes of values that are entered and kept as they are. */
function valueFill(
  lane: PlacedLane,
  { kernel }: Machine,
  { among, entered }: ProbedValue,
  { values: { numbers, at: memory, others }, first }: Standing,
): StepFill {
  const { classOf } = lane;
  const { classAll, absent = MISSING } = entered ?? {};
  const out = new Uint8Array(kernel.memory.buffer, lane.at, STRETCH);
  if (classAll !== undefined) {
    const places = { out, from: 0, first, count: 0, as: classOf, absent };
    return (_begin, at, count) => {
      places.from = at;
      places.count = count;
      classAll(others, places);
    };
  }
  const numberOf = among?.numberOf;
  return (_begin, at, count) => {
    if (numberOf !== undefined) {
      for (let step = 0; step < count; step++) {
        const value = others[first + step];
        const known = typeof value === 'string' ? numberOf(value) : undefined;
        numbers[first + step] = known ?? Number.NaN;
      }
    }
    if (!placeNumbers(kernel, lane, memory + first * 8, { from: at, rows: count })) return;
    for (let step = 0; step < count; step++) {
      if (Number.isFinite(numbers[first + step])) continue;
      const value = others[first + step];
      out[at + step] = classOf[value === undefined || value === null ? absent : MISSING] as number;
    }
  };
}

interface Asking {
  probe: Probe;
  program: Program;
  source: RowSource;
}

/** Record by record, as one at a time is asked. */
function sourceFill(
  lane: PlacedLane,
  { kernel }: Machine,
  { probe, program, source }: Asking,
): StepFill {
  const around = { source, facts: program.facts };
  const out = new Uint8Array(kernel.memory.buffer, lane.at, STRETCH);
  return (begin, at, count) => {
    for (let step = 0; step < count; step++) {
      source.row = begin + step;
      out[at + step] = lane.classOf[probe.classOf(around)] as number;
    }
  };
}

function recordsSource(records: readonly FactValues[]): RowSource {
  const source: RowSource = {
    row: 0,
    read: (fact, params) => {
      const record = records[source.row];
      return record && ownValue(record, params === undefined ? fact : readingName(fact, params));
    },
  };
  return source;
}
