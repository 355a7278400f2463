/** Rules asked of a batch of records that are objects, without making columns of them first. */
import type { FactValue, FactValues } from '../definition/facts.ts';
import { readingName } from '../rules/source.ts';
import type { Program } from '../rules/compile.ts';
import type { Probe } from '../rules/classes.ts';
import type { RowSource } from './column.ts';
import { classOfValue } from './encode.ts';
import { machineOf, STRETCH } from './machine.ts';
import { answerRows, type RuleRows } from './stretches.ts';

/** Of each rule, in the order in which they were compiled. Records hold facts by their reading names. */
export function evaluateRecords(program: Program, records: readonly FactValues[]): RuleRows[] {
  const { kernel, lanes } = machineOf(program);
  const source = recordsSource(records);
  const around = { source, facts: program.facts };
  const fills = lanes.map(({ at, probe: place, classOf }) => {
    const probe = program.probes[place] as Probe;
    const out = new Uint8Array(kernel.memory.buffer, at, STRETCH);
    const find = probe.value?.classOfEntered ?? classOfValue(probe, program.facts);
    if (probe.value === undefined || find === undefined) {
      return (begin: number, rows: number) => {
        for (let row = 0; row < rows; row++) {
          source.row = begin + row;
          out[row] = classOf[probe.classOf(around)] as number;
        }
      };
    }
    const { name } = probe.value.reading;
    return (begin: number, rows: number) => {
      for (let row = 0; row < rows; row++) {
        const value = ownValue(records[begin + row] as FactValues, name);
        out[row] = classOf[find(value)] as number;
      }
    };
  });
  return answerRows(program, source, records.length, fills);
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

/** What every object inherits is an object or a function; only then is it asked whether it is its own. */
function ownValue(record: FactValues, name: string): FactValue | undefined {
  const value: unknown = record[name];
  const isFlat = (typeof value !== 'object' && typeof value !== 'function') || value === null;
  return isFlat || Object.hasOwn(record, name) ? (value as FactValue) : undefined;
}
