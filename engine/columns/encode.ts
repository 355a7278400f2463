/** From a column's values to the classes of a lane, a stretch of rows at a time. */
import { declarationOf, isEntered } from '../case/builtin-facts.ts';
import type { FactDictionary } from '../case/forms.ts';
import type { FactValue } from '../definition/facts.ts';
import type { Probe } from '../rules/classes.ts';
import { momentsOf, plain, type Reading } from '../rules/operands.ts';
import type { Plain } from '../rules/operators.ts';
import type { Column, CodedColumn, NumberColumn } from './column.ts';

/** The class of a value as it stands in a record; undefined where the value alone does not say it. */
export type ClassOfValue = (value: FactValue | undefined) => number;

/**
 * As `readFact` has it: what is not there is missing, or null where that is among the fact's values.
 * What of a computed fact is null depends on others, so that a value alone does not say it.
 */
export function classOfValue({ value }: Probe, facts: FactDictionary): ClassOfValue | undefined {
  if (value === undefined) return undefined;
  const { reading, classOf } = value;
  if (momentsOf(reading.fact, reading.params).length > 0) return undefined;
  const absent = absentOf(reading, facts);
  const known = (one: FactValue): Plain | undefined =>
    one === null ? absent.null : plain(reading.type, one);
  return (one) => classOf(one === undefined ? absent.missing : known(one));
}

/** What a value that is not there is compared as. */
function absentOf({ fact }: Reading, facts: FactDictionary) {
  const nullable = declarationOf(fact, facts)?.nullable === true;
  return {
    null: nullable ? null : undefined,
    missing: nullable && isEntered(fact, facts) ? null : undefined,
  };
}

/** The classes of a dictionary's values. A dictionary that has grown since is classed from there on. */
export function dictionaryClasses(
  probe: Probe,
  { values }: CodedColumn,
  classOf: ClassOfValue,
): Uint8Array | Uint16Array {
  const ofProbe = remembered.get(probe) ?? new WeakMap<CodedColumn['values'], Uint16Array>();
  remembered.set(probe, ofProbe);
  const known = ofProbe.get(values) ?? new Uint16Array(0);
  if (known.length >= values.length) return known;
  const classes = new Uint16Array(values.length);
  classes.set(known);
  for (let code = known.length; code < values.length; code++) {
    classes[code] = classOf(values[code]);
  }
  ofProbe.set(values, classes);
  return classes;
}

const remembered = new WeakMap<Probe, WeakMap<CodedColumn['values'], Uint16Array>>();

export function isCoded(column: Column): column is CodedColumn {
  return 'codes' in column;
}

/** Classes of numbers, which stand in a column as they are compared. */
export function classNumbers(
  { numbers }: NumberColumn,
  probe: Probe,
  facts: FactDictionary,
): (row: number) => number {
  const { value } = probe;
  if (value === undefined) return () => 0;
  const absent = absentOf(value.reading, facts);
  const classes = [absent.missing, absent.null, undefined].map((one) => value.classOf(one));
  const [missing = 0, none = 0, unreadable = 0] = classes;
  const { classOf } = value;
  return (row) => {
    const one = numbers[row] as number;
    if (Number.isFinite(one)) return classOf(one);
    if (Number.isNaN(one)) return missing;
    return one === Infinity ? none : unreadable;
  };
}
