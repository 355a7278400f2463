/** A process owner tries a case out on a draft, step by step and to its end, and keeps it as an example. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ExamplesDefinition } from '@flowmeter/engine/definition/examples.ts';
import { withDefinition } from '@flowmeter/engine/definition/pack.ts';
import { runExamples } from '@flowmeter/engine/examples/registry.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
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

const panel = (page: Page) => page.getByRole('region', { name: '试运行' });
const part = (page: Page, name: string) => panel(page).getByRole('region', { name });
const press = (page: Page, name: string) => panel(page).getByRole('button', { name }).click();

async function draftOf(flow: string): Promise<string> {
  const { body } = await running.as('zhouqi').post('/api/drafts', { kind: 'flow', id: flow });
  return body.id;
}

test('a case is tried out, taken back, run to its end, and kept as an example', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open(`/drafts/${await draftOf('rectification')}`);
  await page.getByRole('button', { name: '试运行' }).click();
  await panel(page).getByRole('button', { name: '开始', exact: true }).waitFor();
  await look('trial-begin');

  await press(page, '开始');
  const here = part(page, '当前环节');
  await here.getByRole('heading', { level: 3 }).waitFor();
  const first = await here.getByRole('heading', { level: 3 }).textContent();
  await look('trial-first');

  // By the keyboard alone: the first way on, and back.
  await here.locator('.trial-ways button').first().focus();
  await page.keyboard.press('Enter');
  await part(page, '经过').getByRole('listitem').nth(1).waitFor();
  expect(await here.getByRole('heading', { level: 3 }).textContent()).not.toBe(first);
  await press(page, '上一步');
  await here.getByRole('heading', { level: 3, name: String(first) }).waitFor();

  // Time passes from timer to timer.
  await press(page, '到下一时刻');
  await press(page, '到下一时刻');
  await part(page, '时限与时刻').getByText('已超时限').waitFor();
  await look('trial-late');

  await press(page, '运行到底');
  await page.getByRole('menuitem', { name: '按首选流向' }).click();
  await here.getByText('案件已结束').waitFor();
  await look('trial-ended');
  await part(page, '经过').getByRole('button').last().click();
  await part(page, '经过').getByText('正在看第 1 步时的情形').waitFor();
  await press(page, '回到最新');

  await press(page, '存为示例');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '名称（中文）' }).fill('超时后办结');
  await dialog.getByRole('textbox', { name: '名称（英文）' }).fill('Ends after being late');
  await look('trial-saving');
  await dialog.getByRole('button', { name: '存为示例' }).click();
  await dialog.getByText('已存入示例草稿').waitFor();
  await dialog.getByRole('button', { name: '打开示例草稿' }).click();
  await page.getByRole('heading', { level: 1, name: '示例' }).waitFor();
  const kept = page.getByRole('row', { name: '超时后办结' });
  await kept.getByText('符合').waitFor();
  await look('trial-examples');

  const { body: draft } = await running.as('zhouqi').get(`/api/drafts/${idIn(page.url())}`);
  const examples = ExamplesDefinition.parse(draft.content);
  const pack = withDefinition(running.deps.inForce.pack(), examples);
  const results = await runExamples(examples, pack);
  expect(results.at(-1)).toMatchObject({ title: '超时后办结 / Ends after being late' });
  expect(results.flatMap(({ differences }) => differences)).toEqual([]);

  await page.getByRole('button', { name: '提交变更' }).click();
  await page.getByRole('textbox', { name: '标题' }).fill('补一个超时办结的示例');
  await page.getByRole('textbox', { name: '原因' }).fill('改动流程时能及时发现。');
  await page.getByRole('button', { name: '提交审批' }).click();
  await page.waitForURL(/\/changes\//);
});

test('in English and in the dark; the draft is changed while a case is tried out', async () => {
  const settings = { language: 'en', theme: 'dark' } as const;
  await using visitor = await visit({ browser, origin: running.origin, now, ...settings });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open(`/drafts/${await draftOf('hv_new')}`);
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  const trial = page.getByRole('region', { name: 'Try a case' });
  await trial.getByRole('button', { name: 'Begin', exact: true }).click();
  await trial.getByRole('button', { name: 'Run to the end' }).click();
  await page.getByRole('menuitem', { name: 'By chance' }).click();
  await trial.getByText('The case has ended').waitFor();
  await look('trial-dark');

  // What was done is done again on the draft as it is then.
  await page.getByRole('textbox', { name: 'Name (English)' }).first().fill('New connection');
  await page.getByRole('heading', { level: 1, name: 'New connection' }).waitFor();
  await trial.getByText('The case has ended').waitFor();
  expect(await trial.getByRole('alert').count()).toBe(0);
});
