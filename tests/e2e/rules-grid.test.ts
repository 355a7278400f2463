/** Rules of a set edited as in a spreadsheet: typed, filled, pasted, moved; the list shows the same document. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import { launchBrowser } from '../support/browser.ts';
import { pasteInto } from './support/grid.ts';
import { startProduct, type Product } from './support/product.ts';
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

async function draftOf(id: string): Promise<string> {
  const { body } = await running.as('zhouqi').post('/api/drafts', { kind: 'ruleset', id });
  return body.id;
}

async function saved(draft: string): Promise<RulesetDefinition> {
  return (await running.as('zhouqi').get(`/api/drafts/${draft}`)).body.content;
}

const grid = (page: Page) => page.getByRole('grid');
const cell = (page: Page, row: number, column: number) =>
  grid(page).locator(`[data-part="cell"][data-row="${row}"][data-column="${column}"]`);
const words = (page: Page, row: number, column: number) => cell(page, row, column).innerText();

test('rules are typed, filled, pasted and moved in the grid, and read in the list', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  const draft = await draftOf('connection');
  await open(`/drafts/${draft}?as=grid`);
  await cell(page, 0, 0).waitFor();
  await look('rules-grid');
  const before = await saved(draft);
  const count = before.rules.length;

  // The condition is text that is read back; what cannot be read stays with its reason.
  await cell(page, 0, 3).dblclick();
  await look('rules-grid-condition');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('[没有这一项] > 3');
  await page.keyboard.press('Enter');
  await page
    .getByRole('alert')
    .getByText(/没有叫“没有这一项”的数据项/)
    .waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('case_status = open 且 case_status 属于 (open)');
  await page.keyboard.press('Enter');

  // Picked, filled down, a day for several; all taken back and done again where it was done.
  await cell(page, 0, 2).click();
  await page.keyboard.type('R4');
  await page.keyboard.press('Enter');
  await cell(page, 0, 2).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+D');
  await expect.poll(() => words(page, 1, 2)).toContain('R4');
  await cell(page, 5, 5).click();
  await page.keyboard.press('Control+Z');
  await expect.poll(() => grid(page).locator('[aria-selected="true"]').count()).toBe(2);
  await page.keyboard.press('Control+Y');

  // Two new rules from a spreadsheet, under the columns that their heads name.
  await cell(page, count, 0).click();
  await pasteInto(
    grid(page),
    '编号\t名称\t等级\t条件\nX01\t甲\tR2\tcase_status = open\nX02\t乙\tR9\tcase_status = open',
  );
  await page.getByText('1 格没有采用').waitFor();
  await cell(page, count + 1, 1)
    .getByText('乙')
    .waitFor();

  // Up by the keys; the list shows the same.
  await cell(page, count + 1, 0).click();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => words(page, count, 0)).toBe('X02');
  await look('rules-grid-pasted');
  await page.getByText('已保存').waitFor();
  const { rules } = await saved(draft);
  expect(rules.map(({ id }) => id).slice(count)).toEqual(['X02', 'X01']);
  expect(rules[0]).toMatchObject({
    severity: 'R4',
    conditions: {
      all: [
        { fact: 'case_status', operator: 'equal', value: 'open' },
        { fact: 'case_status', operator: 'in', value: ['open'] },
      ],
    },
  });
  expect(rules[0]?.params).toEqual(before.rules[0]?.params);
  await page.getByRole('button', { name: '打开这条规则' }).click();
  await page.getByRole('region', { name: '规则“乙”' }).waitFor();
});

test('the id of a rule in force stays; a set in force is only shown', async () => {
  const settings = { language: 'en', theme: 'dark' } as const;
  await using visitor = await visit({ browser, origin: running.origin, now, ...settings });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  const draft = await draftOf('service');
  await open(`/drafts/${draft}?as=grid`);
  await cell(page, 0, 0).click();
  await page.keyboard.type('OTHER');
  await page.keyboard.press('Enter');
  await page
    .getByRole('alert')
    .getByText(/so it stays/)
    .waitFor();
  await look('rules-grid-fixed-dark');
  await page.keyboard.press('Escape');
  await open('/rules/connection?as=grid');
  await cell(page, 1, 1).click();
  await page.keyboard.type('x');
  expect(await page.locator('.cell-input').count()).toBe(0);
  await look('rules-grid-shown-dark');
});

test('a whole set is rewritten as JSON; what is wrong says its line, and no view loses it', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  const draft = await draftOf('service');
  await open(`/drafts/${draft}?as=json`);
  const json = page.getByRole('textbox', { name: '整个规则集的 JSON' });
  const before = JSON.parse(await json.inputValue());
  expect(before).toEqual(await saved(draft));
  await look('rules-set-json');
  const [first, ...others] = before.rules;
  const named = { ...first, name: { zh: '改过的规则', en: 'The rule that was changed' } };
  const written = JSON.stringify({ ...before, rules: [named, ...others] }, null, 2);

  // What is not right is not kept: its line is told, and it is there again after another view.
  const wrong = written.replace(`"severity": "${first.severity}"`, '"severity": "R9"');
  await json.fill(wrong);
  await page.getByText('文字有误，尚未采用').waitFor();
  await page.getByText('/rules/0/severity', { exact: true }).waitFor();
  await look('rules-set-json-wrong');
  const views = page.getByRole('radiogroup', { name: '规则集的视图' });
  await views.getByText('列表', { exact: true }).click();
  await page.getByText('改过的规则').waitFor({ state: 'detached' });
  await views.getByText('JSON', { exact: true }).click();
  expect(await json.inputValue()).toBe(wrong);

  // Put right, it is one step back and forth, and the list shows it.
  await json.fill(written);
  await views.getByText('列表', { exact: true }).click();
  await page.getByText('改过的规则').first().waitFor();
  await page.getByRole('button', { name: /^撤销.*改写规则集/ }).click();
  await page.getByText('改过的规则').first().waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^重做.*改写规则集/ }).click();
  await page.getByText('改过的规则').first().waitFor();
  await page.getByText('已保存').waitFor();
  expect((await saved(draft)).rules).toEqual([named, ...others]);
});
