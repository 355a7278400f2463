/** From a column's values to the classes of a lane, a stretch of rows at a time. */
import { declarationOf, isEntered } from '../case/builtin-facts.ts';
import type { FactDictionary } from '../case/forms.ts';
import type { FactValue } from '../definition/facts.ts';
import type { Probe, ProbedValue } from '../rules/classes.ts';
import { momentsOf, plain, type Reading } from '../rules/operands.ts';
import type { Plain } from '../rules/operators.ts';
import type { Column, CodedColumn, NumberColumn } from './column.ts';

/** The class of a value as it stands in a record; undefined where the value alone does not say it. */
export type ClassOfValue = (value: FactValue | undefined) => number;

export function classOfValue({ value }: Probe, facts: FactDictionary): ClassOfValue | undefined {
  if (value === undefined) return undefined;
  const plainOf = plainReader(value.reading, facts);
  return plainOf && ((one) => value.classOf(plainOf(one)));
}

/**
 * A value as it is compared, as `readFact` has it: what is not there is missing, or null where that is
 * among the fact's values. What of a computed fact is null depends on others: a value alone does not say.
 */
export function plainReader(
  reading: Reading,
  facts: FactDictionary,
): ((value: FactValue | undefined) => Plain | undefined) | undefined {
  if (momentsOf(reading.fact, reading.params).length > 0) return undefined;
  const absent = absentOf(reading, facts);
  return (value) => {
    if (value === undefined) return absent.missing;
    return value === null ? absent.null : plain(reading.type, value);
  };
}

/** What a value that is not there is compared as. */
export function absentOf({ fact }: Reading, facts: FactDictionary) {
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

/** Do a column's numbers stand as such a fact is compared? Others are read one by one. */
export function standsAs({ type }: Reading, column: NumberColumn): boolean {
  if (type === 'datetime') return column.type === 'datetime';
  return (type === 'number' || type === 'integer') && column.type !== 'datetime';
}

/** Classes of numbers, which stand in a column as they are compared. */
export function classNumbers(
  { numbers }: NumberColumn,
  { reading, classOf }: ProbedValue,
  facts: FactDictionary,
): (row: number) => number {
  const absent = absentOf(reading, facts);
  const [missing, none] = [classOf(absent.missing), classOf(absent.null)];
  const unreadable = classOf(undefined);
  return (row) => {
    const one = numbers[row] as number;
    if (Number.isFinite(one)) return classOf(one);
    if (Number.isNaN(one)) return missing;
    return one === Infinity ? none : unreadable;
  };
}
