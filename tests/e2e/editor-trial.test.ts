/** Before anything is proposed: a draft is played, stopped and changed, kept as an example, and tried on past cases. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { visit } from './support/visitor.ts';

const now = '2026-06-10T10:00:00+08:00';

let running: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

beforeAll(async () => {
  running = await startProduct(now, true);
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await running[Symbol.asyncDispose]();
});

const desk = (page: Page) => page.locator('.trial-desk');
const part = (page: Page, name: string) => desk(page).getByRole('region', { name });
const press = (page: Page, name: string) =>
  desk(page).getByRole('button', { name, exact: true }).click();

async function draftOf(flow: string): Promise<string> {
  const { body } = await running.as('zhouqi').post('/api/drafts', { kind: 'flow', id: flow });
  return body.id;
}

/** One working day where there were two, in the properties of the step. */
async function tightens(page: Page, step: string): Promise<void> {
  await page.getByRole('button', { name: '大纲' }).click();
  await page.getByRole('navigation', { name: '大纲' }).getByRole('button', { name: step }).click();
  const side = page.getByRole('complementary', { name: '属性' });
  await side
    .getByRole('button', { name: /2 个工作日/ })
    .first()
    .click();
  const days = side.locator('.panel-card-content').getByLabel('时限', { exact: true });
  await days.fill('1');
  await days.press('Tab');
  await page.getByText('已保存').first().waitFor();
}

test('a case is played, its data changed, and kept as an example', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open(`/drafts/${await draftOf('rectification')}`);
  await page.getByRole('button', { name: '试运行' }).click();

  // Which ways the examples go, before.
  await page.getByRole('tab', { name: '示例与覆盖' }).click();
  await part(page, '示例覆盖')
    .getByText(/^流向 \d+ \/ \d+/)
    .waitFor();
  await page.locator('.step.mark-is-visited').first().waitFor();
  await look('editor-trial-coverage');

  await page.getByRole('tab', { name: '试办一个案件' }).click();
  await press(page, '开始');
  const here = part(page, '当前环节');
  await here.getByRole('heading', { level: 3 }).waitFor();
  const names = await page.locator('.step .step-name').allTextContents();
  expect(names.length).toBeGreaterThan(3);

  await desk(page).getByRole('combobox', { name: '播放速度' }).click();
  await page.getByTitle('快速').last().click();
  await press(page, '播放');
  await here.getByText('案件已结束').waitFor();
  await look('editor-trial-played');

  // The case is done again with other data.
  const data = part(page, '案件数据');
  await data.getByRole('button', { name: /^修改/ }).first().click();
  await page.getByRole('dialog', { name: '修改数据' }).waitFor();
  await look('editor-trial-data');
  await page.getByRole('button', { name: '改好，重走' }).click();
  await here.getByText('案件已结束').waitFor();

  await press(page, '存为示例');
  const dialog = page.getByRole('dialog', { name: '把这次运行存为示例' });
  await dialog.getByRole('textbox', { name: '名称（中文）' }).fill('播放到底');
  await dialog.getByRole('textbox', { name: '名称（英文）' }).fill('Played to its end');
  await dialog.getByRole('button', { name: '存为示例' }).click();
  await dialog.getByText('已存入示例草稿').waitFor();
  await dialog.getByRole('button', { name: '取消' }).click();

  await page.getByRole('tab', { name: '示例与覆盖' }).click();
  await part(page, '示例').last().getByText('播放到底').waitFor();
  await look('editor-trial-kept');
});

test('a limit is changed, and its effect seen on past cases, down to one gone through again', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open(`/drafts/${await draftOf('hv_new')}`);
  await tightens(page, '现场勘查');
  await look('editor-trial-tightened');
  await page.getByRole('button', { name: '试运行' }).click();
  await page.getByRole('tab', { name: '时限的影响' }).click();
  const effects = part(page, '改动的时限');
  await effects.getByText('2 个工作日 → 1 个工作日').waitFor();
  await look('editor-trial-limits');
  await effects.getByRole('button', { name: /^新增超时限/ }).click();
  const cases = part(page, '这个数字背后的案件');
  await cases.getByRole('row').nth(1).waitFor();
  await look('editor-trial-limit-cases');

  await cases
    .getByRole('button', { name: /^用草稿重走/ })
    .first()
    .click();
  const result = part(page, '重走结果');
  await result.getByText(/“现场勘查”：当时 2 个工作日/).waitFor();
  await page.locator('#step-survey.mark-is-overdue').waitFor();
  await look('editor-trial-past');
  expect(await result.getByText(/^有 \d+ 处不同$/).count()).toBe(1);
});

test('in English and in the dark', async () => {
  const settings = { language: 'en', theme: 'dark' } as const;
  await using visitor = await visit({ browser, origin: running.origin, now, ...settings });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open(`/drafts/${await draftOf('hv_new')}`);
  await page.getByRole('button', { name: 'Try', exact: true }).click();
  await page.getByRole('tab', { name: 'Effect of limits' }).click();
  await part(page, 'Changed limits')
    .getByRole('button', { name: /^Newly overdue/ })
    .click();
  await part(page, 'The cases behind the figure').getByRole('row').nth(1).waitFor();
  await look('editor-trial-limits-dark');
  await page.getByRole('tab', { name: 'A past case' }).click();
  await part(page, 'Choose a case').getByRole('listitem').first().getByRole('button').click();
  await part(page, 'Gone through again').getByRole('heading', { level: 3 }).first().waitFor();
  await look('editor-trial-past-dark');
  expect(visitor.complaints).toEqual([]);
});
