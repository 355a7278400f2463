/** Rules tried on what is past before anybody approves them: what they gain, where, and why. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { draftOfReadings } from './support/readings-draft.ts';
import { visit } from './support/visitor.ts';

const now = '2026-06-10T10:00:00+08:00';

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

test('an owner tries a draft on the records, and opens what it would find down to why', async () => {
  const draft = await draftOfReadings(running.as('zhouqi'));
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open(`/drafts/${draft}`);
  await page.getByRole('button', { name: '回测' }).click();
  await page.getByRole('status').getByText('已完成').waitFor();
  const row = page.getByRole('row', { name: /A56/ });
  expect(await row.textContent()).toMatch(/\+\d/);
  await page.getByRole('link', { name: /A56/ }).click();
  await page.getByText('规则 A56').waitFor();
  const first = page.locator('.flip').first();
  await first.locator('summary').click();
  await first
    .getByRole('region', { name: '候选版本' })
    .getByText(/同比变化.*成立/)
    .waitFor();
  await look('backtest');
});

test('the same in English and in the dark; an auditor does not see what is tried with a draft', async () => {
  const { body } = await running.as('zhouqi').get('/api/backtests');
  const [{ id }] = (body as { rows: [{ id: string }] }).rows;
  const options = { browser, origin: running.origin, now, language: 'en', theme: 'dark' } as const;
  await using visitor = await visit(options);
  await visitor.signIn('zhouqi');
  await visitor.open(`/backtests/${id}`);
  await visitor.page.getByRole('heading', { name: /^Backtest: / }).waitFor();
  await visitor.page.locator('.flip').first().waitFor();
  await visitor.look('backtest-en');
  const { body: others } = await running.as('sunli').get('/api/backtests');
  expect(others).toEqual({ rows: [] });
});
