/** A browser page with a draft on its canvas: how soon it can be worked with, and how steadily it moves. */
import type { Browser, Page } from 'playwright-core';
import { median } from './figures.ts';

/** How long a gesture goes on, in ms; how long between two movements of the pointer. */
const GESTURE = 2000;
const STEP = 8;

/** Frames a second, and the time between two that 95 of 100 keep. */
export interface Steadiness {
  fps: number;
  slow: number;
}

/** A page of its own; whatever it complains of ends the bench. */
export async function pageOf(browser: Browser, origin: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1366, height: 860 },
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => fail(error.message));
  page.on('console', (said) => {
    if (said.type() === 'error' || said.type() === 'warning') fail(said.text());
  });
  return page;
}

export async function signIn(page: Page, account: string, password: string): Promise<void> {
  await page.goto('/login');
  await page.getByRole('textbox', { name: '账号' }).fill(account);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation').first().waitFor();
}

function fail(what: string): never {
  throw new Error(`the page complains: ${what}`);
}

/** Seconds from the address until a step that is pressed is shown as selected. */
export async function openDraft(page: Page, id: string): Promise<number> {
  await page.goto(`/drafts/${id}`);
  const step = page.locator('.react-flow__node-step .step-icon').first();
  await step.click();
  await page.locator('.step.is-selected').first().waitFor();
  const seconds = (await page.evaluate(() => performance.now())) / 1000;
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  return seconds;
}

/** Brings the canvas to 100 %, by what a touchpad's pinch sends. */
export async function fullSize(page: Page): Promise<void> {
  const shown = page.locator('.zoom-now');
  const canvas = await boxOf(page, '.flow-canvas');
  await page.mouse.move(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2);
  for (let turn = 0; turn < 20; turn++) {
    const zoom = Number.parseInt((await shown.textContent()) ?? '', 10) / 100;
    if (zoom === 1) return;
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, 500 * Math.log2(zoom));
    await page.keyboard.up('Control');
    await nextFrames(page);
  }
  throw new Error('the canvas does not come to 100 %');
}

/** Drags the ground of the canvas about. */
export async function pan(page: Page): Promise<Steadiness> {
  return gesture(page, await bareGround(page), 220);
}

/** Drags a step about. */
export async function drag(page: Page): Promise<Steadiness> {
  return gesture(page, await middleStep(page), 90);
}

/** Milliseconds from a deletion until what is wrong then is said. */
export async function checkAfterEdit(page: Page, id: string): Promise<number> {
  await page.locator(`#step-${id} .step-icon`).click();
  await page.locator(`#step-${id}.is-selected`).waitFor();
  const ms = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const tools = document.querySelector('.editor-tools') as Element;
        const [before, began] = [tools.textContent, performance.now()];
        const watch = new MutationObserver(() => {
          if (!/[1-9]/.test(tools.textContent) || tools.textContent === before) return;
          watch.disconnect();
          resolve(performance.now() - began);
        });
        watch.observe(tools, { subtree: true, childList: true, characterData: true });
        const canvas = document.querySelector('.flow-canvas') as Element;
        canvas.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', bubbles: true }));
      }),
  );
  await page.locator('.flow-canvas').focus();
  await page.keyboard.press('Control+z');
  return ms;
}

export function middle(found: readonly Steadiness[]): Steadiness {
  return {
    fps: median(found.map(({ fps }) => fps)),
    slow: median(found.map(({ slow }) => slow)),
  };
}

interface Point {
  x: number;
  y: number;
}

/** Moves the pressed pointer round and round; counts the frames that the page gets to meanwhile. */
async function gesture(page: Page, from: Point, radius: number): Promise<Steadiness> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.evaluate(countFrames);
  const began = performance.now();
  for (let turn = 0; performance.now() - began < GESTURE; turn++) {
    const angle = turn / 12;
    const x = from.x + radius * Math.sin(angle);
    await page.mouse.move(x, from.y + radius * (1 - Math.cos(angle)) * 0.5);
    await new Promise((resolve) => setTimeout(resolve, STEP));
  }
  const times = await page.evaluate(() =>
    (globalThis as unknown as { stopFrames: () => number[] }).stopFrames(),
  );
  // Back to where it began, so that what comes next finds things as they were.
  await page.mouse.move(from.x, from.y);
  await nextFrames(page);
  await page.mouse.up();
  await nextFrames(page);
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? at));
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  const slow = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length * 0.95)] ?? Number.NaN;
  return { fps: (gaps.length * 1000) / span, slow };
}

/** Runs in the page. */
function countFrames(): void {
  const times: number[] = [];
  let isOn = true;
  const tick = (now: number) => {
    times.push(now);
    if (isOn) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  Object.assign(globalThis, {
    stopFrames: () => {
      isOn = false;
      return times;
    },
  });
}

async function nextFrames(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

/** The step nearest to the middle of the canvas that is not covered. */
async function middleStep(page: Page): Promise<Point> {
  return placeOn(page, '.react-flow__node-step .step-icon');
}

async function bareGround(page: Page): Promise<Point> {
  return placeOn(page, '.react-flow__pane');
}

/** The place nearest to the middle of the canvas where one of these lies on top. */
async function placeOn(page: Page, selector: string): Promise<Point> {
  const canvas = await boxOf(page, '.flow-canvas');
  const found = await page.evaluate(
    ([{ x, y, width, height }, wanted]) => {
      const spots: { x: number; y: number; far: number }[] = [];
      for (let left = x + 80; left < x + width - 80; left += 8) {
        for (let top = y + 60; top < y + height - 100; top += 8) {
          const far = Math.hypot(left - x - width / 2, top - y - height / 2);
          spots.push({ x: left, y: top, far });
        }
      }
      return spots
        .toSorted((a, b) => a.far - b.far)
        .find((spot) => document.elementFromPoint(spot.x, spot.y)?.matches(wanted) === true);
    },
    [canvas, selector] as const,
  );
  if (found === undefined) throw new Error(`no ${selector} on the canvas`);
  return found;
}

async function boxOf(page: Page, what: string) {
  const box = await page.locator(what).boundingBox();
  if (box === null) throw new Error(`${what} is not shown`);
  return box;
}
