/** Journey: two hundred rows from a spreadsheet become rules, by paste, handle, pickers and keys. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { copyFromSpreadsheet, type SheetRow } from './support/spreadsheet.ts';
import { replyTable } from './support/tables.ts';
import { visit } from './support/visitor.ts';

const now = '2026-06-10T10:00:00+08:00';

let running: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

beforeAll(async () => {
  running = await startProduct(now);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await running[Symbol.asyncDispose]();
});

async function draftOf(table: TableDefinition): Promise<string> {
  const owner = running.as('zhouqi');
  const { body } = await owner.post('/api/drafts', { kind: 'table', id: table.id });
  await owner.put(`/api/drafts/${body.id}`, { content: table, layout: null }, body.revision);
  return body.id;
}

async function saved(draft: string): Promise<TableDefinition> {
  return (await running.as('zhouqi').get(`/api/drafts/${draft}`)).body.content;
}

const grid = (page: Page) => page.getByRole('grid');
const cell = (page: Page, row: number, column: number) =>
  grid(page).locator(`[data-row="${row}"][data-column="${column}"]`);
const rowCount = (page: Page, count: number) =>
  page.getByText(`共 ${count} 行`, { exact: true }).waitFor();

const withArea = (row: SheetRow = [], area: SheetRow[number]) => row.with(1, area);

/** Columns in another order than the grid's, a figure with grouped digits, a merged area, lines in a cell. */
function spreadsheet(count: number): SheetRow[] {
  const rows = Array.from({ length: count }, (_, index): SheetRow => {
    const low = 1000 + index * 10;
    const shown = low.toLocaleString('en-US');
    const capacity = `>= ${low}`;
    const figure = { text: shown, html: `<td align=right x:num="${low}">${shown}</td>` };
    const isEven = index % 2 === 0;
    return [
      isEven ? figure : capacity.replace('>=', '&gt;='),
      '农村',
      isEven ? '是' : '-',
      '10',
      '',
    ];
  });
  const [first, second, third, ...rest] = rows;
  const merged = { text: '市区', html: '<td rowspan=2 class=xl66>市区</td>' };
  const lines = {
    text: '高压\n双回',
    html: "<td>高压<br style='mso-data-placement:same-cell'>\r\n  双回</td>",
  };
  const missing = { text: '', html: '' };
  const wrong = { text: 'sometimes', html: '<td>sometimes</td>' };
  return [
    ['用电容量 (kVA)', '地区', '双电源', '答复天数', '答复意见'],
    withArea(first, merged).with(4, lines),
    withArea(second, missing),
    (third ?? []).with(2, wrong),
    ...rest,
  ];
}

test('two hundred rows are pasted from a spreadsheet, mended and proposed', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  const draft = await draftOf(replyTable());
  await open(`/drafts/${draft}`);

  // Into the place for the next row, from the real clipboard.
  await copyFromSpreadsheet(page, spreadsheet(200));
  await cell(page, 1, 0).click();
  await page.keyboard.press('Control+V');
  await page.getByText('已粘贴 200 行').waitFor();
  await page.getByText('首行是列名，已按列名对应。').waitFor();
  await rowCount(page, 201);
  await page.getByText('1 格没有采用').waitFor();
  await page.getByRole('button', { name: '第 4 行第 4 列' }).click();
  await look('grid-pasted');

  // One gesture, taken back and done again at once.
  await page.keyboard.press('Control+Z');
  await rowCount(page, 1);
  await page.keyboard.press('Control+Y');
  await rowCount(page, 201);
  await page.getByText('已保存').waitFor();
  const { rows } = await saved(draft);
  expect(rows).toHaveLength(201);
  expect(rows.slice(1, 4)).toEqual([
    { when: [[1000], ['urban'], [], [true]], then: [10, '高压\n双回'] },
    { when: [[{ from: 1010 }], ['urban'], [], []], then: [10, null] },
    { when: [[1020], ['rural'], [], []], then: [10, null] },
  ]);
  expect(rows[200]).toEqual({ when: [[{ from: 2990 }], ['rural'], [], []], then: [10, null] });
});
