/**
 * A process owner gives a flow another shape: two steps become one, a step goes into a route, two steps
 * go side by side; by mouse, by keys and by finger.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { visit, type Visitor } from './support/visitor.ts';

const now = '2026-06-10T10:00:00+08:00';

/** A draft is saved a second after it was changed, or later where much else is going on. */
const saved = { timeout: 20_000 };

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
  const id = await opened(visitor);
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
  await expect.poll(async () => (await draft(id)).steps['survey']?.name.zh, saved).toBe('勘查');
  const { steps } = await draft(id);
  expect(steps['survey_assign']).toBeUndefined();
  expect(steps['accept']?.routes[0]).toMatchObject({ to: 'survey' });
  expect(steps['survey']).toMatchObject({ routes: [{ to: 'supply_possible' }] });
  await page.getByText('检查通过').waitFor();

  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await stepNamed(page, '勘查派工').waitFor();
  await expect
    .poll(async () => (await draft(id)).steps['survey_assign']?.name.zh, saved)
    .toBe('勘查派工');
});

test('a step goes into a route: the condition stays, what follows shifts, one undo', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, look } = visitor;
  const id = await opened(visitor);
  await goTo(page, '是否重要用户或特殊负荷');
  const before = await draft(id);
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
  await expect.poll(async () => (await draft(id)).steps['task_1']?.name.zh, saved).toBe('资料预审');
  const { steps } = await draft(id);
  expect(steps['is_important']?.routes[0]).toEqual({ ...route, to: 'task_1' });
  expect(steps['task_1']?.routes).toMatchObject([{ to: 'design_review' }]);

  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await stepNamed(page, '资料预审').waitFor({ state: 'detached' });
  await expect.poll(() => draft(id), saved).toEqual(before);
});

test('two steps go side by side, a third is dragged to them, and back', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, look } = visitor;
  const id = await opened(visitor);
  await goTo(page, '资料归档');
  await stepNamed(page, '客户回访').click({ modifiers: ['Shift'] });
  await page.keyboard.press('p');
  await named(page, '收尾');
  await stepNamed(page, '收尾').waitFor();
  await page.getByText('检查通过').waitFor();
  await look('shape-parallel');
  const branch = async (step: string) => (await draft(id)).steps[step]?.branch;
  await expect.poll(() => branch('archive'), saved).toBeDefined();
  expect(await branch('archive')).not.toBe(await branch('callback'));

  await drag(page, stepNamed(page, '告知已送电'), stepNamed(page, '客户回访'));
  await visitor.picture('shape-dragging-into-branch');
  await page.mouse.up();
  await expect.poll(() => branch('tell_energised'), saved).toBe(await branch('callback'));
  const { steps } = await draft(id);
  expect(steps['callback']?.routes).toMatchObject([{ to: 'tell_energised' }]);
  await look('shape-dragged-into-branch');
  await page.keyboard.press('Control+z');

  await stepNamed(page, '客户回访').click();
  await page.keyboard.press('s');
  await stepNamed(page, '收尾').waitFor({ state: 'detached' });
  await expect.poll(() => branch('archive'), saved).toBeUndefined();
  expect((await draft(id)).steps['archive']?.routes).toMatchObject([{ to: 'callback' }]);
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
  const id = await opened(visitor);
  await goTo(page, 'File the documents');
  await stepNamed(page, 'File the documents').click();
  await page.keyboard.press('r');
  const picker = page.getByRole('dialog', { name: /^Replace/ });
  await picker.getByRole('option', { name: /Wait.*Goes: .*form/s }).waitFor();
  await look('shape-replace-dark');
  await picker.getByRole('combobox').fill('Wait');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await draft(id)).steps['archive']?.kind, saved).toBe('wait');
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await draft(id)).steps['archive']?.kind, saved).toBe('task');

  await page.keyboard.press('p');
  await named(page, 'Closing');
  await look('shape-parallel-en-dark');
});

test('a finger moves a step, and opens its menu when it rests', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, look } = visitor;
  const finger = await fingerOn(page);
  const id = await opened(visitor);
  const step = stepNamed(page, '客户补正资料');
  const from = await centreOf(step);
  await finger.down(from);
  await finger.move(from, { x: from.x + 64, y: from.y + 40 });
  await finger.up();
  await expect.poll(async () => (await centreOf(step)).x, saved).toBeGreaterThan(from.x + 30);

  await finger.down(await centreOf(step));
  await page.getByRole('menuitem', { name: /替换为/ }).waitFor();
  await finger.up();
  await look('shape-touch-menu');
  await page.getByRole('menuitem', { name: /替换为/ }).click();
  await page.getByRole('dialog', { name: '把“客户补正资料”替换为' }).waitFor();
  await page.keyboard.press('Escape');

  const kind = await centreOf(page.getByRole('button', { name: '等待' }));
  const route = await middleOf(page, 'survey_assign/assigned');
  await finger.down(kind);
  await finger.move(kind, route);
  await visitor.picture('shape-touch-carried');
  await finger.up();
  await named(page, '约期');
  const waiting = async () => (await draft(id)).steps['wait_1'];
  await expect.poll(async () => (await waiting())?.name.zh, saved).toBe('约期');
  expect((await waiting())?.routes).toMatchObject([{ to: 'survey' }]);
});

/** A draft of the flow for a new connection, on the screen. */
async function opened(visitor: Visitor): Promise<string> {
  const started = await running.as('zhouqi').post('/api/drafts', { kind: 'flow', id: 'hv_new' });
  const { id } = started.body as unknown as { id: string };
  await visitor.signIn('zhouqi');
  await visitor.open(`/drafts/${id}`);
  await visitor.page.locator('.react-flow__node').first().waitFor();
  return id;
}

async function draft(id: string): Promise<FlowDefinition> {
  const { body } = await running.as('zhouqi').get(`/api/drafts/${id}`);
  return (body as unknown as { content: FlowDefinition }).content;
}

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

function stepNamed(page: Page, name: string): Locator {
  const own = page.locator('.step-name').and(page.getByText(name, { exact: true }));
  return page.locator('.react-flow__node').filter({ has: own });
}

interface Place {
  x: number;
  y: number;
}

async function centreOf(one: Locator): Promise<Place> {
  const { x, y, width, height } = (await one.boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
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

/** Half-way along a route, in the window. */
function middleOf(page: Page, key: string): Promise<Place> {
  return page
    .locator(`.react-flow__edge[data-id="${key}"] path.react-flow__edge-path`)
    .evaluate((drawn) => {
      const path = drawn as SVGPathElement;
      const half = path.getPointAtLength(path.getTotalLength() / 2);
      const { x, y } = half.matrixTransform(path.getScreenCTM()!);
      return { x, y };
    });
}

/** A finger, by the browser's own protocol. */
async function fingerOn(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 2 });
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Place[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints });
  return {
    down: (at: Place) => touch('touchStart', [at]),
    up: () => touch('touchEnd', []),
    async move(from: Place, to: Place) {
      for (const part of [0.25, 0.5, 0.75, 1]) {
        const at = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
        await touch('touchMove', [at]);
      }
    },
  };
}

/** Types a name where the canvas asks for one. */
async function named(page: Page, name: string): Promise<void> {
  const field = page.locator('input.step-rename');
  await field.fill(name);
  await field.press('Enter');
  await field.waitFor({ state: 'detached' });
}
