/** Decision tables from other tools: a workbook, pasted cells and DMN become drafts, and go out again. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { visit } from './support/visitor.ts';

const now = '2026-06-10T10:00:00+08:00';
const data = new URL('../../../shared/data/', import.meta.url);
const workbook = fileURLToPath(new URL('xlsx/test3.xlsx', data));
const dmn = fileURLToPath(
  new URL('dmn/tck-level-2/0010-multi-output-U/0010-multi-output-U.dmn', data),
);

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

test('a file is shown as it is read, mapped otherwise, and becomes a draft', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open('/rules');
  const dialog = page.getByRole('dialog', { name: '导入决策表' });
  await page.getByRole('button', { name: '导入决策表' }).click();
  await look('exchange-source');

  await dialog.getByLabel('粘贴单元格').fill('年限\t等级\n> 5\t甲\n[2..1]\t乙');
  await dialog.getByRole('button', { name: /读\s?取/ }).click();
  await dialog.getByText('“[2..1]”不能导入：区间的下限大于上限（单元格 A3）').waitFor();
  expect(await dialog.getByRole('button', { name: '生成草稿' }).isDisabled()).toBe(true);
  await look('exchange-refused');

  await dialog.getByRole('button', { name: '换一个' }).click();
  await dialog.locator('input[type=file]').setInputFiles(workbook);
  await dialog.getByText('3 个输入，1 个输出，4 行').waitFor();
  await dialog.getByRole('combobox', { name: '“input3”作为' }).click();
  await page.getByTitle('不导入').click();
  await dialog.getByText('2 个输入，1 个输出，4 行').waitFor();
  await dialog.getByLabel('标识').fill('rates');
  await dialog.getByLabel('标识').press('Enter');
  await dialog.getByText('rates', { exact: true }).waitFor();
  await look('exchange-sheet');
  await dialog.getByRole('button', { name: '生成 1 份草稿' }).click();
  await page.getByRole('grid', { name: '决策表' }).waitFor();
  expect(await drafts()).toMatchObject([{ definition_id: 'rates', content: { hit: 'U' } }]);
});

test('DMN becomes a draft in the other language and the dark', async () => {
  const options = { browser, origin: running.origin, now, language: 'en', theme: 'dark' } as const;
  await using visitor = await visit(options);
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open('/rules');
  await page.getByRole('button', { name: 'Import tables' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import decision tables' });
  await dialog.locator('input[type=file]').setInputFiles(dmn);
  await dialog.getByText('3 inputs, 2 outputs, 5 rows').waitFor();
  await look('exchange-dmn-en');
  await dialog.getByRole('button', { name: 'Make 1 draft' }).click();
  const title = page.getByRole('heading', { name: 'Approval' });
  await title.waitFor();
  expect(await title.textContent()).toBe('Approval');
});

test('a table in force goes out', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn } = visitor;
  await signIn('zhouqi');
  const { body } = await running.as('zhouqi').get('/api/definitions?kind=table');
  const [{ id }] = body.rows;
  await open(`/tables/${id}`);
  await page.getByRole('button', { name: '导出' }).click();
  await page.getByRole('menuitem', { name: 'DMN 1.3' }).click();
  const asking = page.getByRole('dialog', { name: `导出 ${id}.dmn` });
  await asking.getByLabel('用途（可不填）').fill('交接');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.keyboard.press('Enter'),
  ]);
  expect(download.suggestedFilename()).toBe(`${id}.dmn`);
});

async function drafts(): Promise<unknown[]> {
  return (await running.as('zhouqi').get('/api/drafts')).body.rows;
}
