/**
 * A case is cancelled by who may, with a reason; and what the gate says of a flow that goes wrong is
 * drawn on the canvas, step by step, when the problem is chosen.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { visit } from './support/visitor.ts';

const now = '2026-06-10T10:00:00+08:00';
const reason = '客户暂缓用电';

let running: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

beforeAll(async () => {
  running = await startProduct(now, true);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await running[Symbol.asyncDispose]();
});

test('a supervisor cancels a case and sees why it ended', async () => {
  const open = '/api/cases?flow=hv_new&status=open&limit=1';
  const { rows } = (await running.as('heping').get(open)).body;
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, signIn, open: opens, look } = visitor;
  await signIn('heping');
  await opens(`/cases/${rows[0].id}`);
  await page.getByRole('button', { name: '取消案件' }).click();
  const dialog = page.getByRole('dialog', { name: '取消案件' });
  const submit = dialog.getByRole('button', { name: '确认取消' });
  expect(await submit.isDisabled()).toBe(true);
  await dialog.getByRole('textbox', { name: '取消原因' }).fill(reason);
  await look('case-cancel-zh-light');
  await submit.click();
  await page.getByText(`取消了案件：${reason}`).waitFor();
  expect(await page.getByRole('button', { name: '取消案件' }).count()).toBe(0);
  await look('case-cancelled-zh-light');
  expect(visitor.complaints).toEqual([]);
});

test('the way to where a case would be stuck is drawn when the problem is chosen', async () => {
  const owner = running.as('zhouqi');
  const { body: draft } = await owner.post('/api/drafts', { kind: 'flow', id: 'hv_new' });
  const { id, revision, layout } = draft;
  const content = draft.content as FlowDefinition;
  const [route] = content.steps['mid_rework']!.routes;
  Object.assign(route!, { to: 'mid_rework' });
  await owner.put(`/api/drafts/${id}`, { content, layout }, revision);
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, signIn, open, look } = visitor;
  await signIn('zhouqi');
  await open(`/drafts/${id}`);
  await page.getByRole('button', { name: /1 个错误/ }).click();
  const problems = page.getByRole('region', { name: '问题' });
  await problems
    .getByRole('button', { name: /无法到达结束/ })
    .first()
    .click();
  const canvas = page.getByRole('application', { name: /的画布$/ });
  await canvas.locator('.mark-is-stuck').first().waitFor();
  expect(await canvas.locator('.mark-is-passed').count()).toBeGreaterThan(5);
  await look('editor-trace-zh-light');
  expect(visitor.complaints).toEqual([]);
});
