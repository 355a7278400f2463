/** Rules asked of a batch of records that are objects, without making columns of them first. */
import type { FactValues } from '../definition/facts.ts';
import type { Probe } from '../rules/classes.ts';
import type { Program } from '../rules/compile.ts';
import { MISSING, type Among } from '../rules/cuts.ts';
import { ownValue, readingName } from '../rules/source.ts';
import type { RowSource } from './column.ts';
import { machineOf, placeNumbers, STRETCH, type Machine, type PlacedLane } from './machine.ts';
import { answerRows, type RuleRows } from './stretches.ts';

/** Records are read in steps: each once, all its values, which are then classed fact by fact. */
const STEP = 128;

/** Of each rule, in the order in which they were compiled. Records hold facts by their reading names. */
export function evaluateRecords(program: Program, records: readonly FactValues[]): RuleRows[] {
  const machine = machineOf(program);
  const source = recordsSource(records);
  const names = Object.keys(records[0] ?? {});
  const values = new Map(names.map((name) => [name, Array.from({ length: STEP })]));
  const fills = machine.lanes.map((lane) => {
    const out = new Uint8Array(machine.kernel.memory.buffer, lane.at, STRETCH);
    return stepFill({ lane, out, machine, program, source, values });
  });
  const read = reader(names, [...values.values()]);
  return answerRows(program, source, records.length, [
    (begin, rows) => {
      for (let at = 0; at < rows; at += STEP) {
        const count = Math.min(STEP, rows - at);
        for (let step = 0; step < count; step++)
          read(records[begin + at + step] as FactValues, step);
        for (const fill of fills) fill(begin + at, at, count);
      }
    },
  ]);
}

/** Fills a lane's places from `at` on with the classes of as many records from `begin` on. */
type StepFill = (begin: number, at: number, count: number) => void;

interface Feeding {
  lane: PlacedLane;
  out: Uint8Array;
  machine: Machine;
  program: Program;
  source: RowSource;
  /** The values of the step's records, by name. */
  values: ReadonlyMap<string, readonly unknown[]>;
}

function stepFill({ lane, out, machine, program, source, values }: Feeding): StepFill {
  const probe = program.probes[lane.probe] as Probe;
  const { classOf } = lane;
  const known = values.get(probe.value?.reading.name ?? '');
  const { among, entered } = probe.value ?? {};
  if (known !== undefined && entered !== undefined) {
    const { classAll, absent } = entered;
    if (among !== undefined) return placeFill({ lane, out, machine, known, among, absent });
    if (classAll !== undefined) {
      const places = { out, from: 0, count: 0, as: classOf, absent };
      return (_begin, at, count) => {
        places.from = at;
        places.count = count;
        classAll(known, places);
      };
    }
  }
  const around = { source, facts: program.facts };
  return (begin, at, count) => {
    for (let step = 0; step < count; step++) {
      source.row = begin + step;
      out[at + step] = classOf[probe.classOf(around)] as number;
    }
  };
}

interface Placing {
  lane: PlacedLane;
  out: Uint8Array;
  machine: Machine;
  known: readonly unknown[];
  among: Among;
  absent: number;
}

/** Classes of values with an order: as numbers, among their cuts. */
function placeFill({ lane, out, machine, known, among, absent }: Placing): StepFill {
  const numbers = new Float64Array(machine.kernel.memory.buffer, machine.numbers, STEP);
  const { classOf } = lane;
  return (_begin, at, count) => {
    among.numbersOf(known, numbers, count);
    if (!placeNumbers(machine, lane, at, count)) return;
    for (let step = 0; step < count; step++) {
      if (Number.isFinite(numbers[step])) continue;
      const value = known[step];
      out[at + step] = classOf[value === undefined || value === null ? absent : MISSING] as number;
    }
  };
}

/**
 * Puts a record's values where those of its step stand. Records mostly have the same names in the same
 * order; of one that has, nothing is looked up by name.
 */
function reader(names: readonly string[], values: readonly unknown[][]) {
  return (record: FactValues, step: number): void => {
    let place = 0;
    for (const name in record) {
      if (name !== names[place]) break;
      (values[place++] as unknown[])[step] = record[name];
    }
    for (; place < names.length; place++) {
      (values[place] as unknown[])[step] = ownValue(record, names[place] as string);
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
