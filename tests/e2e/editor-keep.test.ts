/**
 * Nothing is lost: a tab that is closed, a server that is away, two windows and two people on one flow.
 * Two versions of a flow are compared; a drawing from another tool comes in and is repaired.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { launchBrowser } from '../support/browser.ts';
import { drawnElsewhere } from './support/drawn-elsewhere.ts';
import { startProduct, type Product } from './support/product.ts';
import { idIn, settled, visit } from './support/visitor.ts';

const now = '2026-06-10T10:00:00+08:00';

let running: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let folder: string;

beforeAll(async () => {
  running = await startProduct(now);
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'flowmeter-keep-'));
});

afterAll(async () => {
  await browser.close();
  await running[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

interface Draft {
  id: string;
  revision: number;
  content: FlowDefinition;
}

async function draftOf(person: string): Promise<Draft> {
  return (await running.as(person).post('/api/drafts', { kind: 'flow', id: 'hv_new' })).body;
}

const visiting = (look: Pick<Parameters<typeof visit>[0], 'language' | 'theme'> = {}) =>
  visit({ browser, origin: running.origin, now, language: 'zh', ...look });

const side = (page: Page) => page.getByRole('complementary', { name: '属性' });
const nameIn = (page: Page) => side(page).getByRole('textbox', { name: '名称（中文）' }).first();
const aboutIn = (page: Page) => side(page).getByRole('textbox', { name: '说明（中文）' }).first();

async function opened(page: Page, { id }: Draft): Promise<void> {
  await page.goto(`/drafts/${id}`);
  await settled(page);
  await nameIn(page).waitFor();
}

/** Runs in a page: how many pages that may hold a draft are there. */
async function sittings(): Promise<number> {
  const { held = [] } = await navigator.locks.query();
  return held.length;
}

/** As another window of the same person does it. */
async function deleted(page: Page, { id }: Draft): Promise<void> {
  await page.evaluate(async (one) => {
    await fetch(`/api/drafts/${one}`, { method: 'DELETE' });
  }, id);
}

test('a tab closed while the server is away: what was typed is there again, and is saved', async () => {
  await using visitor = await visiting();
  visitor.expectOutage();
  await visitor.signIn('zhouqi');
  const draft = await draftOf('zhouqi');
  // An address of the product with no page on it, from where it is seen which pages are there.
  await visitor.page.goto('/health/live');
  const first = await visitor.page.context().newPage();
  await opened(first, draft);
  await expect.poll(() => visitor.page.evaluate(sittings)).toBe(1);
  await running.goesAway();
  await nameIn(first).fill('高压新装（关闭前）');
  await first.getByText('连不上服务器，修改暂存本机').waitFor();
  await first.close();
  // The page is gone with what it still sent: nothing of it may meet the server that is back.
  await expect.poll(() => visitor.page.evaluate(sittings)).toBe(0);
  await running.isBack();
  expect((await draftOf('zhouqi')).content.name.zh).toBe(draft.content.name.zh);

  await opened(visitor.page, draft);
  expect(await nameIn(visitor.page).inputValue()).toBe('高压新装（关闭前）');
  await visitor.page.getByText(/尚未上传的修改/).waitFor();
  await visitor.page.getByText(/^已保存 \d/).waitFor();
  await visitor.look('keep-restored');
  expect((await draftOf('zhouqi')).content.name.zh).toBe('高压新装（关闭前）');
});

test('what is typed before the words of the controls have come stays', async () => {
  await using visitor = await visiting();
  const { page, open } = visitor;
  const held = Promise.withResolvers<void>();
  await page.route(/\/zh_CN-[^/]*\.js$/, async (route) => {
    await held.promise;
    await route.continue();
  });
  const late = page.waitForRequest(/\/zh_CN-[^/]*\.js$/);
  await open('/login');
  await late;
  const account = page.getByRole('textbox', { name: '账号' });
  await account.fill('zhouqi');
  const come = page.waitForResponse(/\/zh_CN-[^/]*\.js$/);
  held.resolve();
  await (await come).finished();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(await account.inputValue()).toBe('zhouqi');
});

test('while the server is away the work goes on in the browser, and is saved when it is back', async () => {
  await using visitor = await visiting({ language: 'en', theme: 'dark' });
  const { page } = visitor;
  visitor.expectOutage();
  await visitor.signIn('zhouqi');
  const draft = await draftOf('zhouqi');
  await page.goto(`/drafts/${draft.id}`);
  const name = page.getByRole('textbox', { name: 'Name (Chinese)' }).first();
  await name.waitFor();
  await running.goesAway();
  await name.fill('高压新装（停机时）');
  await page.getByText('Server out of reach, kept in this browser').waitFor();
  await visitor.look('keep-away-dark');
  await running.isBack();
  await page.getByText(/^Saved \d\d:\d\d$/).waitFor();
  expect((await draftOf('zhouqi')).content.name.zh).toBe('高压新装（停机时）');
});

test('two windows: one that comes to the front is up to date; a window that is behind loses nothing', async () => {
  await using visitor = await visiting();
  visitor.expectRefusal(412);
  const { page: first } = visitor;
  await visitor.signIn('zhouqi');
  const draft = await draftOf('zhouqi');
  const second = await first.context().newPage();
  await opened(first, draft);
  await opened(second, draft);

  await nameIn(first).fill('高压新装（甲窗口）');
  await first.getByText(/^已保存 \d/).waitFor();
  await second.bringToFront();
  await second.evaluate(() => dispatchEvent(new Event('focus')));
  await expect.poll(() => nameIn(second).inputValue()).toBe('高压新装（甲窗口）');

  // Both at once, in different places; the one that is behind is closed before it has merged.
  await aboutIn(first).fill('甲窗口写的说明');
  await first.getByText(/^已保存 \d/).waitFor();
  await nameIn(second).fill('高压新装（乙窗口）');
  await second.getByText('这份草稿已在别处修改').waitFor();
  await second.close();
  const third = await first.context().newPage();
  await opened(third, draft);
  const merge = third.getByRole('region', { name: /^合并/ });
  await merge.getByText('没有冲突，双方的修改都会保留。').waitFor();
  await third.screenshot({ path: 'tests/e2e/artefacts/keep-behind.png' });
  await merge.getByRole('button', { name: '合并并保存' }).click();
  await merge.waitFor({ state: 'detached' });
  await third.getByText(/^已保存 \d/).waitFor();
  const { content } = await draftOf('zhouqi');
  expect(content.name.zh).toBe('高压新装（乙窗口）');
  expect(content.description?.zh).toBe('甲窗口写的说明');
});

test('a draft that is gone: leaving is asked about, and the work goes on in another one', async () => {
  await using visitor = await visiting();
  const { page } = visitor;
  visitor.expectRefusal(404);
  await visitor.signIn('zhouqi');
  const draft = await draftOf('zhouqi');
  await opened(page, draft);
  await deleted(page, draft);
  await nameIn(page).fill('高压新装（无处可存）');
  await page.getByText('这份草稿已在别处提交或删除').waitFor();
  await page.getByRole('link', { name: '回到流程' }).click();
  await page.getByRole('dialog', { name: '离开后将丢失这些修改' }).waitFor();
  await visitor.look('keep-gone');
  await page.getByRole('button', { name: '留在此页' }).click();
  await page.getByRole('button', { name: '另起草稿' }).click();
  await page.getByText(/尚未上传的修改/).waitFor();
  await page.getByText(/^已保存 \d/).waitFor();
  const other = await draftOf('zhouqi');
  expect(other.id).not.toBe(draft.id);
  expect(other.content.name.zh).toBe('高压新装（无处可存）');
});

/** Linfeng gives the survey another day, and an auditor approves. */
async function linfengIsFirst(): Promise<void> {
  const linfeng = running.as('linfeng');
  const { id, revision, content } = await draftOf('linfeng');
  const survey = content.steps['survey'] as { limits: { value: number }[] };
  for (const limit of survey.limits) limit.value += 1;
  await linfeng.put(`/api/drafts/${id}`, { content, layout: null }, revision);
  const words = { title: '勘查多一天', reason: '路远' };
  const { body } = await linfeng.post(`/api/drafts/${id}/propose`, words);
  const sunli = running.as('sunli');
  const { evidence_hash } = (await sunli.get(`/api/changes/${body.id}`)).body;
  const approval = { comment: '同意。', evidence_hash };
  expect((await sunli.post(`/api/changes/${body.id}/approve`, approval)).body.state).toBe('active');
}

test('two people edit: who comes second is told, merges, and proposes only what is his', async () => {
  await using visitor = await visiting();
  const { page } = visitor;
  await visitor.signIn('zhouqi');
  await deleted(page, await draftOf('zhouqi'));
  await opened(page, await draftOf('zhouqi'));
  await nameIn(page).fill('高压新装与增容');
  await page.getByText(/^已保存 \d/).waitFor();
  await linfengIsFirst();
  await page.getByText('生效版本在您修改期间已变化').waitFor();
  await page.getByRole('button', { name: '合并…' }).click();
  const merge = page.getByRole('region', { name: /^合并/ });
  await merge.getByText('没有冲突，双方的修改都会保留。').waitFor();
  await visitor.look('keep-two-people');
  await merge.getByRole('button', { name: '合并并保存' }).click();
  await merge.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '提交变更' }).click();
  const dialog = page.getByRole('dialog', { name: '提交变更' });
  await dialog.getByText('将提交 1 处修改').waitFor();
  await dialog.getByRole('textbox', { name: '标题' }).fill('改名');
  await dialog.getByRole('textbox', { name: '原因' }).fill('与文件一致');
  await dialog.getByRole('button', { name: '提交审批' }).click();
  await page.getByRole('heading', { level: 1, name: '改名' }).waitFor();
  const change = await running.as('zhouqi').get(`/api/changes/${idIn(page.url())}`);
  expect(change.body.differences).toHaveLength(1);
});

const current = (page: Page) => page.locator('button[aria-current="true"]');

test('two versions are compared: from difference to difference, laid over and side by side', async () => {
  await using visitor = await visiting();
  const { page, open, look } = visitor;
  await visitor.signIn('zhouqi');
  await open('/definitions/flow/hv_new');
  await page.getByText('修改 1 处').waitFor();
  await page.keyboard.press('F7');
  await expect.poll(() => current(page).textContent()).toContain('现场勘查');
  expect(new URL(page.url()).searchParams.get('at')).toBe('1');
  const map = page.getByRole('region', { name: '流程图' });
  await map.getByText('修改', { exact: true }).first().waitFor();
  await look('keep-compare');
  await map.getByText('新旧并排').click();
  await map.getByText('原版本', { exact: true }).waitFor();
  await look('keep-compare-beside');
});

test('a link leads to a place of a comparison, field by field', async () => {
  await using visitor = await visiting({ language: 'en', theme: 'dark' });
  const { page, open, look } = visitor;
  await visitor.signIn('zhouqi');
  await open('/definitions/flow/hv_new?by=fields&place=/steps/survey');
  const row = page.getByRole('row', { name: /working days/ });
  await row.waitFor();
  expect(await row.getByRole('button').getAttribute('aria-current')).toBe('true');
  expect(await row.getByRole('cell').allTextContents()).toEqual(expect.arrayContaining(['2', '3']));
  await look('keep-compare-fields-dark');
});

test('a drawing from another tool comes in where it was drawn, and is repaired until it is sound', async () => {
  const file = join(folder, 'sealing.bpmn');
  writeFileSync(file, drawnElsewhere);
  await using visitor = await visiting();
  const { page, open, look } = visitor;
  await visitor.signIn('zhouqi');
  await open('/flows');
  await page.getByRole('button', { name: '导入 BPMN' }).click();
  const dialog = page.getByRole('dialog', { name: '导入流程' });
  await dialog.locator('input[type=file]').setInputFiles(file);
  await dialog.getByText(/原图中的 3 个位置已保留/).waitFor();
  await dialog.getByText(/封印台账/).waitFor();
  await look('keep-import');
  await dialog.getByRole('button', { name: '生成草稿' }).click();
  await page.getByText('2 个错误').waitFor();

  await page.getByText('2 个错误').click();
  const problems = page.getByRole('region', { name: '问题' });
  await problems
    .getByRole('button', { name: /更换封印/ })
    .first()
    .click();
  await side(page).getByRole('button', { name: '添加时限' }).click();
  await page.getByText('1 个错误').waitFor();
  await look('keep-import-repair');
  await problems.getByRole('button', { name: /岗位/ }).first().click();
  const post = page.getByRole('combobox', { name: '责任岗位' });
  await post.click();
  await post.press('ArrowDown');
  await post.press('Enter');
  await page.getByText('检查通过').waitFor();
  await page.getByText(/^已保存 \d/).waitFor();
  await look('keep-import-sound');
  const { rows } = (await running.as('zhouqi').get('/api/drafts')).body;
  const { layout } = rows.find((one: { definition_id: string }) => one.definition_id === 'sealing');
  const { s, t, e } = layout.positions as Record<string, { x: number; y: number }>;
  expect([s!.y < t!.y, t!.y < e!.y]).toEqual([true, true]);
});
