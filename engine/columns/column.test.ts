import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact, FactValue } from '../definition/facts.ts';
import { rowSource, sliceTable, valueAt, type Column } from './column.ts';
import { columnOf, columnWriter } from './write.ts';

const read = (column: Column, rows: number) =>
  Array.from({ length: rows }, (_none, row) => valueAt(column, row));

describe('a column gives back what was written', () => {
  test.each<[Fact['type'], (FactValue | undefined)[]]>([
    ['string', ['a', '', undefined, null, '电力', 'a', '\ud800']],
    ['boolean', [true, false, null, undefined, true]],
    ['number', [0, -1.5, 1e300, null, undefined, 5e-324]],
    ['date', ['2026-02-12', null, '9999-12-31', undefined]],
    ['datetime', ['2026-02-12T00:00:00.000Z', null, undefined]],
    ['list', [['a', 'b'], [], null]],
  ])('%s', (type, values) => {
    expect(read(columnOf(type, values), values.length)).toEqual(values);
  });

  test('however many different values there are', () => {
    const many = [300, 70_000].map((count) =>
      Array.from({ length: count }, (_none, row) => row / 3),
    );
    for (const values of many)
      expect(read(columnOf('number', values), values.length)).toEqual(values);
    const texts = Array.from({ length: 70_000 }, (_none, row) => `t${row}`);
    expect(read(columnOf('string', texts), texts.length)).toEqual(texts);
  });

  test('whatever is written, in pieces that share a dictionary', () => {
    const value = fc.option(fc.string({ unit: 'binary' }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.array(value)), (pieces) => {
        const writer = columnWriter('text');
        for (const piece of pieces) {
          for (const one of piece) writer.push(one);
          expect(read(writer.take(), piece.length)).toEqual(piece);
        }
      }),
    );
  });
});

test('date-times come back as UTC', () => {
  const column = columnOf('datetime', ['2026-02-12T00:00:00+08:00', '2026-02-12', undefined]);
  expect(read(column, 3)).toEqual(['2026-02-11T16:00:00.000Z', Number.NaN, undefined]);
});

test('a row is a source of facts, computed ones by their reading name', () => {
  const columns = new Map([
    ['kva', columnOf('number', [1, 2, 3])],
    ['days(from=a,to=b)', columnOf('integer', [4, 5, 6])],
  ]);
  const source = rowSource(sliceTable({ rows: 3, columns }, [1, 3]), 1);
  const args = { to: 'b', from: 'a' };
  expect([source.read('kva'), source.read('days', args), source.read('none')]).toEqual([
    3,
    6,
    undefined,
  ]);
  source.row = 0;
  expect(source.read('kva')).toBe(2);
});
