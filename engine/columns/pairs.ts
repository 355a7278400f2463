/**
 * Two columns compared row by row. Each value of a dictionary gets a number, the same for equal values and
 * with their order where they have one, so that rows compare numbers.
 */
import type { FactDictionary } from '../case/forms.ts';
import { dayNumber } from '../calendar/zone.ts';
import { FALSE, TRUE, UNKNOWN, type Probe } from '../rules/classes.ts';
import type { Reading } from '../rules/operands.ts';
import type { Plain } from '../rules/operators.ts';
import { MISSING_CODE, type Column, type ColumnTable } from './column.ts';
import { absentOf, isCoded, plainReader, standsAs } from './encode.ts';

/** The class of a row; undefined where the operator looks into the values. */
export function classPairs(
  { pair }: Probe,
  { columns }: ColumnTable,
  facts: FactDictionary,
): ((row: number) => number) | undefined {
  if (pair?.operator.cuts !== true) return undefined;
  const { operator } = pair;
  const numbers = numbering();
  const [left, right] = [pair.left, pair.right].map((reading) =>
    numberOf(reading, columns.get(reading.name), facts, numbers),
  );
  if (left === undefined || right === undefined) return undefined;
  return (row) => {
    const [one, other] = [left(row), right(row)];
    if (one === Infinity || other === Infinity) return FALSE;
    if (Number.isNaN(one) || Number.isNaN(other)) return UNKNOWN;
    return operator.test(one, other) ? TRUE : FALSE;
  };
}

/** The number of a row's value: NaN is missing, Infinity is null. */
type NumberOf = (row: number) => number;

function numberOf(
  reading: Reading,
  column: Column | undefined,
  facts: FactDictionary,
  number: (value: Plain | undefined, reading: Reading) => number,
): NumberOf | undefined {
  const plainOf = plainReader(reading, facts);
  if (plainOf === undefined) return undefined;
  if (column === undefined) {
    const missing = number(plainOf(undefined), reading);
    return () => missing;
  }
  if (isCoded(column)) {
    const { codes, values } = column;
    const known = Float64Array.from(values, (value) => number(plainOf(value), reading));
    return (row) => known[codes[row] ?? MISSING_CODE] as number;
  }
  if (!standsAs(reading, column)) return undefined;
  const { numbers } = column;
  const absent = absentOf(reading, facts);
  const [missing, none] = [number(absent.missing, reading), number(absent.null, reading)];
  return (row) => {
    const value = numbers[row] as number;
    if (Number.isFinite(value)) return value;
    if (Number.isNaN(value)) return missing;
    return value === Infinity ? none : Number.NaN;
  };
}

/** Numbers for values; texts, which are compared for equality only, are counted. */
function numbering() {
  const texts = new Map<string, number>();
  return (value: Plain | undefined, { type }: Reading): number => {
    if (value === undefined) return Number.NaN;
    if (value === null) return Infinity;
    if (typeof value !== 'string') return Number(value);
    if (type === 'date') return dayNumber(value) ?? Number.NaN;
    const known = texts.get(value) ?? texts.size;
    texts.set(value, known);
    return known;
  };
}
