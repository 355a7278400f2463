/** People share a task: it is transferred, delegated, copied, urged, taken back, and signed by several. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { releaseJointReview } from './support/joint-review.ts';
import { startProduct, type Product } from './support/product.ts';
import { settled, visit } from './support/visitor.ts';

const now = '2026-06-10T10:00:00+08:00';

let running: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

beforeAll(async () => {
  running = await startProduct(now);
  await releaseJointReview(running);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await running[Symbol.asyncDispose]();
});

/** A case at its draft, `<case>.2`. */
async function opened(customer: string): Promise<string> {
  const body = { flow: 'joint_review', data: { customer_name: customer } };
  const answer = await running.as('lina').post('/api/cases', body);
  return String(answer.body.case_id);
}

async function does(who: string, id: string, verb: string, body: object = {}) {
  const client = running.as(who);
  const { version } = (await client.get(`/api/tasks/${id}`)).body;
  const answer = await client.post(`/api/tasks/${id}/${verb}`, body, version);
  expect(answer.status).toBe(200);
}

/** A case whose review is to be signed, `<case>.3`. */
async function submitted(customer: string): Promise<string> {
  const caseId = await opened(customer);
  await does('lina', `${caseId}.2`, 'claim');
  await does('lina', `${caseId}.2`, 'complete', { data: { customer_name: customer } });
  return caseId;
}

async function choose(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('menuitem', { name: action }).click();
  await page.getByRole('dialog', { name: action }).waitFor();
}

async function pick(page: Page, person: string): Promise<void> {
  await page.getByRole('dialog').getByRole('combobox').fill(person);
  await page.locator('.ant-select-item-option', { hasText: person }).first().click();
  await page.keyboard.press('Tab');
}

test('a task is delegated, handed back, copied and transferred', async () => {
  const caseId = await opened('江州机械厂');
  const id = `${caseId}.2`;
  await does('lina', id, 'claim');
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('lina');
  await open(`/tasks/${id}`);
  await page.getByRole('button', { name: '更多操作' }).click();
  await page.getByRole('menuitem', { name: '委派' }).waitFor();
  await look('sharing-menu');
  await page.keyboard.press('Escape');
  await choose(page, '委派');
  await pick(page, '杨凯');
  await page.getByRole('textbox', { name: '原因' }).fill('请现场核对户名');
  await look('sharing-delegate');
  await page.getByRole('dialog').getByRole('button', { name: '委派' }).click();
  await page.getByText('已委派给 杨凯：请现场核对户名').waitFor();
  await look('sharing-lent');

  await signIn('yangkai');
  await open('/inbox');
  await page.getByRole('row', { name: /江州机械厂/ }).waitFor();
  await open(`/tasks/${id}`);
  await page.getByText('李娜 委派您办理：请现场核对户名').waitFor();
  await page.getByRole('button', { name: '交回' }).click();
  await page.getByText('请写明办理情况').waitFor();
  await page.getByRole('textbox', { name: '办理意见' }).fill('户名无误');
  await look('sharing-hand-back');
  await page.getByRole('button', { name: '交回' }).click();
  await page.getByRole('heading', { name: '待办' }).waitFor();

  await signIn('lina');
  await open(`/tasks/${id}`);
  await page.getByText('杨凯 交回：户名无误').waitFor();
  await choose(page, '抄送');
  await pick(page, '马倩');
  await page.getByRole('dialog').getByRole('button', { name: '抄送' }).click();
  await page.getByText('马倩（李娜 抄送）').waitFor();
  await choose(page, '转办');
  await pick(page, '赵敏');
  await page.getByRole('textbox', { name: '原因' }).fill('休假');
  await page.getByRole('dialog').getByRole('button', { name: '转办' }).click();
  await page.getByRole('heading', { name: '待办' }).waitFor();

  await signIn('maqian');
  await open('/inbox?box=copied');
  await page.getByRole('link', { name: /江州机械厂/ }).waitFor();
  await look('sharing-copies');
  await page.getByRole('link', { name: /江州机械厂/ }).click();
  await page.getByRole('tab', { name: /^时间线/ }).click();
  const said = page.getByText('李娜将“编写送审稿”转办给赵敏：休假');
  await said.waitFor();
  await settled(page);
  await look('sharing-timeline');
  expect(await said.count()).toBe(1);
});

test('what was submitted is taken back from the case, or urged', async () => {
  const caseId = await submitted('东湖水厂');
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('lina');
  await open(`/cases/${caseId}`);
  await page.getByRole('button', { name: '催办 联合会审' }).click();
  await page.getByRole('textbox', { name: '原因' }).fill('客户在等');
  await page.getByRole('dialog').getByRole('button', { name: '催办' }).click();
  await page.getByRole('button', { name: '催办 联合会审' }).waitFor({ state: 'detached' });
  await look('sharing-case');
  await page.getByRole('button', { name: '撤回 编写送审稿' }).click();
  await page.getByRole('textbox', { name: '原因' }).fill('少了一页');
  await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
  const visits = page.getByRole('cell', { name: '编写送审稿' });
  await visits.nth(1).waitFor();
  await look('sharing-taken-back');
  expect(await visits.count()).toBe(2);
});

test('several people sign, one in the place of another', async () => {
  const caseId = await submitted('西山矿业');
  const id = `${caseId}.3`;
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('liuyang');
  await open('/inbox?box=pool');
  await page.getByRole('row', { name: /西山矿业/ }).waitFor();
  await look('sharing-inbox');
  await open(`/tasks/${id}`);
  await page.getByText('票签：同意达到 2/3 通过').waitFor();
  await page.getByRole('button', { name: '不同意' }).click();
  await page.getByText('不同意必须填写意见').waitFor();
  await page.getByRole('textbox', { name: '签署意见' }).fill('容量依据不足');
  await look('sharing-sign');
  await page.getByRole('button', { name: '不同意' }).click();
  await page.getByRole('heading', { name: '待办' }).waitFor();

  await signIn('yangkai');
  await open(`/tasks/${id}`);
  await page.getByText('您在代 张伟 办理。').or(page.getByText('容量依据不足')).first().waitFor();
  await look('sharing-deputy');
  await page.getByRole('button', { name: '同意', exact: true }).click();
  await page.getByRole('heading', { name: '待办' }).waitFor();
  await does('maolin', id, 'sign', { verdict: 'agree' });
  await open(`/cases/${caseId}?tab=timeline`);
  await page.getByText('“联合会审”签署结果已定：通过').waitFor();
  const signed = page.getByText('杨凯（代张伟）签署“联合会审”：同意');
  await signed.waitFor();
  await look('sharing-signed');
  expect(await signed.count()).toBe(1);
});

test('a supervisor sees what the unit has open and gives it to somebody else', async () => {
  const caseId = await opened('江州纸业');
  const id = `${caseId}.2`;
  await does('lina', id, 'claim');
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('caiwen');
  await open('/inbox?box=unit');
  await page.getByRole('link', { name: /江州纸业/ }).waitFor();
  await look('sharing-unit');
  await open(`/tasks/${id}`);
  await choose(page, '改派');
  await pick(page, '赵敏');
  await page.getByRole('textbox', { name: '原因' }).fill('均衡工作量');
  await look('sharing-reassign');
  await page.getByRole('dialog').getByRole('button', { name: '改派' }).click();
  await page.getByText('赵敏').first().waitFor();
  const { deps } = running;
  expect((await deps.store.cases.state(caseId))?.visits[1]?.holder).toBe('zhaomin');
});

test.each([
  ['zh', 'dark'],
  ['en', 'light'],
  ['en', 'dark'],
] as const)('a signing in %s, %s', async (language, theme) => {
  const caseId = await submitted(`湖滨 ${language} ${theme}`);
  await does('liuyang', `${caseId}.3`, 'sign', { verdict: 'agree', comment: '可行' });
  await does('maolin', `${caseId}.3`, 'signers', {
    when: 'after',
    persons: ['gaoyuan'],
    reason: '涉及工程',
  });
  const options = { browser, origin: running.origin, now, language, theme };
  await using visitor = await visit(options);
  const { page, open, signIn, look } = visitor;
  await signIn('gaoyuan');
  await open(`/tasks/${caseId}.3`);
  await page.getByRole('button', { name: /^(同意|Agree)$/ }).waitFor();
  await look(`sharing-sign-${language}-${theme}`);
  await page.getByRole('button', { name: /更多操作|More/ }).click();
  await page.getByRole('menuitem', { name: /加签|Add signers/ }).click();
  const before = page.getByRole('dialog').getByText(/^(在我之前|Before me)$/);
  await before.waitFor();
  await look(`sharing-dialog-${language}-${theme}`);
  expect(await before.isVisible()).toBe(true);
});
