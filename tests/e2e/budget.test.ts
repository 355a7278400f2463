/** How much a person waits for, in kilobytes as they are sent: what is not used yet is not fetched. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { brotliKb, filesOf, initialFiles, textOf } from '../support/weight.ts';
import { startProduct, type Product } from './support/product.ts';
import { visit } from './support/visitor.ts';

const now = '2026-06-10T10:00:00+08:00';

/** Kilobytes of scripts and styles; what the editor adds is beside what the inbox needs. */
const budget = { shell: 250, inbox: 400, editor: 550 };

/** Words that only these libraries have; each comes when it is used. */
const later = {
  'arranging steps': /elk\.algorithm|org\.eclipse\.elk/,
  'reading spreadsheets': /xl\/workbook\.xml|sharedStrings/,
  charts: /echarts|zrender/,
  'drawing flows': /react-flow__node/,
  'running cases': /xstate\.init/,
  schemas: /ZodError/,
};

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

async function filesAt(account: string, path: string): Promise<string[]> {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  await visitor.signIn(account);
  await visitor.open(path);
  await visitor.page.getByRole('heading', { level: 1 }).first().waitFor();
  return await filesOf(visitor.page);
}

test('what every screen waits for is small and has nothing that few of them use', async () => {
  const files = await initialFiles(running.origin);
  expect(files.length).toBeGreaterThan(0);
  expect(await brotliKb(running.origin, files)).toBeLessThan(budget.shell);
  const text = await textOf(running.origin, files);
  const early = Object.entries(later).filter(([, words]) => words.test(text));
  expect(early.map(([what]) => what)).toEqual([]);
});

test('the first screen stays within the budget of the shell, the inbox within its own', async () => {
  const home = await filesAt('lina', '/');
  expect(await brotliKb(running.origin, home)).toBeLessThan(budget.shell);
  const inbox = await filesAt('lina', '/inbox');
  expect(await brotliKb(running.origin, inbox)).toBeLessThan(budget.inbox);
});

test('the editor of flows stays within its budget and arranges nothing by itself', async () => {
  const { body } = await running.as('zhouqi').post('/api/drafts', { kind: 'flow', id: 'hv_new' });
  const files = await filesAt('zhouqi', `/drafts/${body.id}`);
  expect(await brotliKb(running.origin, files)).toBeLessThan(budget.editor);
  expect(await textOf(running.origin, files)).not.toMatch(later['arranging steps']);
});
