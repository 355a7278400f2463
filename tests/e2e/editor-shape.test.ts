/**
 * A process owner gives a flow another shape: two steps become one, a step goes into a route, two steps
 * go side by side; by mouse and by keys.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import {
  centreOf,
  middleOf,
  named,
  openDraft,
  saved,
  savedFlow,
  stepNamed,
} from './support/canvas.ts';
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

test('two steps become one: who does it and whose limits count is asked', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, look } = visitor;
  const id = await openDraft(visitor, running);
  await goTo(page, '勘查派工');
  await stepNamed(page, '现场勘查').click({ modifiers: ['Shift'] });
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: '合并“勘查派工”和“现场勘查”' });
  await dialog.getByRole('radio', { name: /勘查员/ }).check();
  await dialog.getByRole('radio', { name: /内控 ≤ .*同“现场勘查”/ }).waitFor();
  await look('shape-merge-asked');
  await dialog.getByRole('button', { name: /合\s*并/ }).click();
  await named(page, '勘查');
  await stepNamed(page, '勘查').waitFor();
  await look('shape-merged');
  await expect
    .poll(async () => (await savedFlow(running, id)).steps['survey']?.name.zh, saved)
    .toBe('勘查');
  const { steps } = await savedFlow(running, id);
  expect(steps['survey_assign']).toBeUndefined();
  expect(steps['accept']?.routes[0]).toMatchObject({ to: 'survey' });
  expect(steps['survey']).toMatchObject({ routes: [{ to: 'supply_possible' }] });
  await page.getByText('检查通过').waitFor();

  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await stepNamed(page, '勘查派工').waitFor();
  await expect
    .poll(async () => (await savedFlow(running, id)).steps['survey_assign']?.name.zh, saved)
    .toBe('勘查派工');
});

test('a step goes into a route: the condition stays, what follows shifts, one undo', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, look } = visitor;
  const id = await openDraft(visitor, running);
  await goTo(page, '是否重要用户或特殊负荷');
  const before = await savedFlow(running, id);
  const route = before.steps['is_important']!.routes[0]!;
  const middle = await middleOf(page, `is_important/${route.id}`);
  await page.mouse.move(middle.x, middle.y);
  await page.locator('.route-label.is-hovered .route-insert').click();
  const picker = page.getByRole('dialog', { name: '插入环节' });
  await picker.getByRole('combobox').fill('人工');
  await look('shape-insert-asked');
  await page.keyboard.press('Enter');
  await named(page, '资料预审');
  await look('shape-inserted');
  await expect
    .poll(async () => (await savedFlow(running, id)).steps['task_1']?.name.zh, saved)
    .toBe('资料预审');
  const { steps } = await savedFlow(running, id);
  expect(steps['is_important']?.routes[0]).toEqual({ ...route, to: 'task_1' });
  expect(steps['task_1']?.routes).toMatchObject([{ to: 'design_review' }]);

  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await stepNamed(page, '资料预审').waitFor({ state: 'detached' });
  await expect.poll(() => savedFlow(running, id), saved).toEqual(before);
});

test('two steps go side by side, a third is dragged to them, and back', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, look } = visitor;
  const id = await openDraft(visitor, running);
  await goTo(page, '资料归档');
  await stepNamed(page, '客户回访').click({ modifiers: ['Shift'] });
  await page.keyboard.press('p');
  await named(page, '收尾');
  await stepNamed(page, '收尾').waitFor();
  await page.getByText('检查通过').waitFor();
  await look('shape-parallel');
  const branch = async (step: string) => (await savedFlow(running, id)).steps[step]?.branch;
  await expect.poll(() => branch('archive'), saved).toBeDefined();
  expect(await branch('archive')).not.toBe(await branch('callback'));

  await drag(page, stepNamed(page, '告知已送电'), stepNamed(page, '客户回访'));
  await visitor.picture('shape-dragging-into-branch');
  await page.mouse.up();
  await expect.poll(() => branch('tell_energised'), saved).toBe(await branch('callback'));
  const { steps } = await savedFlow(running, id);
  expect(steps['callback']?.routes).toMatchObject([{ to: 'tell_energised' }]);
  await look('shape-dragged-into-branch');
  await page.keyboard.press('Control+z');

  await stepNamed(page, '客户回访').click();
  await page.keyboard.press('s');
  await stepNamed(page, '收尾').waitFor({ state: 'detached' });
  await expect.poll(() => branch('archive'), saved).toBeUndefined();
  expect((await savedFlow(running, id)).steps['archive']?.routes).toMatchObject([
    { to: 'callback' },
  ]);
});

test('another kind takes the place of a step; what it cannot keep is said before', async () => {
  await using visitor = await visit({
    browser,
    origin: running.origin,
    now,
    language: 'en',
    theme: 'dark',
  });
  const { page, look } = visitor;
  const id = await openDraft(visitor, running);
  await goTo(page, 'File the documents');
  await stepNamed(page, 'File the documents').click();
  await page.keyboard.press('r');
  const picker = page.getByRole('dialog', { name: /^Replace/ });
  await picker.getByRole('option', { name: /Wait.*Goes: .*form/s }).waitFor();
  await look('shape-replace-dark');
  await picker.getByRole('combobox').fill('Wait');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await savedFlow(running, id)).steps['archive']?.kind, saved)
    .toBe('wait');
  await page.keyboard.press('Control+z');
  await expect
    .poll(async () => (await savedFlow(running, id)).steps['archive']?.kind, saved)
    .toBe('task');

  await page.keyboard.press('p');
  await named(page, 'Closing');
  await look('shape-parallel-en-dark');
});

test('a kind of step is looked for in the palette and put on the canvas', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, look } = visitor;
  const id = await openDraft(visitor, running);
  const palette = page.getByRole('list', { name: '环节类型' });
  const search = page.getByRole('searchbox', { name: '查找环节类型' });
  await search.fill('没有这种');
  await page.getByText('没有找到').waitFor();
  await search.fill('等');
  await palette.getByRole('button', { name: '等待' }).waitFor();
  await palette.getByRole('button', { name: '人工' }).waitFor({ state: 'detached' });
  await look('shape-palette-search');
  await search.fill('WAIT');
  await search.press('Enter');
  await named(page, '约期');
  await expect
    .poll(async () => (await savedFlow(running, id)).steps['wait_1']?.name.zh, saved)
    .toBe('约期');
  await search.press('Escape');
  await palette.getByRole('button', { name: '人工' }).waitFor();
});

/** Through the outline: the canvas brings the step into sight and selects it. */
async function goTo(page: Page, name: string): Promise<void> {
  const outline = page.getByRole('navigation', { name: /大纲|Outline/ });
  await page
    .getByRole('button', { name: /大纲|Outline/ })
    .first()
    .click();
  await outline.getByRole('button', { name, exact: true }).click();
  await page.locator('.react-flow__node.selected').getByText(name, { exact: true }).waitFor();
  await page
    .getByRole('button', { name: /大纲|Outline/ })
    .first()
    .click();
  await outline.waitFor({ state: 'detached' });
}

/** Holds a step by the mouse just below another. */
async function drag(page: Page, step: Locator, onto: Locator): Promise<void> {
  const from = await centreOf(step);
  const { x, y, width, height } = (await onto.boundingBox())!;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 20, { steps: 4 });
  await page.mouse.move(x + width / 2, y + height + 24, { steps: 12 });
}
