/** A flow from another tool comes in, is mended and stays; a flow goes out and comes back as it was. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { visit } from './support/visitor.ts';

const now = '2026-03-02T09:00:00+08:00';
const model = fileURLToPath(new URL('../../../shared/data/bpmn/miwg/C.4.0.bpmn', import.meta.url));

let running: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let folder: string;

beforeAll(async () => {
  running = await startProduct(now);
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'flowmeter-interchange-'));
});

afterAll(async () => {
  await browser.close();
  await running[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

async function choose(page: Page, file: string) {
  await page.getByRole('button', { name: '导入 BPMN' }).click();
  const dialog = page.getByRole('dialog', { name: '导入流程' });
  await dialog.locator('input[type=file]').setInputFiles(file);
  await dialog.getByLabel('流程标识').waitFor();
  return dialog;
}

async function taken(page: Page, name: RegExp): Promise<string> {
  await page.getByRole('button', { name: '导出' }).click();
  await page.getByRole('menuitem', { name }).click();
  const asking = page.getByRole('dialog', { name: /^导出/ });
  await asking.getByLabel('用途（可不填）').fill('交流');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    asking.getByRole('button', { name: '导出' }).click(),
  ]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

test('what is kept and what is not is shown; the draft asks for what is missing', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now: running.now() });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open('/flows');
  const dialog = await choose(page, model);
  await dialog.getByText(/25 个环节，其中 2 个并行块/).waitFor();
  await dialog.getByText(/泳道“HR Department”未保留/).waitFor();
  await look('import-bpmn');
  await dialog.getByLabel('流程标识').fill('new_employee');
  await dialog.getByRole('button', { name: '生成草稿' }).click();
  await page.getByRole('button', { name: /个错误/ }).waitFor();
  await page.getByText('Send candidate Contract').first().waitFor();
  await look('import-bpmn-draft');
  const post = page.getByRole('combobox', { name: '责任岗位' });
  await post.click();
  await post.press('ArrowDown');
  await post.press('Enter');
  await page.getByText('引用的岗位“”不存在').waitFor({ state: 'detached' });
  await page.getByText('已保存').waitFor();
  await page.reload();
  await page.getByText('Send candidate Contract').first().waitFor();
  const { body } = await running.as('zhouqi').get('/api/drafts');
  const [draft] = body.rows as { content: { id: string; owner_post: string } }[];
  expect(draft?.content).toMatchObject({ id: 'new_employee' });
  expect(draft?.content.owner_post).not.toBe('');
});

test('a flow goes out as BPMN, SVG and PNG, and comes back as it was', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now: running.now() });
  const { page, open, signIn } = visitor;
  await signIn('zhouqi');
  await open('/flows/hv_new');
  const bpmn = await taken(page, /BPMN/);
  const svg = readFileSync(await taken(page, /SVG/), 'utf8');
  const png = readFileSync(await taken(page, /PNG/));
  expect(svg).toContain('>竣工检验</text>');
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  await open('/flows');
  const dialog = await choose(page, bpmn);
  await dialog.getByText('全部内容都已保留').waitFor();
  await dialog.getByText(/已有此标识的流程/).waitFor();
});
