import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ok } from '../problem.ts';
import { cellPlace, isFormula, readPasted, writeDelimited } from './grid.ts';

const rowsOf = (text: string) => readPasted(text);
const grid = (...rows: string[][]) => ok({ name: '', rows });

describe('pasted text', () => {
  test.each([
    ['a\tb\n1\t2\n', grid(['a', 'b'], ['1', '2'])],
    ['a\tb\r\n\t', grid(['a', 'b'], ['', ''])],
    ['\uFEFFa,b', grid(['a', 'b'])],
    ['a;b,c;d', grid(['a', 'b,c', 'd'])],
    ['"a\tb"\t"say ""c"""\t"x\ny"', grid(['a\tb', 'say "c"', 'x\ny'])],
    ['"a","b"\tc', grid(['"a","b"', 'c'])],
    ['"open\tc', grid(['"open', 'c'])],
    ["'=1+1\t'plain", grid(['=1+1', "'plain"])],
    ['a\n\nb', grid(['a'], [''], ['b'])],
    ['', grid()],
  ])('%j', (text, expected) => {
    expect(rowsOf(text)).toEqual(expected);
  });

  test.each([
    ['rows', 'a\n'.repeat(30_000)],
    ['columns', '\t'.repeat(300)],
    ['cells', `${'\t'.repeat(99)}\n`.repeat(10_000)],
    ['a cell', 'x'.repeat(30_000)],
    ['characters', 'x\n'.repeat(2_100_000)],
  ])('with too many %s is refused', (_, text) => {
    expect(readPasted(text)).toMatchObject({ ok: false, problems: [{ code: 'too_large' }] });
  });

  test('full of quotes is read quickly', () => {
    const before = performance.now();
    readPasted('"x""\t'.repeat(100_000));
    readPasted('"'.repeat(1_000_000));
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe('what is written', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom(
      '=1',
      "'=1",
      "''",
      '-',
      '-5',
      '@a',
      '+1',
      'a\tb',
      'a\r\nb',
      '"',
      ',',
      ';',
      '＝1',
    ),
  );

  test.each(['\t', ',', ';'] as const)('is read back the same with %j', (delimiter) => {
    const rows = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, (some) => {
        const all = [['a', 'b'], ...some];
        expect(readPasted(writeDelimited({ rows: all }, delimiter))).toEqual(grid(...all));
      }),
    );
  });

  test.each(['=cmd|x', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '-', '＝1'])(
    'computes nothing: %j',
    (formula) => {
      expect(isFormula(formula)).toBe(true);
      expect(writeDelimited({ rows: [[formula]] }, ',')).toMatch(/^"?'/);
    },
  );

  test('keeps numbers as numbers', () => {
    expect(writeDelimited({ rows: [['-5', '-0.25', '7']] }, ',')).toBe('-5,-0.25,7\r\n');
  });
});

test('cells are called as spreadsheets call them', () => {
  expect([0, 25, 26, 701, 702].map((column) => cellPlace(8, column).en)).toEqual([
    'cell A9',
    'cell Z9',
    'cell AA9',
    'cell ZZ9',
    'cell AAA9',
  ]);
});
