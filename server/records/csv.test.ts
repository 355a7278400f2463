import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCsvReader, LONGEST_ROW, type CsvRow } from './csv.ts';

/** Reads text in pieces of this many characters. */
function read(text: string, size = text.length): CsvRow[] {
  const reader = createCsvReader();
  const rows: CsvRow[] = [];
  for (let at = 0; at < text.length; at += size)
    rows.push(...reader.write(text.slice(at, at + size)));
  return [...rows, ...reader.close()];
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const cellsOf = (text: string, size?: number) => read(text, size).map(({ cells }) => cells);

describe('rows by RFC 4180', () => {
  test.each<[string, string[][]]>([
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,\n,b\n,',
      [
        ['a', ''],
        ['', 'b'],
        ['', ''],
      ],
    ],
    ['"a,b","c""d"\n', [['a,b', 'c"d']]],
    ['"a\r\nb",c\r\n', [['a\r\nb', 'c']]],
    ['"",""\n', [['', '']]],
    ['"a"', [['a']]],
    ['a\rb,c\r\n', [['a\rb', 'c']]],
    ['a,b\r', [['a', 'b']]],
    ['a\n\n\nb\n', [['a'], ['b']]],
    ['=1+1,@x,-2,\u0000\n', [['=1+1', '@x', '-2', '\u0000']]],
    ['', []],
  ])('%j', (text, rows) => {
    expect(cellsOf(text)).toEqual(rows);
    expect(cellsOf(text, 1)).toEqual(rows);
  });

  test('whatever stands in the cells, in whatever pieces the text comes', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '电', '😀', ' ') });
    const grid = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(grid, fc.integer({ min: 1, max: 9 }), (rows, size) => {
        const text = rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
        expect(cellsOf(text, size)).toEqual(rows);
      }),
    );
  });
});

describe('places', () => {
  test('a row is named by the line on which it begins', () => {
    const rows = read('h\r\n"a\nb\nc"\r\nd\n\n"e"\n', 3);
    expect(rows.map(({ line, lines }) => [line, lines])).toEqual([
      [1, 1],
      [2, 3],
      [5, 1],
      [7, 1],
    ]);
  });
});

describe('what breaks the rules', () => {
  test.each<[string, string, number]>([
    ['in the middle of a cell', 'a,b"c,d', 2],
    ['after a quoted cell', '"a"b,c', 1],
    ['at the end of a cell', 'a,b,c"', 3],
  ])('a quotation mark %s: the line is set apart, the next is read', (_where, line, column) => {
    const fault = { reason: 'stray_quote', details: { column } };
    expect(read(`x,y\n${line}\ne,f\n`)).toEqual([
      { line: 1, lines: 1, cells: ['x', 'y'] },
      { line: 2, lines: 1, cells: [line], fault },
      { line: 3, lines: 1, cells: ['e', 'f'] },
    ]);
  });

  test('a row longer than any: it is set apart', () => {
    const [row, next] = read(`"${'a'.repeat(LONGEST_ROW)}"\nb\n`);
    expect(row).toMatchObject({
      fault: { reason: 'row_too_long', details: { limit: LONGEST_ROW } },
    });
    expect(next?.cells).toEqual(['b']);
  });

  test('a quotation mark that is never closed: the line is named', () => {
    expect(() => read('a\n"b\nc\nd\n')).toThrow('line 2 is never closed');
  });

  test('a row without an end is not waited for', () => {
    const reader = createCsvReader();
    const endless = () => {
      reader.write('a\n"');
      for (let piece = 0; piece < 200; piece++) reader.write('b,\n'.repeat(20_000));
    };
    expect(endless).toThrow('line 2 does not end');
  });
});
