import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readSheetHtml, writeSheetHtml } from './sheet-html.ts';

const table = (inside: string) => `<html><body><!--StartFragment--><table>${inside}</table></body>`;

describe('the clipboard of spreadsheets as HTML', () => {
  test.each<[string, string, string[][]]>([
    [
      'rows of cells',
      '<tr><td>a</td><td>b</td></tr><tr><td>c<td>d</tr>',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['space of the markup', '<tr><td>\r\n  two\r\n  words </td></tr>', [['two words']]],
    ['lines within a cell', "<tr><td>a<br style='x'>\r\n  b</td></tr>", [['a\nb']]],
    ['paragraphs within a cell', '<tr><td><p>a</p><p>b</p></td></tr>', [['a\nb']]],
    ['letters of markup', '<tr><td>&gt;= 5 &amp; &#26579;&#x4e2d;</td></tr>', [['>= 5 & 染中']]],
    ['an empty cell', '<tr><td>&nbsp;</td><td></td></tr>', [[' ', '']]],
    [
      'short rows',
      '<tr><td>a</td><td>b</td></tr><tr><td>c</td></tr>',
      [
        ['a', 'b'],
        ['c', ''],
      ],
    ],
    ['hidden rows', '<tr><td>a</td></tr><tr style="display:none"><td>b</td></tr>', [['a']]],
    ['styles between', '<style><!--td {x:y}--></style><tr><td class=xl65>a</td></tr>', [['a']]],
    ['a table within a cell', '<tr><td>a<table><tr><td>b</td></tr></table>c</td></tr>', [['abc']]],
  ])('%s', (_, inside, rows) => {
    expect(readSheetHtml(table(inside))).toEqual(rows);
  });

  test.each<[string, string]>([
    ['<td sdval="1234.5" sdnum="2052;0;#,##0.0">1,234.5</td>', '1234.5'],
    ['<td x:num="1234.5">¥1,234.50</td>', '1234.5'],
    ['<td x:num>12</td>', '12'],
    ['<td data-sheets-value="{&quot;1&quot;:3,&quot;3&quot;:1000}">1,000</td>', '1000'],
    ['<td sdval="46065" sdnum="2052;0;YYYY-MM-DD">2026-02-12</td>', '2026-02-12'],
    ['<td sdval="0.1" sdnum="2052;0;0%">10%</td>', '10%'],
  ])('the figure behind %s', (cell, text) => {
    expect(readSheetHtml(table(`<tr>${cell}</tr>`))).toEqual([[text]]);
  });

  it('says a merged cell in every row and column that it covers', () => {
    const inside =
      '<tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr>' +
      '<tr><td>e</td><td>f</td><td rowspan="1">g</td></tr>';
    expect(readSheetHtml(table(inside))).toEqual([
      ['a', 'b', 'b'],
      ['a', 'c', 'd'],
      ['e', 'f', 'g'],
    ]);
  });

  test.each(['', 'just words', '<p>no <b>table</b></p>'])('is none in %j', (html) => {
    expect(readSheetHtml(html)).toBeUndefined();
  });

  it('is read back as it was written', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '<', '&', '"', ' ', '甲', '1', '\n', '-'),
    });
    const row = fc.array(
      cell.map((text) => text.replace(/\n+$/, '')),
      {
        minLength: 2,
        maxLength: 2,
      },
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
        expect(readSheetHtml(writeSheetHtml(rows))).toEqual(rows);
      }),
    );
  });
});
