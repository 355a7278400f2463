/** An account from its link to its end: password, second factor, a grant by two people, revocation. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeNow } from '@flowmeter/server/auth/access.fixture.ts';
import { invitePerson } from '@flowmeter/server/use-cases/invite-person.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { settled, visit, type Visitor } from './support/visitor.ts';

const now = '2026-06-10T10:00:00+08:00';
const minute = 60_000;
const password = 'a lamp, two chairs and tea';

let running: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let secret = '';

beforeAll(async () => {
  running = await startProduct(now, false, { factorFor: ['admin'] });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await running[Symbol.asyncDispose]();
});

function code(): string {
  const ms = Date.parse(running.now());
  return codeNow({ clock: { clock: () => ms } }, secret);
}

async function linkOfAdmin(): Promise<string> {
  const made = await invitePerson(running.deps, 'system', 'admin');
  return made.ok ? made.value.path : '';
}

/** As the administrator, by password and code; the code of the minute before was used. */
async function signInAsAdmin({ page, open, expectRefusal }: Visitor): Promise<void> {
  await running.pass(minute);
  expectRefusal(401);
  await page.context().clearCookies();
  await open('/login');
  await page.getByRole('textbox', { name: '账号' }).fill('admin');
  await page.getByLabel(/^密码$/).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByLabel('动态验证码').fill(code());
}

/** The dialog that asks who is there once more. */
async function prove(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '请再次验证身份' });
  await dialog.getByLabel('密码').fill(password);
  await dialog.getByRole('button', { name: '验证并继续' }).click();
  await dialog.getByLabel('动态验证码或恢复码').fill(code());
  await dialog.getByRole('button', { name: '验证并继续' }).click();
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '提出授权' });
  await dialog.getByRole('combobox', { name: label }).fill(option);
  await page.locator('.ant-select-item-option', { hasText: option }).first().click();
}

test('a link becomes an account with a second factor, which it signs in with', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, look, expectRefusal } = visitor;
  expectRefusal(401);
  await open(await linkOfAdmin());
  await page.getByText('系统管理员（账号 admin）').waitFor();
  await look('accounts-set-up');
  await page.getByLabel('新密码', { exact: true }).fill(password);
  await page.getByLabel('再次输入新密码').fill(password);
  await page.getByRole('button', { name: '设置密码' }).click();
  await page.getByRole('heading', { name: '请先启用第二因素' }).waitFor();
  await page.getByRole('img', { name: '供身份验证应用扫描的二维码' }).waitFor();
  await look('accounts-enrolment');
  secret = (await page.locator('.enrolment-secret').innerText()).replaceAll(' ', '');
  await page.getByLabel('6 位验证码').fill(code());
  await page.getByRole('button', { name: '启用', exact: true }).click();
  await page.getByRole('heading', { name: '恢复码' }).waitFor();
  await look('accounts-recovery-codes');
  await page.getByRole('button', { name: '我已保存' }).click();
  await page.getByRole('navigation').first().waitFor();
  await signInAsAdmin(visitor);
  await look('accounts-code');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation').first().waitFor();
  const [session] = await running.deps.accounts.sessions.of('admin');
  expect(session?.way).toBe('factor');
});

test('a grant is proposed, approved by another person, counts at once, and ends at once', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look, expectRefusal } = visitor;
  const lina = running.as('lina');
  expect((await lina.get('/api/incidents')).status).toBe(403);
  await signInAsAdmin(visitor);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation').first().waitFor();
  await running.pass(6 * minute);
  expectRefusal(403);
  await open('/grants');
  await page.getByRole('button', { name: '提出授权' }).click();
  await pick(page, '人员', 'lina');
  await pick(page, '角色', '主管');
  await page.getByLabel('原因').fill('五月起代管营业厅');
  await look('accounts-grant-dialog');
  await page.getByRole('button', { name: '提交审批' }).click();
  await prove(page);
  await page.getByRole('link', { name: /李娜/ }).waitFor();
  await look('accounts-grants');

  await signIn('sunli');
  await open('/grants');
  await page.getByRole('link', { name: /李娜/ }).click();
  await page.getByRole('heading', { name: /李娜/ }).first().waitFor();
  await settled(page);
  await page.getByRole('button', { name: /^批准/ }).click();
  await page.getByText('已生效').first().waitFor();
  expect((await lina.get('/api/incidents')).status).toBe(200);

  await signInAsAdmin(visitor);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation').first().waitFor();
  await open('/accounts?q=lina');
  await look('accounts-people');
  await page.getByRole('button', { name: /对 李娜 的操作/ }).click();
  await page.getByRole('menuitem', { name: '结束会话' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '结束会话' }).click();
  await page.getByText('会话已结束').first().waitFor();
  expect(await running.deps.accounts.sessions.of('lina')).toEqual([]);
});

test('a lost password is set anew by two people, one with a code and one with a link', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look, expectRefusal } = visitor;
  const handed = page.getByRole('dialog').locator('.invite-link code');
  const choose = async (item: string) => {
    await page.getByRole('button', { name: /对 李娜 的操作/ }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await signInAsAdmin(visitor);
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('navigation').first().waitFor();
  await open('/audit-log?tab=checkpoints');
  await look('accounts-checkpoints');
  await page.getByRole('button', { name: '更换签名密钥' }).click();
  await page.getByLabel('理由').fill('年度轮换');
  await look('accounts-rotation');
  await page.getByRole('button', { name: '更换密钥' }).click();
  await page.getByText('现由此密钥签名').waitFor();
  await look('accounts-rotated');
  await page.getByRole('button', { name: /^完\s*成$/ }).click();
  await open('/accounts?q=lina');
  await choose('申请重置密码');
  await page.getByLabel('原因').fill('休假回来忘记密码，已当面核实');
  await look('accounts-reset-ask');
  await page.getByRole('button', { name: '提出申请' }).click();
  await page.getByText('请把下面的口令交给').waitFor();
  await look('accounts-reset-code');
  const spoken = await handed.innerText();
  await page.getByRole('button', { name: /^完\s*成$/ }).click();
  await page.getByText('待重置密码').first().waitFor();
  await signIn('sunli');
  await open('/accounts?q=lina');
  await look('accounts-reset-waiting');
  await choose('处理密码重置申请');
  await page.getByText('休假回来忘记密码，已当面核实').waitFor();
  await look('accounts-reset-decide');
  await page.getByRole('button', { name: '同意重置' }).click();
  await page.getByText('请把下面的链接交给').waitFor();
  await look('accounts-reset-link');
  const link = new URL(await handed.innerText());
  expectRefusal(401);
  await page.context().clearCookies();
  await open('/login');
  await open(`${link.pathname}${link.hash}`);
  await page.getByLabel('口令').fill(spoken);
  await page.getByLabel('新密码', { exact: true }).fill(password);
  await page.getByLabel('再次输入新密码').fill(password);
  await look('accounts-reset-set-up');
  await page.getByRole('button', { name: '设置密码' }).click();
  await page.getByRole('navigation').first().waitFor();
  expect(await running.deps.store.setupLinks.list()).toEqual([]);
});

test('the screens of accounts read well in English and in the dark', async () => {
  await using visitor = await visit({
    browser,
    origin: running.origin,
    now,
    language: 'en',
    theme: 'dark',
  });
  const { page, open, signIn, look, expectRefusal } = visitor;
  await signIn('qianwei');
  await open('/account');
  await look('accounts-profile-dark');
  await page.getByRole('button', { name: 'Set up a second factor' }).click();
  await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
  await look('accounts-profile-enrolment-dark');
  await open('/accounts');
  await look('accounts-people-dark');
  await open('/audit-log?tab=checkpoints');
  await look('accounts-audit-checkpoints-dark');
  await open('/grants?show=decided');
  await page.getByRole('link', { name: /Li Na/ }).waitFor();
  await look('accounts-grants-dark');
  expectRefusal(409);
  await page.context().clearCookies();
  await open('/set-up#nothing');
  await page.getByRole('alert').filter({ hasText: 'ask the administrator' }).waitFor();
  await look('accounts-set-up-over-dark');
  expect(await page.getByRole('button', { name: 'Set password' }).count()).toBe(0);
});
