/** A decision table edited by the keyboard and the clipboard, analysed as it is edited, tried, put in force. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TableDefinition } from '@flowmeter/engine/definition/table.ts';
import { launchBrowser } from '../support/browser.ts';
import { pasteInto } from './support/grid.ts';
import { startProduct, type Product } from './support/product.ts';
import { largeTable, voltageTable } from './support/tables.ts';
import { idIn, visit } from './support/visitor.ts';

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

/** The owner's draft of a table that there is not yet. */
async function draftOf(table: TableDefinition): Promise<string> {
  const owner = running.as('zhouqi');
  const { body } = await owner.post('/api/drafts', { kind: 'table', id: table.id });
  await owner.put(`/api/drafts/${body.id}`, { content: table, layout: null }, body.revision);
  return body.id;
}

async function saved(draft: string): Promise<TableDefinition> {
  return (await running.as('zhouqi').get(`/api/drafts/${draft}`)).body.content;
}

const grid = (page: Page) => page.getByRole('grid', { name: '决策表' });
const cell = (page: Page, row: number, column: number) =>
  grid(page).locator(`[data-row="${row}"][data-column="${column}"]`);

test('a table is mended on what the analysis shows, and put in force', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  const draft = await draftOf(voltageTable());
  await open(`/drafts/${draft}`);
  const overlap = page.getByRole('button', { name: /第 3, 4 行会同时符合/ });
  await overlap.waitFor();
  await look('tables-analysis');

  // Its rows are led to; the record that shows it lights both.
  await page.getByRole('button', { name: '到第 4 行' }).first().click();
  await cell(page, 3, 0).and(page.locator('[aria-selected="true"]')).waitFor();
  await page.getByRole('button', { name: '用这条记录试算' }).first().click();
  await page.getByText(/第 3, 4 行同时符合，唯一策略只许一行/).waitFor();
  expect(await grid(page).locator('.is-lit').count()).toBe(2);
  await look('tables-trial');

  // By the keyboard alone: to the cell, typed over, kept by Enter.
  await page.getByRole('tab', { name: /分析/ }).click();
  await cell(page, 3, 0).click();
  await page.keyboard.type('>= 6000');
  await page.keyboard.press('Enter');
  await cell(page, 3, 0).getByText('≥ 6000').waitFor();
  await overlap.waitFor({ state: 'detached' });

  // What cannot be read stays in its cell with the reason; Esc leaves the cell as it was.
  await cell(page, 0, 0).click();
  await page.keyboard.press('F2');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('many');
  await page.keyboard.press('Enter');
  await page
    .getByRole('alert')
    .getByText(/不是数值/)
    .waitFor();
  await look('tables-refused');
  await page.keyboard.press('Escape');
  await cell(page, 0, 0).getByText('< 100').waitFor();

  // Filled down, and taken back.
  await cell(page, 1, 4).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+D');
  await page.keyboard.press('Control+Z');

  // A gap offers its row, and undoing leaves what was selected before.
  await page.getByRole('button', { name: '插入这一行' }).first().click();
  await cell(page, 5, 3).and(page.locator('[aria-selected="true"]')).waitFor();
  await look('tables-gap-row');
  await grid(page).focus();
  await page.keyboard.press('Control+Z');
  await cell(page, 1, 4).and(page.locator('[aria-selected="true"]')).waitFor();

  // The gap is closed by a row from a spreadsheet; one cell of it is none of ours and is named.
  await cell(page, 4, 0).click();
  await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: '插入行' }).click();
  await pasteInto(grid(page), '< 100\t-\t是\t10\t8\n>= 200000\t海上\tsometimes\t35\t20');
  await page.getByText('1 格没有采用').waitFor();
  await cell(page, 5, 2).getByText('是').waitFor();
  await page.keyboard.press('Control+Z');
  await pasteInto(grid(page), '< 100\t-\t是\t10\t8');
  await page.getByText('没有缺漏、重叠或多余的行。').waitFor();
  await look('tables-sound');
  await page.getByText('已保存').waitFor();
  expect((await saved(draft)).rows[5]).toEqual({
    when: [[{ below: 100 }], [], [true]],
    then: [10, 8],
  });

  await page.getByText('语句', { exact: true }).click();
  await page.getByText(/用电容量 ≥ 6000 kVA/).waitFor();
  await look('tables-sentences');
  await page.getByRole('button', { name: '提交变更' }).click();
  await page.getByRole('textbox', { name: '标题' }).fill('按容量和地区选电压');
  await page.getByRole('textbox', { name: '原因' }).fill('答复口径统一。');
  await page.getByRole('button', { name: '提交审批' }).click();
  await page.waitForURL(/\/changes\//);
  const path = `/api/changes/${idIn(page.url())}`;
  const auditor = running.as('sunli');
  // The backtest is made after the proposal.
  const ready = async () => (await auditor.get(path)).body.evidence_ready;
  await expect.poll(ready, { timeout: 60_000 }).toBe(true);
  const { evidence_hash } = (await auditor.get(path)).body;
  const approved = await auditor.post(`${path}/approve`, { comment: '', evidence_hash });
  expect(approved.status).toBe(200);
  await open('/rules');
  await page.getByRole('link', { name: /供电方案电压选择/ }).click();
  await grid(page).getByText('≥ 6000').waitFor();
  await look('tables-in-force');
});

test('a thousand rows scroll and are edited without waiting', async () => {
  const settings = { language: 'en', theme: 'dark' } as const;
  await using visitor = await visit({ browser, origin: running.origin, now, ...settings });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open(`/drafts/${await draftOf(largeTable(1000))}`);
  const large = page.getByRole('grid', { name: 'Decision table' });
  await large.locator('[data-row="0"][data-column="0"]').click();
  await page.keyboard.press('Control+End');
  await large.locator('[data-row="999"][data-column="0"]').waitFor();
  expect(await large.getByRole('row').count()).toBeLessThan(60);
  const before = Date.now();
  await page.keyboard.type('7');
  await page.keyboard.press('Enter');
  await large.locator('[data-row="999"]').getByText('7', { exact: true }).waitFor();
  expect(Date.now() - before).toBeLessThan(1000);
  await look('tables-large');
});
