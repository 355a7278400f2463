/**
 * Journey 5: a flow of five steps is built, connected and proposed by the keyboard alone. Steps are
 * found, called flows opened in place, what is pasted is looked at.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { idIn, visit } from './support/visitor.ts';

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

const PATIENCE = { timeout: 15_000 };
const SLOW = { timeout: 60_000 };

/** What has the keyboard, as it is called. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const tied = at?.getAttribute('aria-labelledby')?.split(' ')[0];
    const label = at?.id === '' ? undefined : document.querySelector(`label[for="${at?.id}"]`);
    const named = tied === undefined ? label : document.getElementById(tied);
    return at?.getAttribute('aria-label') ?? named?.textContent ?? at?.textContent ?? '';
  });

/** Goes on by Tab until something of that name has the keyboard. */
const tabTo = (page: Page, name: RegExp) =>
  expect
    .poll(
      async () => {
        await page.keyboard.press('Tab');
        return focused(page);
      },
      { ...PATIENCE, interval: 20 },
    )
    .toMatch(name);

const comes = (page: Page, name: RegExp) =>
  expect.poll(() => focused(page), PATIENCE).toMatch(name);

/** Chooses from the list of kinds that is open, and names the step. */
async function chooses(page: Page, kind: string, name: string): Promise<void> {
  await comes(page, /^搜索$/);
  await page.keyboard.type(kind);
  await page.keyboard.press('Enter');
  await comes(page, /^环节名称$/);
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await comes(page, /的画布$/);
}

test('a flow of five steps is built, connected and proposed by the keyboard alone', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, signIn, look } = visitor;
  const { keyboard } = page;
  await signIn('zhouqi');

  // To the flows, and a new one.
  await keyboard.press('Control+k');
  await comes(page, /^搜索与命令$/);
  await keyboard.type('流程');
  await page.getByRole('option', { name: '流程', exact: true }).waitFor();
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '流程' }).waitFor();
  await page.locator('main:focus').waitFor();
  await page.getByRole('link', { name: /hv_new/ }).waitFor();
  await tabTo(page, /^新建流程$/);
  await keyboard.press('Enter');
  await comes(page, /^名称（中文）$/);
  await keyboard.type('表计借用');
  await keyboard.press('Tab');
  await keyboard.type('Meter loan');
  await keyboard.press('Tab');
  await keyboard.type('meter_loan');
  await look('keyboard-new');
  await keyboard.press('Enter');

  // Five steps: the start is there, each other comes after the one before.
  await comes(page, /的画布$/);
  await keyboard.press('ArrowDown');
  await keyboard.press('n');
  await chooses(page, '人工任务', '登记');
  await keyboard.press('n');
  await chooses(page, '人工任务', '审核');
  await keyboard.press('n');
  await chooses(page, '人工任务', '发放');
  await keyboard.press('n');
  await chooses(page, '结束', '已借出');
  expect(await page.locator('.react-flow__node').count()).toBe(5);
  await look('keyboard-five');

  // What is wrong leads to its field: who may open a case.
  await page.getByText('7 个错误').waitFor();
  await keyboard.press('F8');
  await comes(page, /开案岗位/);
  await keyboard.type('业务受理员');
  await keyboard.press('Enter');
  await backOnCanvas(page);

  // The three tasks at once: whose they are, and how long they may take.
  await keyboard.press('ArrowDown');
  await keyboard.press('Shift+ArrowDown');
  await keyboard.press('Shift+ArrowDown');
  await page.getByText('已选 3 个环节').waitFor();
  await keyboard.press('Enter');
  await comes(page, /^办理岗位$/);
  await keyboard.type('业务受理员');
  await keyboard.press('Enter');
  await tabTo(page, /^添加时限$/);
  await keyboard.press('Enter');
  await look('keyboard-three');
  await backOnCanvas(page);

  // From the check back to the registration, and the two ways on get their names.
  await keyboard.press('Escape');
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await keyboard.press('c');
  await comes(page, /^搜索$/);
  await keyboard.type('登记');
  await keyboard.press('Enter');
  await comes(page, /的画布$/);
  await names(page, '同意', 'Agree');
  await names(page, '退回', 'Return');
  await page.getByText('检查通过').waitFor();
  await look('keyboard-connected');

  // Proposed.
  await keyboard.press('Control+Enter');
  await page.getByRole('dialog', { name: '提交变更' }).waitFor();
  await comes(page, /^标题/);
  await keyboard.type('新增表计借用流程');
  await tabTo(page, /^原因/);
  await keyboard.type('借用一直用纸质登记。');
  await look('keyboard-proposing');
  await tabTo(page, /^提交审批$/);
  await keyboard.press('Enter');
  // What is known about the change is gathered first, which takes its time.
  await page.getByRole('heading', { level: 1, name: '新增表计借用流程' }).waitFor(SLOW);
  await look('keyboard-proposed');

  const { body } = await running.as('zhouqi').get(`/api/changes/${idIn(page.url())}`);
  expect(body).toMatchObject({ state: 'proposed', title: '新增表计借用流程' });
});

async function backOnCanvas(page: Page): Promise<void> {
  await page.keyboard.press('F6');
  await comes(page, /的画布$/);
}

/** The next route of the selected step gets its name in both languages. */
async function names(page: Page, zh: string, en: string): Promise<void> {
  await page.keyboard.press('l');
  await page.keyboard.press('Enter');
  await comes(page, /^去向$/);
  await tabTo(page, /中文/);
  await page.keyboard.type(zh);
  await page.keyboard.press('Tab');
  await page.keyboard.type(en);
  await backOnCanvas(page);
}

const said = (zh: string, en: string) => ({ zh, en });
const task = (zh: string, en: string, to: string) => ({
  kind: 'task',
  name: said(zh, en),
  clock: 'utility',
  form: [],
  limits: [],
  audits: { before: [], during: [] },
  routes: [{ id: 'on', to }],
});

/** A draft in which a step calls the rectification flow. */
async function calling(): Promise<string> {
  const owner = running.as('zhouqi');
  const { body } = await owner.post('/api/drafts', { kind: 'flow', id: 'joint_check' });
  const call = { kind: 'call', flow: 'rectification', version: 'latest', in: {}, out: {} };
  const steps = {
    start: {
      kind: 'start',
      name: said('开始', 'Start'),
      form: [],
      posts: ['dept_head'],
      routes: [{ id: 'on', to: 'register' }],
    },
    register: task('登记', 'Register', 'rectify'),
    rectify: { ...call, name: said('另行整改', 'Rectify'), routes: [{ id: 'on', to: 'file' }] },
    file: task('归档', 'File', 'end'),
    end: { kind: 'end', name: said('结束', 'End'), outcome: 'gone', routes: [] },
  };
  const content = {
    kind: 'flow',
    id: 'joint_check',
    name: said('联合核查', 'Joint check'),
    owner_post: 'dept_head',
    limits: [],
    audits: { after: [] },
    outcomes: [],
    steps,
  };
  await owner.put(`/api/drafts/${body.id}`, { content, layout: null }, body.revision);
  return body.id;
}

test('steps are found, called flows opened in place, what is pasted is looked at', async () => {
  await using visitor = await visit({
    browser,
    origin: running.origin,
    now,
    language: 'en',
    theme: 'dark',
  });
  const { page, open, signIn, look } = visitor;
  const { keyboard } = page;
  await signIn('zhouqi');
  await open(`/drafts/${await calling()}`);
  await comes(page, /^Canvas|canvas/i);
  const selected = page.locator('.react-flow__node.selected');

  // Found by what it names, not by its own name.
  await keyboard.press('Control+f');
  await comes(page, /^Find steps and routes$/);
  await keyboard.type('rectification of');
  await page.getByRole('option', { name: /Rectify.*Flow Rectification/ }).waitFor();
  await keyboard.press('Enter');
  await page.getByText('1 of 1').waitFor();
  await look('keyboard-found-dark');
  await keyboard.press('Escape');
  expect(await selected.innerText()).toContain('Rectify');

  // The flow it calls opens over the canvas; Esc leads back.
  await keyboard.press('o');
  const called = page.getByRole('region', { name: 'The flow that “Rectify” calls' });
  await called.locator('.react-flow__node').first().waitFor();
  await look('keyboard-called-dark');
  await keyboard.press('Escape');
  await called.waitFor({ state: 'detached' });

  // Copied with the end, whose outcome this flow has not got.
  await keyboard.press('Shift+ArrowDown');
  await keyboard.press('Shift+ArrowDown');
  await page.getByText('3 steps selected').waitFor();
  await keyboard.press('Control+c');
  await keyboard.press('Control+v');
  const notes = page.getByRole('region', { name: 'Look at what was pasted' });
  await notes.getByText(/There is no .* “gone”/).waitFor();
  await look('keyboard-pasted-dark');
  expect(await page.locator('.react-flow__node').count()).toBe(8);
  await keyboard.press('Control+z');
  await notes.waitFor({ state: 'detached' });
  expect(await page.locator('.react-flow__node').count()).toBe(5);
});

test('who types in a field before the dialog has come to rest goes on typing in it', async () => {
  const { body } = await running.as('zhouqi').post('/api/drafts', { kind: 'flow', id: 'hv_new' });
  await using visitor = await visit({
    browser,
    origin: running.origin,
    now,
    language: 'zh',
    motion: true,
  });
  const { page, open, signIn } = visitor;
  await signIn('zhouqi');
  await open(`/drafts/${body.id}`);
  await page.getByRole('button', { name: '提交变更' }).click();
  const reason = page.getByRole('textbox', { name: '原因' });
  await reason.focus();
  await page.keyboard.type('one word after another', { delay: 40 });
  expect(await reason.inputValue()).toBe('one word after another');
  expect(await page.getByRole('textbox', { name: '标题' }).inputValue()).toBe('');
});
