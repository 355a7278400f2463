/** The dictionary of facts, the form of a step and derived facts: each edited without a line of JSON. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DerivedDefinition } from '@flowmeter/engine/definition/derived.ts';
import type { FactsDefinition } from '@flowmeter/engine/definition/facts.ts';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { idIn, settled, visit } from './support/visitor.ts';

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

/** What the server has of the draft that is open, once everything is saved. */
async function saved<D>(page: Page): Promise<D> {
  await page.getByRole('status').getByText('已保存').waitFor();
  const { body } = await running.as('zhouqi').get(`/api/drafts/${idIn(page.url())}`);
  return body.content as D;
}

/** The server's answer to the edits so far. */
async function whenSaved(page: Page, edit: () => Promise<unknown>): Promise<void> {
  const answered = page.waitForResponse(
    (answer) => answer.url().includes('/api/drafts/') && answer.request().method() === 'PUT',
  );
  await edit();
  await answered;
}

/** Chooses from a list by what its row says. */
async function choose(page: Page, list: Locator, words: string): Promise<void> {
  await list.click();
  // What is far down a long list is not drawn before it is looked for.
  await page.keyboard.insertText(words);
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: words })
    .first()
    .click();
}

/** Onto the left part of a field, which is before it. */
async function dragTo(page: Page, grip: Locator, field: Locator): Promise<void> {
  await grip.hover();
  await page.mouse.down();
  const to = await field.boundingBox();
  if (to === null) throw new Error('not to be seen');
  await page.mouse.move(to.x + 20, to.y + 20, { steps: 5 });
  await page.mouse.up();
}

async function draftOf(kind: string, id: string): Promise<string> {
  const { body } = await running.as('zhouqi').post('/api/drafts', { kind, id });
  return body.id;
}

test('a dictionary is searched, a fact gets a domain, and what a removal breaks is said before', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open('/facts?set=connection');
  await look('facts-dictionary');
  await page.getByRole('button', { name: '修改“业扩报装数据项”' }).click();
  await page.locator('.rules-editor').waitFor();

  // Found by its id, opened, with everything that speaks of it.
  await page.getByRole('textbox', { name: '查找名称、编号或单位' }).fill('load_grade');
  await page.getByRole('grid', { name: '数据项' }).getByRole('button').click();
  const panel = page.getByRole('region', { name: '负荷等级' });
  await panel.getByText('表单 1').waitFor();
  await look('facts-draft');

  // One more choice, in both languages.
  await panel.getByRole('button', { name: '添加选项' }).click();
  await panel.getByRole('textbox', { name: '第 4 项的保存值' }).fill('special');
  await panel.getByRole('textbox', { name: '第 4 项的中文' }).fill('特级负荷');
  await panel.getByRole('textbox', { name: '第 4 项的英文' }).fill('Special');

  // A new fact, written in a certain way: tried where it stands.
  await page.getByRole('button', { name: '添加数据项' }).click();
  const added = page.locator('.rule-panel');
  await added.getByRole('textbox', { name: '名称（中文）' }).fill('经办人手机');
  await added.getByRole('textbox', { name: '名称（英文）' }).fill('Mobile of the handler');
  await added.getByRole('textbox', { name: '编号' }).fill('handler_mobile');
  await choose(page, added.getByRole('combobox', { name: '格式' }), '手机号码');
  await added.getByRole('switch', { name: '个人信息' }).click();
  const tried = added.getByRole('textbox', { name: '经办人手机' });
  await tried.fill('12800138000');
  await tried.blur();
  await added.getByText(/不符合格式/).waitFor();
  await whenSaved(page, () => added.getByRole('switch', { name: '可以为空' }).click());
  const { facts } = await saved<FactsDefinition>(page);
  expect(facts['handler_mobile']).toEqual({
    name: { zh: '经办人手机', en: 'Mobile of the handler' },
    type: 'string',
    pattern: '1[3-9]\\d{9}',
    personal: true,
    nullable: true,
  });
  expect(facts['load_grade']?.options?.at(-1)).toEqual({
    value: 'special',
    name: { zh: '特级负荷', en: 'Special' },
  });

  // What is used is not taken away unawares; what breaks stands in the list of problems too.
  await page.getByRole('textbox', { name: '查找名称、编号或单位' }).fill('load_grade');
  await page.getByRole('grid', { name: '数据项' }).getByRole('button').click();
  await panel.getByRole('button', { name: '删除“负荷等级”' }).click();
  const asked = page.getByRole('dialog', { name: '删除“负荷等级”' });
  await asked.getByText(/处用到它，删除后会失效/).waitFor();
  await asked.getByRole('link', { name: '受理' }).waitFor();
  await look('facts-removal');
  await asked.getByRole('button', { name: /删\s?除/ }).click();
  await page.getByRole('button', { name: /个错误/ }).click();
  await page
    .getByRole('region', { name: '问题' })
    .getByText(/高压新装、增容/)
    .first()
    .waitFor();
  await look('facts-broken');
  await page.keyboard.press('Control+z');
  await page.getByText('检查通过').waitFor();

  await page.getByRole('button', { name: '提交变更' }).click();
  const proposal = page.getByRole('dialog', { name: '提交变更' });
  await proposal
    .getByText(/经办人手机/)
    .first()
    .waitFor();
  await proposal.getByRole('textbox', { name: '标题' }).fill('登记经办人手机');
  await proposal.getByRole('textbox', { name: '原因' }).fill('回访时联系得到经办人。');
  await proposal.getByRole('button', { name: '提交审批' }).click();
  await page.waitForURL(/\/changes\//);
});

test('a form is arranged by mouse and by keyboard, and seen as each post sees it', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open(`/drafts/${await draftOf('flow', 'hv_new')}`);
  await page.locator('.react-flow__node').filter({ hasText: '业务受理员' }).first().click();
  await page.getByRole('button', { name: '排布与预览' }).click();
  const dialog = page.getByRole('dialog', { name: '表单：受理' });
  const cards = dialog.locator('.form-card');
  const order = () => cards.evaluateAll((all) => all.map((one) => String(one.dataset['fact'])));
  await cards.first().waitFor();
  const [first, second, third, ...others] = await order();

  // By mouse: the third before the first.
  await dragTo(page, cards.nth(2).locator('.form-grip'), cards.nth(0));
  await expect.poll(order).toEqual([third, first, second, ...others]);

  // By keyboard: one place on, said aloud, the keyboard stays with it.
  await cards.nth(0).locator('.form-grip').focus();
  await page.keyboard.press('ArrowDown');
  await dialog.getByText(/在第 2 位/).waitFor();
  await expect.poll(order).toEqual([first, third, second, ...others]);
  await page.keyboard.press('ArrowUp');
  await expect.poll(order).toEqual([third, first, second, ...others]);

  // A heading, a whole line, one more fact that is only shown.
  await cards
    .nth(1)
    .getByRole('button', { name: /上方加分节标题/ })
    .click();
  await dialog.getByRole('textbox', { name: '分节标题（中文）' }).fill('用电情况');
  await dialog.getByRole('textbox', { name: '分节标题（英文）' }).fill('Use of power');
  await cards
    .nth(1)
    .getByRole('button', { name: /改为整行/ })
    .click();
  await dialog.getByRole('textbox', { name: '查找数据项' }).fill('contact_phone');
  await dialog.locator('.form-fact').first().click();
  await choose(page, cards.last().getByRole('combobox'), '只读');
  await look('form-arranged');
  const added = (await order()).at(-1);

  await dialog.getByRole('tab', { name: '按岗位预览' }).click();
  await dialog.getByRole('heading', { name: '用电情况' }).waitFor();
  await dialog.getByText('签收后填写这张表单').waitFor();
  await look('form-as-handler');
  await choose(
    page,
    dialog.getByRole('combobox', { name: '以谁的身份看' }),
    '稽查员、主管、流程负责人',
  );
  await dialog.getByText(/个人信息被遮盖/).waitFor();
  await dialog
    .getByText(/\*\*\*/)
    .first()
    .waitFor();
  await look('form-as-others');

  await dialog.getByRole('button', { name: '关闭' }).click();
  const flow = await saved<FlowDefinition>(page);
  const step = flow.steps['accept'] as { form: object[] };
  expect(step.form[0]).toMatchObject({ fact: third });
  expect(step.form[1]).toMatchObject({
    fact: first,
    width: 'full',
    section: { zh: '用电情况', en: 'Use of power' },
  });
  expect(step.form.at(-1)).toEqual({ fact: added, readonly: true });
});

test('a derived fact is made of forms, worked out on an example as it is made', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open('/derived?record=account');
  await page.getByRole('button', { name: '修改“用电户稽查数据项”' }).click();
  await page.locator('.derived-row').filter({ hasText: '无表天数' }).first().click();
  const panel = page.getByRole('region', { name: '无表天数' });
  const answer = panel.getByRole('group', { name: '结果' });
  await answer.getByText('= 10').first().waitFor();
  await look('derived-draft');

  // A day earlier: the sentence, the figure and the example follow at once.
  await panel.getByRole('button', { name: '在“否则取”外面加一层' }).click();
  await page.getByRole('menuitem', { name: '减去…' }).click();
  const less = panel.getByRole('group', { name: '乙数' });
  await less.getByRole('textbox', { name: '乙数的值' }).fill('1');
  await answer.getByText('= 9').first().waitFor();
  await panel.getByText('应为 10 天，现为 9 天').waitFor();
  await look('derived-differs');
  await panel.getByRole('button', { name: /拆表十天未装/ }).click();
  await panel.getByRole('button', { name: '改为现在的结果：9 天' }).click();
  await panel.getByText('全部符合').waitFor();
  await look('derived-example');

  // A new one: how much was paid on bills since the connection, by pickers alone.
  await page.getByRole('button', { name: '添加派生数据项' }).click();
  const made = page.locator('.rule-panel');
  await made.getByRole('textbox', { name: '名称（中文）' }).fill('电费账单数');
  await made.getByRole('textbox', { name: '名称（英文）' }).fill('Bills');
  await made.getByRole('textbox', { name: '编号' }).fill('bill_count');
  await choose(page, made.getByRole('combobox', { name: '“结果”怎么得出' }), '汇总其他记录');
  await choose(page, made.getByRole('combobox', { name: '汇总哪些记录' }), 'bill');
  await made.getByText('最近几条', { exact: true }).click();
  await made
    .getByText(/最近 3 条/)
    .first()
    .waitFor();
  await whenSaved(page, () => choose(page, made.getByRole('combobox', { name: '类型' }), '整数'));
  await look('derived-aggregate');
  const { facts } = await saved<DerivedDefinition>(page);
  expect(facts['bill_count']).toEqual({
    name: { zh: '电费账单数', en: 'Bills' },
    type: 'integer',
    value: {
      aggregate: 'count',
      over: 'bill',
      match: { account_no: { fact: 'account_no' } },
      window: { last: 3 },
    },
  });
  await page.getByText('检查通过').waitFor();
});

test('the three editors stand in English and in the dark too', async () => {
  await using visitor = await visit({
    browser,
    origin: running.origin,
    now,
    language: 'en',
    theme: 'dark',
  });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open('/facts?set=connection&fact=load_grade');
  await page.getByRole('region', { name: 'Load grade' }).waitFor();
  await look('facts-dictionary-dark-en');
  await open(`/drafts/${await draftOf('derived', 'account-audit')}?fact=temporary_until`);
  await page.locator('.expression').first().waitFor();
  await settled(page);
  await look('derived-draft-dark-en');
  await open(`/drafts/${await draftOf('flow', 'hv_new')}`);
  await page.locator('.react-flow__node').nth(2).click();
  await page.getByRole('button', { name: 'Arrange and preview' }).click();
  await page.locator('.form-card').first().waitFor();
  await look('form-arranged-dark-en');
  await page.getByRole('tab', { name: 'As each post sees it' }).click();
  await page.locator('.form-paper').waitFor();
  await look('form-preview-dark-en');
  expect(await page.locator('.form-paper .field').count()).toBeGreaterThan(0);
});
