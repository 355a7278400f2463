import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { tableDocument } from '../../document/tables/tables.fixture.ts';
import type { Written } from './cell-text.ts';
import { copied, emptied, filledDown, pasted } from './filling.ts';
import { areaOf, movedBy, type Selection } from './selection.ts';
import { readSheet, writeSheet } from './sheet-text.ts';

const { table } = tableDocument();
const columns: Written[] = [{ type: 'number' }, { type: 'string' }, { type: 'string' }];
const all = { top: 0, left: 0, rows: 2, columns: 3 };

describe('the clipboard of spreadsheets', () => {
  test.each([
    [
      'a\tb\nc\td',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"two\nlines"\tb', [['two\nlines', 'b']]],
    ['"say ""so"""', [['say "so"']]],
    ['"open\tb', [['"open', 'b']]],
    ['', [['']]],
    ['a\t', [['a', '']]],
  ])('%j', (text, rows) => {
    expect(readSheet(text)).toEqual(rows);
  });

  it('is read back as it was written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', ' ', '，') });
    const row = fc.array(cell, { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
        expect(readSheet(writeSheet(rows))).toEqual(rows);
      }),
    );
  });
});

describe('many cells', () => {
  it('copied and pasted are the same', () => {
    const { cells, refused } = pasted(table, columns, all, copied(table, columns, all, 'zh'));
    expect(refused).toEqual([]);
    expect(cells).toHaveLength(6);
    expect(cells[0]).toEqual({ row: 0, column: 0, content: { test: [{ below: 5 }] } });
    expect(cells[5]).toEqual({ row: 1, column: 2, content: { value: 'b' } });
  });

  it('of which some cannot be read: those are named, the others taken', () => {
    const { cells, refused } = pasted(table, columns, all, [['ten', 'x', 'y', 'z']]);
    expect(cells.map(({ column }) => column)).toEqual([1, 2]);
    expect(refused.map(({ column, text }) => [column, text])).toEqual([
      [0, 'ten'],
      [3, 'z'],
    ]);
  });

  it('filled by one that was copied', () => {
    const area = { top: 0, left: 0, rows: 2, columns: 1 };
    const { cells } = pasted(table, columns, area, [['> 3']]);
    expect(cells.map(({ row }) => row)).toEqual([0, 1]);
  });

  it('filled down from the first row, or from the row above a single one', () => {
    const area = { top: 0, left: 0, rows: 2, columns: 1 };
    const single = { top: 1, left: 0, rows: 1, columns: 1 };
    const expected = [{ row: 1, column: 0, content: { test: [{ below: 5 }] } }];
    expect(filledDown(table, area)).toEqual(expected);
    expect(filledDown(table, single)).toEqual(expected);
    expect(filledDown(table, { ...single, top: 0 })).toEqual([]);
  });

  it('emptied: inputs take everything, outputs their default', () => {
    const row = { top: 1, left: 1, rows: 1, columns: 2 };
    expect(emptied(table, row).map(({ content }) => content)).toEqual([
      { test: [] },
      { value: 'none' },
    ]);
  });
});

const at = (row: number, column: number): Selection => ({
  at: { row, column },
  anchor: { row, column },
});

describe('keys', () => {
  const size = { rows: 10, columns: 3, page: 4 };
  const keys = { shiftKey: false, ctrlKey: false, metaKey: false };

  test.each([
    ['ArrowDown', {}, { row: 5, column: 1 }],
    ['ArrowUp', { ctrlKey: true }, { row: 0, column: 1 }],
    ['End', {}, { row: 4, column: 2 }],
    ['End', { ctrlKey: true }, { row: 9, column: 2 }],
    ['PageDown', {}, { row: 8, column: 1 }],
    ['Tab', {}, { row: 4, column: 2 }],
    ['Tab', { shiftKey: true }, { row: 4, column: 0 }],
  ])('%s %j', (key, held, to) => {
    expect(movedBy({ ...keys, ...held, key }, at(4, 1), size)?.at).toEqual(to);
  });

  it('with Shift the area grows from where it began', () => {
    const grown = movedBy({ ...keys, key: 'ArrowDown', shiftKey: true }, at(4, 1), size);
    expect(areaOf(grown!)).toEqual({ top: 4, left: 1, rows: 2, columns: 1 });
  });

  it('Tab leaves the grid past its last cell', () => {
    expect(movedBy({ ...keys, key: 'Tab' }, at(9, 2), size)).toBeUndefined();
  });
});
