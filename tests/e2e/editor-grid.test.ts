/** Journey: two hundred rows from a spreadsheet become rules, by paste, handle, pickers and keys. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { copyFromSpreadsheet, type SheetRow } from './support/spreadsheet.ts';
import { replyTable, voltageTable } from './support/tables.ts';
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
const heads = (page: Page, column: number) =>
  grid(page).locator(`[data-part="column"][data-column="${column}"]`);
async function placeOf(part: Locator) {
  const place = await part.boundingBox();
  if (place === null) throw new Error('it is not to be seen');
  return place;
}

const rowCount = (page: Page, count: number) =>
  page.getByText(`共 ${count} 行`, { exact: true }).waitFor();

const withArea = (row: SheetRow = [], area: SheetRow[number]) => row.with(1, area);

/** Figures with grouped digits, a merged area, lines in a cell, one cell that is none of ours. */
function spreadsheet(count: number): SheetRow[] {
  const rows = Array.from({ length: count }, (_, index): SheetRow => {
    const low = 1000 + index * 10;
    const days = low.toLocaleString('en-US');
    const figure = { text: days, html: `<td align=right x:num="${low}">${days}</td>` };
    const isEven = index % 2 === 0;
    return [`[${low}..${low + 10})`, '农村', isEven ? '是' : '-', isEven ? figure : days, ''];
  });
  const [first, second, third, ...rest] = rows;
  const merged = { text: '市区', html: '<td rowspan=2 class=xl66>市区</td>' };
  const lines = {
    text: '高压\n双回',
    html: "<td>高压<br style='mso-data-placement:same-cell'>\r\n  双回</td>",
  };
  const wrong = { text: 'sometimes', html: '<td>sometimes</td>' };
  return [
    ['用电容量 (kVA)', '地区', '双电源', '答复天数', '答复意见'],
    withArea(first, merged).with(4, lines),
    withArea(second, { text: '', html: '' }),
    (third ?? []).with(2, wrong),
    ...rest,
  ];
}

test('two hundred rows are pasted from a spreadsheet, and proposed', async () => {
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
    { when: [between(1000), ['urban'], [], [true]], then: [1000, '高压\n双回'] },
    { when: [between(1010), ['urban'], [], []], then: [1010, null] },
    { when: [between(1020), ['rural'], [], []], then: [1020, null] },
  ]);
  expect(rows[200]).toEqual({ when: [between(2990), ['rural'], [], []], then: [2990, null] });

  await page.getByRole('button', { name: '提交变更' }).click();
  await page.getByRole('textbox', { name: '标题' }).fill('按容量答复');
  await page.getByRole('textbox', { name: '原因' }).fill('由现用的表格整理而来。');
  await page.getByRole('button', { name: '提交审批' }).click();
  await page.waitForURL(/\/changes\//);
});

const between = (from: number) => [{ from, below: from + 10 }];

/** From the middle of one thing to the middle of another, in steps as a hand makes them. */
async function draw(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.hover();
  await page.mouse.down();
  await to.hover();
  await to.hover({ position: { x: 12, y: 26 } });
  await page.mouse.up();
}

test('rows and columns are filled, moved and picked by mouse and by keyboard', async () => {
  const settings = { language: 'en', theme: 'dark' } as const;
  await using visitor = await visit({ browser, origin: running.origin, now, ...settings });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  const draft = await draftOf(voltageTable());
  await open(`/drafts/${draft}`);
  const words = (column: number) =>
    grid(page).locator(`[data-part="cell"][data-column="${column}"]`).allInnerTexts();

  // Two figures that go on evenly go on under the handle.
  await cell(page, 0, 4).click();
  await page.keyboard.press('Shift+ArrowDown');
  await draw(page, page.locator('.grid-handle'), cell(page, 4, 4));
  await expect.poll(() => words(4)).toEqual(['5', '10', '15', '20', '25', '']);
  await look('grid-filled-dark');
  await page.keyboard.press('Control+Z');
  await expect.poll(() => words(4)).toEqual(['5', '10', '11', '20', '21', '']);

  // A row by its grip, and back by the keys; a column by the keys.
  await grid(page).locator('[data-part="row"][data-row="4"]').hover();
  await draw(page, grid(page).locator('[data-part="moveRow"][data-row="4"]'), cell(page, 0, 4));
  await expect.poll(() => words(4)).toEqual(['5', '21', '10', '11', '20', '']);
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => words(4)).toEqual(['21', '5', '10', '11', '20', '']);
  await cell(page, 0, 1).click();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => words(0)).toEqual(['Urban', '–', 'Urban', 'Rural', 'Rural', '']);

  // Picked from the list: one more alternative, and what is typed narrows it down.
  await page.keyboard.press('F2');
  await page.getByRole('option', { name: 'Rural' }).click();
  await look('grid-picking-dark');
  await page.keyboard.press('Enter');
  await page.keyboard.type('ru');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => words(0))
    .toEqual(['Urban, Rural', 'Rural', 'Urban', 'Rural', 'Rural', '']);

  // A column drawn by its edge keeps its width for the person; a double click makes it fit.
  const wide = async () => (await placeOf(heads(page, 1))).width;
  const edge = heads(page, 1).locator('.grid-edge');
  const { x, y } = await placeOf(edge);
  await edge.hover();
  await page.mouse.down();
  await page.mouse.move(x + 84, y + 20, { steps: 4 });
  await page.mouse.up();
  const drawn = await wide();
  await page.getByText(/^Saved/).waitFor();
  await page.reload();
  await cell(page, 0, 1).waitFor();
  expect(await wide()).toBe(drawn);
  await look('grid-widths-dark');
  await edge.dblclick();
  await expect.poll(wide).toBeLessThan(drawn);

  // The place for the next row becomes one by typing; arrows keep what was typed.
  await cell(page, 5, 1).click();
  await page.keyboard.type('7');
  await page.keyboard.press('ArrowRight');
  await page.getByText('6 rows', { exact: true }).waitFor();
  const kept = async () => (await saved(draft)).rows[5]?.when;
  await expect.poll(kept, { timeout: 20_000 }).toEqual([[], [7], []]);
});

test('table, sentences and JSON are one document', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  const draft = await draftOf({ ...voltageTable(), id: 'views_table' });
  await open(`/drafts/${draft}`);
  await page.getByText('语句', { exact: true }).click();
  await page.getByRole('button', { name: '< 100 kVA', exact: true }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('< 200');
  await look('grid-sentences');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '< 200 kVA', exact: true }).waitFor();

  await page.getByText('JSON', { exact: true }).click();
  const json = page.getByRole('textbox', { name: '决策表的 JSON' });
  const text = await json.inputValue();
  await json.fill(text.replace('"then":[10,11]', '"then":11'));
  await page
    .getByRole('button', { name: /^第 \d+ 行$/ })
    .first()
    .click();
  await look('grid-json');
  expect(await json.evaluate(selected)).toBe('11');
  await json.fill(text.replace('"then":[10,11]', '"then":[10,12]'));
  await page.getByText('表格', { exact: true }).click();
  await cell(page, 0, 0).getByText('< 200').waitFor();
  await cell(page, 2, 4).getByText('12').waitFor();
});

/** Runs in the page. */
function selected(field: Element): string {
  const { value, selectionStart, selectionEnd } = field as HTMLTextAreaElement;
  return value.slice(selectionStart, selectionEnd);
}
