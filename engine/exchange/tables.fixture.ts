/** Random cells and tables, of every form that a table of ours may have. */
import fc from 'fast-check';
import type { Cell, CellTest, Interval } from '../definition/table.ts';
import type { Scalar } from '../definition/condition.ts';
import type { ColumnType } from './write-feel.ts';

const days = fc
  .integer({ min: Date.UTC(1900, 0), max: Date.UTC(2199, 0) })
  .map((at) => new Date(at).toISOString());

/** Text that exchange formats stumble over, and any other. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    '-',
    '"',
    "'",
    '\\',
    'a,b',
    '=1+1',
    '@x',
    '\t',
    '\r\n',
    '>5',
    'true',
    '007',
    '，',
  ),
);

const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);

const values: Record<ColumnType, fc.Arbitrary<string | number | boolean>> = {
  string: texts,
  text: texts,
  number: numbers,
  integer: fc.integer(),
  boolean: fc.boolean(),
  date: days.map((at) => at.slice(0, 10)),
  datetime: days,
  enum: fc.constantFrom('a', 'b', 'c'),
};

export function anyScalar(type: ColumnType): fc.Arbitrary<Scalar> {
  return fc.oneof({ weight: 9, arbitrary: values[type] }, fc.constant(null));
}

/** Any cell that a column of this type may have. */
export function anyCell(type: ColumnType): fc.Arbitrary<Cell> {
  const plain = fc.oneof(anyScalar(type), ...intervals(type));
  const not = fc.record({ not: fc.array(plain, { minLength: 1, maxLength: 3 }) });
  return fc.array(fc.oneof<fc.Arbitrary<CellTest>[]>(plain, not), { maxLength: 4 });
}

function intervals(type: ColumnType): fc.Arbitrary<Interval>[] {
  if (!['number', 'integer', 'date', 'datetime'].includes(type)) return [];
  const bound = values[type] as fc.Arbitrary<number | string>;
  const forms = fc.constantFrom(
    ['from', 'to'],
    ['from', 'below'],
    ['above', 'to'],
    ['above', 'below'],
  );
  const both = fc.tuple(forms, bound, bound).map(([[low = '', high = ''], a, b]) => ({
    [low]: a < b ? a : b,
    [high]: a < b ? b : a,
  }));
  const one = fc
    .tuple(fc.constantFrom('from', 'above', 'to', 'below'), bound)
    .map(([side, value]) => ({ [side]: value }));
  return [both, one];
}
