/** A case that is tried out is led by hand: let pass, paused, stopped, taken back, its clock set on; tokens go its ways. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { releaseCapacityCheck } from './support/capacity-check.ts';
import { startProduct, type Product } from './support/product.ts';
import { visit } from './support/visitor.ts';

const now = '2026-06-10T10:00:00+08:00';
const DAY = 86_400_000;

let running: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

beforeAll(async () => {
  running = await startProduct(now);
  await releaseCapacityCheck(running);
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await running[Symbol.asyncDispose]();
});

const desk = (page: Page) => page.locator('.trial-desk');
const part = (page: Page, name: string) => desk(page).getByRole('region', { name, exact: true });
const here = (page: Page) => part(page, '当前环节');
const stepIs = (page: Page, name: string) =>
  here(page).getByRole('heading', { level: 3, name }).waitFor();
const press = (page: Page, name: string | RegExp) =>
  desk(page).getByRole('button', { name, exact: true }).click();
const clockOf = async (page: Page) =>
  Date.parse((await desk(page).locator('.trial-clock time').getAttribute('datetime')) ?? '');

async function begin(
  page: Page,
  open: (path: string) => Promise<void>,
  { id, at } = { id: 'capacity_check', at: '填报容量' },
): Promise<void> {
  const asked = { kind: 'flow', id };
  const { body } = await running.as('zhouqi').post('/api/drafts', asked);
  await open(`/drafts/${body.id}`);
  await page.getByRole('button', { name: '试运行' }).click();
  await press(page, '开始');
  await stepIs(page, at);
}

const enters = (page: Page, capacity: number) =>
  here(page)
    .getByRole('spinbutton', { name: /申请容量/ })
    .fill(String(capacity));

test('a pre-audit stops the step; who may lets it pass, with a reason', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await begin(page, open);
  await enters(page, 5000);
  await press(page, '送核对');
  await here(page)
    .getByText(/申请容量 5[,\s]?000.* 过大/)
    .first()
    .waitFor();
  const pass = desk(page).getByRole('button', { name: '说明理由，继续' });
  expect(await pass.isDisabled()).toBe(true);
  await look('trial-held');

  await here(page)
    .getByRole('textbox', { name: /说明理由后放行/ })
    .fill('已由上级批准');
  await pass.click();
  await stepIs(page, '核对签字');
  await part(page, '经过').getByText('填报容量 · 送核对 · 周琦').waitFor();
  await look('trial-let-pass');
});

test('a paused step stands still until it is resumed; one step back is one step back', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await begin(page, open);
  const due = part(page, '时限与时刻').getByRole('listitem').filter({ hasText: '时限到期' });
  const before = await dueAt(due);
  await press(page, '挂起');
  await here(page).getByRole('button', { name: '恢复办理' }).waitFor();
  await part(page, '时限与时刻').getByText('没有将要到期的时限或等待').waitFor();
  await look('trial-paused');

  await press(page, '推进时间');
  await page.getByRole('menuitem', { name: '7 天' }).click();
  await part(page, '经过').getByText('时间推进').waitFor();
  await press(page, '恢复办理');
  await due.waitFor();
  expect((await dueAt(due)) - before).toBeGreaterThanOrEqual(6 * DAY);

  await press(page, '上一步');
  await here(page).getByRole('button', { name: '恢复办理' }).waitFor();
  await press(page, '上一步');
  await press(page, '上一步');
  await here(page).getByRole('button', { name: '送核对' }).waitFor();
  expect(await dueAt(due)).toBe(before);
  expect(await part(page, '经过').getByRole('listitem').count()).toBe(1);
});

test('the clock is set on by hand, and what falls due on the way happens', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await begin(page, open);
  const begun = await clockOf(page);
  await press(page, '推进时间');
  await page.getByRole('menuitem', { name: '1 小时' }).click();
  await part(page, '经过').getByText('时间推进').waitFor();
  expect((await clockOf(page)) - begun).toBe(3_600_000);

  await press(page, '推进时间');
  await page.getByRole('menuitem', { name: '7 天' }).click();
  await part(page, '时限与时刻').getByText('已超时限').waitFor();
  expect((await clockOf(page)) - begun).toBe(7 * DAY + 3_600_000);
  await page.locator('#step-measure.mark-is-overdue').waitFor();
  await look('trial-clock');
});

test('playing stops at a breakpoint, says so, and goes on from there', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await begin(page, open);
  await enters(page, 200);
  await desk(page).getByRole('combobox', { name: '断点：停在环节' }).click();
  await page.getByTitle('归档').last().click();
  await page.keyboard.press('Escape');
  await page.locator('#step-file').getByText('断点').waitFor();

  // On the canvas: by its key, and by the menu.
  const edge = { position: { x: 12, y: 8 } };
  await page.locator('#step-sign').click(edge);
  await page.keyboard.press('b');
  await page.locator('#step-sign').getByText('断点').waitFor();
  await page.locator('#step-sign').click({ button: 'right', ...edge });
  await page.getByRole('menuitem', { name: /设置或取消断点/ }).click();
  await page.locator('#step-sign').getByText('断点').waitFor({ state: 'detached' });
  await press(page, '送核对');
  await desk(page).getByRole('combobox', { name: '播放速度' }).click();
  await page.getByTitle('快速').last().click();
  await press(page, '播放');
  await here(page).getByText('已到断点“归档”，停下。').waitFor();
  await stepIs(page, '归档');
  await look('trial-stopped');

  await press(page, '播放');
  await here(page).getByText('案件已结束').waitFor();
  expect(await here(page).getByText('已到断点').count()).toBe(0);
});

test('a token goes along the way that was just taken', async () => {
  const settings = { language: 'zh', motion: true } as const;
  await using visitor = await visit({ browser, origin: running.origin, now, ...settings });
  const { page, open, signIn } = visitor;
  await signIn('zhouqi');
  await begin(page, open);
  await enters(page, 200);
  await press(page, '送核对');
  await stepIs(page, '核对签字');
  const token = page.locator('.route-token');
  await token.first().waitFor({ state: 'attached' });
  // At one moment: the canvas may still be on its way to the step.
  const [before, after] = await token.evaluate(leftToGo, '#step-sign');
  expect(before - after).toBeGreaterThan(10);
});

test('a called case is tried out inside, opened in place, and handed back', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await begin(page, open, { id: 'capacity_request', at: '另行核对' });
  await look('trial-called');
  await press(page, '试办被调用的案件');
  const inside = page.getByRole('region', { name: /另行核对/ });
  await inside.locator('#step-measure.mark-is-current').waitFor();
  await stepIs(page, '填报容量');
  await look('trial-inside');

  // Given up, nothing has come of it; then gone through, step by step.
  await press(page, '不交回，返回');
  await stepIs(page, '另行核对');
  expect(await inside.count()).toBe(0);
  await press(page, '试办被调用的案件');
  expect(await desk(page).getByRole('button', { name: '交回结果，继续' }).isDisabled()).toBe(true);
  await enters(page, 200);
  await press(page, '送核对');
  await press(page, '签字');
  await press(page, '归档');
  await here(page).getByText('案件已结束').waitFor();
  await look('trial-inside-ended');
  await press(page, '交回结果，继续');
  await stepIs(page, '批准容量');
  await part(page, '案件数据').getByText(/^200/).waitFor();
  await page.locator('#step-grant.mark-is-current').waitFor();
  expect(await inside.count()).toBe(0);

  // One step back takes all of it back; by hand it is still possible, and so is running through it.
  await press(page, '上一步');
  await stepIs(page, '另行核对');
  await press(page, '被调流程办结（1）');
  await stepIs(page, '批准容量');
  await press(page, '上一步');
  await press(page, '运行到底');
  await page.getByRole('menuitem', { name: '按首选流向' }).click();
  await here(page).getByText('案件已结束').waitFor();
});

async function dueAt(row: Locator): Promise<number> {
  return Date.parse((await row.locator('time').getAttribute('datetime')) ?? '');
}

/** Runs in the page: how far a token is from the middle of a step when it sets out, and nearly there. */
function leftToGo(token: Element, to: string): [number, number] {
  const [journey] = token.getAnimations();
  const step = document.querySelector(to)!.getBoundingClientRect();
  const { delay = 0, duration } = journey!.effect!.getTiming();
  journey!.pause();
  const leftAt = (share: number): number => {
    journey!.currentTime = delay + Number(duration) * share;
    const { x, y } = token.getBoundingClientRect();
    return Math.hypot(x - step.x - step.width / 2, y - step.y - step.height / 2);
  };
  return [leftAt(0), leftAt(0.9)];
}
