/** The canvas under fingers: steps are moved, menus opened, kinds carried onto it; it is moved and zoomed. */
import type { Page } from 'playwright-core';
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
  type Place,
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

test('a finger moves a step, and opens its menu when it rests', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, look } = visitor;
  const finger = await fingerOn(page);
  const id = await openDraft(visitor, running);
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
  const waiting = async () => (await savedFlow(running, id)).steps['wait_1'];
  await expect.poll(async () => (await waiting())?.name.zh, saved).toBe('约期');
  expect((await waiting())?.routes).toMatchObject([{ to: 'survey' }]);
});

test('one finger moves the canvas, two bring it nearer and take it away', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page } = visitor;
  const finger = await fingerOn(page);
  await openDraft(visitor, running);
  const step = stepNamed(page, '客户补正资料');
  const before = await centreOf(step);
  const ground = await bareGround(page);
  await finger.down(ground);
  await finger.move(ground, { x: ground.x + 80, y: ground.y + 48 });
  await finger.up();
  await expect.poll(async () => (await centreOf(step)).x - before.x, saved).toBeGreaterThan(60);
  expect((await centreOf(step)).y - before.y).toBeGreaterThan(30);

  const zoom = async () => Number.parseInt((await page.locator('.zoom-now').textContent())!, 10);
  const [far, near] = [await zoom(), 60];
  await finger.pinch(ground, near, near * 2);
  await expect.poll(zoom, saved).toBeGreaterThan(far * 1.5);
  const closer = await zoom();
  await finger.pinch(ground, near * 2, near);
  await expect.poll(zoom, saved).toBeLessThan(closer / 1.5);
});

/** The place nearest to the middle of the canvas where nothing stands, nor where two fingers go. */
function bareGround(page: Page): Promise<Place> {
  return page.locator('.react-flow__pane').evaluate((pane) => {
    const { left, top, width, height } = pane.getBoundingClientRect();
    const isBare = (x: number, y: number) => document.elementFromPoint(x, y) === pane;
    const [columns, rows] = [Math.floor(width / 16), Math.floor(height / 16)];
    const spots = Array.from({ length: columns * rows }, (_, at) => ({
      x: left + (at % columns) * 16,
      y: top + Math.floor(at / columns) * 16,
    }));
    return spots
      .filter(({ x, y }) => [-120, -60, 0, 60, 120].every((by) => isBare(x + by, y)))
      .toSorted((a, b) => far(a) - far(b))[0]!;
    function far({ x, y }: { x: number; y: number }) {
      return Math.hypot(x - left - width / 2, y - top - height / 2);
    }
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
    /** Two fingers around a place, each first so far from it and then so far. */
    async pinch({ x, y }: Place, from: number, to: number) {
      const fingers = (far: number) => [
        { x: x - far, y, id: 0 },
        { x: x + far, y, id: 1 },
      ];
      await touch('touchStart', fingers(from));
      for (const part of [0.25, 0.5, 0.75, 1]) {
        await touch('touchMove', fingers(from + (to - from) * part));
      }
      await touch('touchEnd', []);
    },
    async move(from: Place, to: Place) {
      for (const part of [0.25, 0.5, 0.75, 1]) {
        const at = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
        await touch('touchMove', [at]);
      }
    },
  };
}
