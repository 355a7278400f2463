/** Values, one after another, made into pieces of a column. */
import type { Fact, FactValue } from '../definition/facts.ts';
import { plain } from '../rules/operands.ts';
import { MISSING_CODE, NULL_CODE, type Codes, type Column, type NumberColumn } from './column.ts';

export interface ColumnWriter {
  /** Undefined is missing. What is no value of the type is kept as such: rules do not know it. */
  push(value: FactValue | undefined): void;
  /** What was pushed since the last piece. Pieces share one dictionary, which only grows. */
  take(): Column;
}

/** Numbers with more different values than this are kept as they stand. */
const MOST_CODED_NUMBERS = 0xffff;

export function columnWriter(type: Fact['type']): ColumnWriter {
  return type === 'datetime' ? numberWriter(type) : codedWriter(type);
}

/** A whole column at once. */
export function columnOf(type: Fact['type'], values: Iterable<FactValue | undefined>): Column {
  const writer = columnWriter(type);
  for (const value of values) writer.push(value);
  return writer.take();
}

function codedWriter(type: Exclude<Fact['type'], 'datetime'>): ColumnWriter {
  const values: (FactValue | undefined)[] = [undefined, null];
  const codeOf = new Map<FactValue | undefined, number>([
    [undefined, MISSING_CODE],
    [null, NULL_CODE],
  ]);
  let codes: Codes = new Uint8Array(1024);
  let rows = 0;
  let plainly: ColumnWriter | undefined;

  function push(value: FactValue | undefined): void {
    if (plainly !== undefined) return plainly.push(value);
    const code = codeOf.get(value) ?? added(value);
    if (rows === codes.length) codes = widened(codes, rows * 2);
    codes[rows++] = code;
    if (values.length > MOST_CODED_NUMBERS && (type === 'number' || type === 'integer')) {
      plainly = numberWriter(type);
      for (let row = 0; row < rows; row++) plainly.push(values[codes[row] as number]);
    }
    return undefined;
  }

  function added(value: FactValue | undefined): number {
    const code = values.length;
    values.push(value);
    codeOf.set(value, code);
    if (code > 0xffff && codes.BYTES_PER_ELEMENT < 4) codes = Uint32Array.from(codes);
    else if (code > 0xff && codes.BYTES_PER_ELEMENT < 2) codes = Uint16Array.from(codes);
    return code;
  }

  function take(): Column {
    if (plainly !== undefined) return plainly.take();
    const piece = { type, codes: codes.slice(0, rows), values };
    rows = 0;
    return piece;
  }

  return { push, take };
}

function numberWriter(type: NumberColumn['type']): ColumnWriter {
  let numbers = new Float64Array(1024);
  let rows = 0;
  return {
    push(value) {
      if (rows === numbers.length) numbers = widened(numbers, rows * 2);
      numbers[rows++] = asNumber(type, value);
    },
    take() {
      const piece = { type, numbers: numbers.slice(0, rows) };
      rows = 0;
      return piece;
    },
  };
}

function asNumber(type: NumberColumn['type'], value: FactValue | undefined): number {
  if (value === undefined) return Number.NaN;
  if (value === null) return Infinity;
  const known = plain(type, value);
  return typeof known === 'number' ? known : -Infinity;
}

/** The same numbers in a longer array of their kind. */
function widened<T extends Codes | Float64Array>(old: T, length: number): T {
  const Kind = old.constructor as new (size: number) => T;
  const fresh = new Kind(length);
  fresh.set(old);
  return fresh;
}
