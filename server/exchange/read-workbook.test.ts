import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { wordsOf, type Problem } from '@flowmeter/engine/problem.ts';
import { readWorkbook } from './read-workbook.ts';
import { textRows, workbookOf, workbookParts, zipOf } from './zip.fixture.ts';

const samples = new URL('../../../shared/data/xlsx/', import.meta.url);
const two = textRows([
  ['a', 'b'],
  ['1', 'x'],
]);

const inSheet = (sheet: string) => workbookOf({ sheet });

const said = (problems: readonly Problem[]) => problems.map((one) => wordsOf(one).en);

function problemsOf(read: Awaited<ReturnType<typeof readWorkbook>>): Problem[] {
  return read.ok ? read.value.problems : read.problems;
}

/** The one sheet's rows, and what was said about it. */
async function sheetOf(bytes: Uint8Array) {
  const read = await readWorkbook(bytes);
  expect(read).toMatchObject({ ok: true });
  return read.ok ? { rows: read.value.grids[0]?.rows, said: said(read.value.problems) } : undefined;
}

describe('a workbook of another program', () => {
  test.each([
    ['test1.xlsx', ['input1', 'input2', 'output1'], ['bar', '<= 10', 'bar']],
    ['test2.xlsx', ['input1', 'input2', 'input3', 'output'], ['bar', '<= 10', '123', 'bar']],
    ['test3.xlsx', ['input1', 'input2', 'input3', 'output'], ['bar', '<= 10', '123', 'bar']],
  ])('%s', async (file, head, last) => {
    const { rows } = (await sheetOf(readFileSync(new URL(file, samples))))!;
    expect([rows?.[0], rows?.at(-1)]).toEqual([head, last]);
  });
});

describe('cells', () => {
  const styles =
    '<numFmts><numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="201" formatCode="[Red]0.00&quot;days&quot;"/></numFmts>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="200"/><xf numFmtId="201"/><xf numFmtId="20"/></cellXfs>';
  const strings =
    '<si><t>plain</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>x</t></rPh></si>';

  test.each([
    ['<c r="A1" t="s"><v>1</v></c>', 'rich text'],
    ['<c t="s"><v>9</v></c>', '#REF!'],
    ['<c><v>7.0000000000000007E-2</v></c>', '0.07'],
    ['<c t="b"><v>1</v></c>', 'true'],
    ['<c t="e"><v>#DIV/0!</v></c>', '#DIV/0!'],
    ['<c t="str"><v>a_x000D_b</v></c>', 'a\rb'],
    ['<c s="1"><v>46065</v></c>', '2026-02-12'],
    ['<c s="3"><v>46065</v></c>', '2026-02-12'],
    ['<c s="1"><v>1</v></c>', '1900-01-01'],
    ['<c s="2"><v>46065.5</v></c>', '2026-02-12T12:00:00'],
    ['<c s="4"><v>46065</v></c>', '46065'],
    ['<c s="5"><v>0.25</v></c>', '06:00:00'],
    ['<c t="d"><v>2026-02-12</v></c>', '2026-02-12'],
    ['<c><v/></c>', ''],
    ['<c s="99"><v>5</v></c>', '5'],
  ])('%s', async (cell, text) => {
    const sheet = `<sheetData><row r="1">${cell}</row></sheetData>`;
    expect((await sheetOf(workbookOf({ sheet, strings, styles })))?.rows).toEqual([[text]]);
  });

  test('counted from 1904', async () => {
    const sheet = '<sheetData><row><c s="1"><v>44603</v></c></row></sheetData>';
    const read = await sheetOf(workbookOf({ sheet, styles, date1904: true }));
    expect(read?.rows).toEqual([['2026-02-12']]);
  });

  test('merged, computed and hidden ones are told of', async () => {
    const sheet =
      '<sheetData><row r="2"><c r="B2"><v>1</v></c><c r="C2"><f>1+1</f><v>2</v></c></row>' +
      '<row r="3" hidden="1"><c r="C3"><f>2+2</f><v>4</v></c></row></sheetData>' +
      '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>';
    expect(await sheetOf(workbookOf({ sheet }))).toEqual({
      rows: [[], ['', '1', '2'], ['', '1', '4']],
      said: [
        '“C2” is a formula: the value that was saved with it is taken (2 in all, the first is cell C2)',
        '“A3” is in a hidden row, which is read all the same (cell A3)',
        '“B2” is merged: its value stands in each of its cells (cell B2)',
      ],
    });
  });
});

describe('hostile workbooks are refused, with words', () => {
  const parts = workbookParts({ sheet: two });
  const zeros = Buffer.alloc(200 * 2 ** 20);
  const withSheet = (content: string) =>
    zipOf([...parts.slice(0, -1), { name: 'xl/worksheets/sheet1.xml', content }]);
  const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

  const refused: [string, Buffer, string][] = [
    ['a bomb', zipOf([...parts, { name: 'bomb.bin', content: zeros }]), 'too large when unpacked'],
    [
      'a lying bomb',
      zipOf([...parts.slice(0, -1), { ...parts.at(-1)!, content: zeros, size: 1000 }]),
      'damaged',
    ],
    [
      'a part that is shorter than it says',
      zipOf([...parts.slice(0, -1), { ...parts.at(-1)!, size: 90_000 }]),
      'damaged',
    ],
    [
      '10,000 parts',
      zipOf(Array.from({ length: 10_000 }, (_, index) => ({ name: `p${index}`, content: '' }))),
      '1000 parts',
    ],
    [
      'a name that leads out',
      zipOf([...parts, { name: '../../etc/passwd', content: 'x' }]),
      'damaged',
    ],
    ['an absolute name', zipOf([...parts, { name: '/etc/passwd', content: 'x' }]), 'damaged'],
    ['a name of another system', zipOf([...parts, { name: 'C:\\x', content: 'x' }]), 'damaged'],
    ['two parts of one name', zipOf([...parts, parts[0]!]), 'two parts have one name'],
    [
      'an encrypted part',
      zipOf([...parts, { name: 'x', content: 'x', encrypted: true }]),
      'encrypted',
    ],
    ['half an archive', zipOf(parts).subarray(0, 900), 'damaged'],
    ['no archive', Buffer.from('PK and then nothing'), 'damaged'],
    ['an archive of something else', zipOf([{ name: 'a.txt', content: 'a' }]), 'no workbook'],
    [
      'another archive within',
      zipOf([{ name: 'inner.xlsx', content: zipOf(parts) }]),
      'no workbook',
    ],
    [
      'a sheet outside',
      workbookOf({ sheet: two, target: '../../../../etc/passwd' }),
      'part is missing',
    ],
    [
      'entities',
      withSheet(`<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet xmlns="${MAIN}"/>`),
      'DOCTYPE',
    ],
    [
      'deep nesting',
      withSheet(`<worksheet xmlns="${MAIN}">${'<a>'.repeat(100_000)}`),
      'nests deeper',
    ],
    ['no XML', withSheet('worksheet'), 'not valid XML'],
    [
      'another encoding',
      withSheet(`<?xml version="1.0" encoding="martian"?><worksheet/>`),
      'unknown encoding',
    ],
    [
      'a row far down',
      inSheet('<sheetData><row r="1048576"><c><v>1</v></c></row></sheetData>'),
      'beyond 20100',
    ],
    [
      'a column far out',
      inSheet('<sheetData><row><c r="XFD1"><v>1</v></c></row></sheetData>'),
      '256 columns',
    ],
    ['rows that go back', inSheet('<sheetData><row r="5"/><row r="4"/></sheetData>'), 'not valid'],
    [
      'everything merged',
      inSheet(
        `<sheetData>${'<row><c><v>1</v></c></row>'.repeat(20_000)}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`,
      ),
      'too many cells',
    ],
    ['a huge cell', inSheet(textRows([['x'.repeat(100_000)]])), '20000 characters'],
    [
      'millions of elements',
      inSheet(`<sheetData>${'<x/>'.repeat(4_000_000)}</sheetData>`),
      'too large when unpacked',
    ],
  ];

  test.each(refused)('%s', async (_, bytes, words) => {
    const before = process.memoryUsage();
    const began = performance.now();
    const read = await readWorkbook(bytes);
    const after = process.memoryUsage();
    expect(read).toMatchObject({ ok: false });
    expect(said(problemsOf(read)).join()).toContain(words);
    expect(performance.now() - began).toBeLessThan(5000);
    expect(
      after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers,
    ).toBeLessThan(64 * 2 ** 20);
  });
});
