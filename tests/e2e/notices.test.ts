/** What a flow tells people reaches them: counted at once, read by opening it, kept in their list. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { completeTask, openOrdinaryCase, workUntil } from './support/connection-case.ts';
import { startProduct, type Product } from './support/product.ts';
import { visit } from './support/visitor.ts';

const now = '2026-03-02T09:00:00+08:00';
const words = '客户已送电，请告知客户并跟进后续服务。';

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

/** A case that is next to be energised. */
async function ready(customer: string): Promise<string> {
  const caseId = await openOrdinaryCase(running.as('lina'), customer, running.now());
  await workUntil(running, caseId, 'energise');
  return caseId;
}

/** Energised, so that whoever had the contract signed, 张伟, is told. */
async function energise(caseId: string): Promise<void> {
  const { body } = await running.as('yangkai').get(`/api/cases/${caseId}`);
  await completeTask(running, body.tasks[0].id, 'energise');
}

test('its addressee hears of it on any screen, opens it, and has read it', async () => {
  const caseId = await ready('江州机械厂');
  await using visitor = await visit({ browser, origin: running.origin, now: running.now() });
  const { page, open, signIn, look } = visitor;
  await signIn('zhangwei');
  await open('/inbox');
  const bell = page.getByRole('button', { name: /^提醒/ });
  await bell.click();
  await page.getByText('还没有通知。').waitFor();
  await look('notices-none');
  await page.keyboard.press('Escape');
  expect(await bell.getAttribute('aria-label')).toBe('提醒');

  await energise(caseId);
  await page.getByRole('button', { name: '提醒，1 项' }).waitFor();
  await bell.click();
  const told = page.getByRole('link', { name: /江州机械厂/ }).filter({ hasText: words });
  await told.waitFor();
  await page.getByText('1 条未读').waitFor();
  await page.getByRole('img', { name: '未读' }).waitFor();
  await look('notices-unread');
  await told.click();
  await page.getByRole('heading', { name: '江州机械厂' }).waitFor();
  await page.getByRole('button', { name: '提醒', exact: true }).waitFor();
  await page.getByRole('tab', { name: /^时间线/ }).click();
  await page.getByText(`发出通知给张伟：${words}`).waitFor();

  await bell.click();
  await told.waitFor();
  expect(await page.getByRole('img', { name: '未读' }).count()).toBe(0);
  await look('notices-read');
});

test('all are marked read by the keyboard alone, in the other language and theme', async () => {
  const caseId = await ready('东湖水厂');
  await energise(caseId);
  await using visitor = await visit({
    browser,
    origin: running.origin,
    now: running.now(),
    language: 'en',
    theme: 'dark',
  });
  const { page, signIn, look } = visitor;
  await signIn('zhangwei');
  const bell = page.getByRole('button', { name: 'Notifications, 1' });
  await bell.focus();
  await page.keyboard.press('Enter');
  const told = page.getByRole('link', { name: /东湖水厂/ });
  await told.filter({ hasText: 'The customer has been energised' }).waitFor();
  await look('notices-en-dark');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const { body } = await running.as('zhangwei').get('/api/notices/unread');
  expect(body).toEqual({ unread: 0 });
});

test('an owner says whom a notice is for; one to nobody is a problem at its field', async () => {
  const owner = running.as('zhouqi');
  const started = await owner.post('/api/drafts', { kind: 'flow', id: 'hv_new' });
  const { id, revision, content } = started.body;
  content.steps.start.routes[0].to = 'tell_energised';
  content.steps.tell_energised.routes[0].to = 'accept';
  content.steps.energise.routes[0].to = 'archive';
  await owner.put(`/api/drafts/${id}`, { content, layout: null }, revision);
  const notice = () =>
    expect.poll(
      async () => {
        const { body } = await owner.get(`/api/drafts/${id}`);
        return body.content.steps.tell_energised.does.notice;
      },
      { timeout: 10_000 },
    );
  await using visitor = await visit({ browser, origin: running.origin, now: running.now() });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open(`/drafts/${id}`);
  const panel = page.getByRole('complementary', { name: '属性' });
  await page.locator('.react-flow__node').getByText('告知已送电', { exact: true }).first().click();
  const choose = async (field: string, option: string) => {
    await panel.getByRole('combobox', { name: field, exact: true }).click();
    await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
  };
  await panel.getByRole('radio', { name: '某岗位的人' }).check();
  await panel.getByText('引用的岗位“”不存在').waitFor();
  await choose('某岗位的人', '客户经理');
  await choose('岗位所在单位', '案件所属单位及其上级');
  await look('notices-form');
  await notice().toMatchObject({ post: 'account_manager', unit: 'above' });
  await panel.getByRole('radio', { name: '某环节的办理人' }).check();
  await choose('某环节的办理人', '受理');
  await notice().toMatchObject({ step: 'accept' });
  await notice().not.toHaveProperty('unit');
  await panel.getByRole('radio', { name: '与本案有关的人' }).check();
  await notice().toMatchObject({ who: 'opener' });
});
