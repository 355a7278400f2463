import fc from 'fast-check';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { describe, expect, it, test } from 'vitest';
import { tableDocument } from '../../document/tables/tables.fixture.ts';
import { tableLook, tableSheet } from '../tables/table-sheet.ts';
import { gridColumns } from '../tables/desk.ts';
import { copied, emptied, filledDown, filledRight, filledTo } from './filling.ts';
import { pasted } from './pasting.ts';
import { areaOf, movedBy, type Selection } from './selection.ts';
import { readSheet, writeSheet } from './sheet-text.ts';

const { table } = tableDocument();
const sheetOf = (shown: TableDefinition) => {
  const words = { label: '', aside: { title: '', say: () => null } };
  return tableSheet(shown, tableLook(gridColumns(shown, {}), words), undefined);
};
const sheet = sheetOf(table);
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
    const { cells, refused } = pasted(sheet, all, copied(sheet, all, 'zh'), 'zh');
    expect(refused).toEqual([]);
    expect(cells).toHaveLength(6);
    expect(cells[0]).toEqual({ row: 0, column: 0, content: { test: [{ below: 5 }] } });
    expect(cells[5]).toEqual({ row: 1, column: 2, content: { value: 'b' } });
  });

  it('of which some cannot be read: those are named, the others taken', () => {
    const { cells, refused } = pasted(sheet, all, [['ten', 'x', 'y', 'z']], 'zh');
    expect(cells.map(({ column }) => column)).toEqual([1, 2]);
    expect(refused.map(({ column, text }) => [column, text])).toEqual([
      [0, 'ten'],
      [3, 'z'],
    ]);
  });

  it('filled by one that was copied', () => {
    const area = { top: 0, left: 0, rows: 2, columns: 1 };
    const { cells } = pasted(sheet, area, [['> 3']], 'zh');
    expect(cells.map(({ row }) => row)).toEqual([0, 1]);
  });

  it('filled by a few that fit into the area several times', () => {
    const area = { top: 0, left: 1, rows: 4, columns: 1 };
    const four = { ...table, rows: [...table.rows, ...table.rows] };
    const { cells } = pasted(sheetOf(four), area, [['x'], ['y']], 'zh');
    expect(cells.map(({ content }) => content)).toEqual(
      ['x', 'y', 'x', 'y'].map((word) => ({ test: [word] })),
    );
  });

  it('put under the columns that a first row names, whichever cell was chosen', () => {
    const named = structuredClone(table);
    [named.inputs[0]!.name.zh, named.inputs[1]!.name.zh] = ['大小', '地点'];
    named.outputs[0]!.name.zh = '费用';
    const texts = [
      ['No.', '费用', '大小 (kVA)', ''],
      ['1', 'a', '5', ''],
      ['', 'b', '6', ''],
    ];
    const { cells, refused, isHeaded, area } = pasted(
      sheetOf(named),
      { top: 1, left: 2, rows: 1, columns: 1 },
      texts,
      'zh',
    );
    expect(isHeaded).toBe(true);
    expect(area).toEqual({ top: 1, left: 0, rows: 2, columns: 3 });
    expect(cells).toEqual([
      { row: 1, column: 2, content: { value: 'a' } },
      { row: 1, column: 0, content: { test: [5] } },
      { row: 2, column: 2, content: { value: 'b' } },
      { row: 2, column: 0, content: { test: [6] } },
    ]);
    expect(refused.map(({ text }) => text)).toEqual(['1']);
  });

  it('of more rows than a table takes: those beyond are named', () => {
    const last = { top: 19_999, left: 0, rows: 1, columns: 1 };
    const { cells, refused } = pasted(sheet, last, [['1'], ['2']], 'zh');
    expect(cells).toHaveLength(1);
    expect(refused).toMatchObject([{ row: 20_000, text: '2' }]);
  });

  it('filled to the right, read by the column where they come to stand', () => {
    const { cells, refused } = filledRight(sheet, { top: 0, left: 0, rows: 2, columns: 2 }, 'zh');
    expect(cells).toEqual([{ row: 1, column: 1, content: { test: [] } }]);
    expect(refused).toMatchObject([{ row: 0, column: 1, text: '< 5' }]);
  });

  it('drawn by the handle: repeated from the rows that are selected', () => {
    const from = { top: 0, left: 0, rows: 2, columns: 1 };
    const { cells } = filledTo(sheet, from, { ...from, rows: 5 }, 'zh');
    expect(cells.map(({ row, content }) => [row, content])).toEqual([
      [2, { test: [{ below: 5 }] }],
      [3, { test: [] }],
      [4, { test: [{ below: 5 }] }],
    ]);
  });

  it('filled down from the first row, or from the row above a single one', () => {
    const area = { top: 0, left: 0, rows: 2, columns: 1 };
    const single = { top: 1, left: 0, rows: 1, columns: 1 };
    const expected = [{ row: 1, column: 0, content: { test: [{ below: 5 }] } }];
    expect(filledDown(sheet, area)).toEqual(expected);
    expect(filledDown(sheet, single)).toEqual(expected);
    expect(filledDown(sheet, { ...single, top: 0 })).toEqual([]);
  });

  it('emptied: inputs take everything, outputs their default', () => {
    const row = { top: 1, left: 1, rows: 1, columns: 2 };
    expect(emptied(sheet, row).map(({ content }) => content)).toEqual([
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

  it('lead to the place for a next row, but not far', () => {
    const open = { ...size, more: true };
    expect(movedBy({ ...keys, key: 'ArrowDown' }, at(9, 1), open)?.at.row).toBe(10);
    expect(movedBy({ ...keys, key: 'End', ctrlKey: true }, at(4, 1), open)?.at.row).toBe(9);
  });

  it('Tab keeps the column it set out from', () => {
    const once = movedBy({ ...keys, key: 'Tab' }, at(4, 0), size)!;
    expect(movedBy({ ...keys, key: 'Tab' }, once, size)?.home).toBe(0);
  });

  it('Tab leaves the grid past its last cell', () => {
    expect(movedBy({ ...keys, key: 'Tab' }, at(9, 2), size)).toBeUndefined();
  });
});
