/** A process owner moves the open cases of an earlier version to the one that an auditor approved. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { settled, visit } from './support/visitor.ts';

const now = '2026-06-10T10:00:00+08:00';

let running: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
/** The version that the demonstration's cases run. */
let earlier: string;

beforeAll(async () => {
  running = await startProduct(now, true);
  browser = await launchBrowser();
  earlier = await superseded(running);
});

afterAll(async () => {
  await browser.close();
  await running[Symbol.asyncDispose]();
});

/** A new version: the fees step has another id, the review a new limit; the hash of the old one. */
async function superseded(product: Product): Promise<string> {
  const owner = product.as('linfeng');
  const { body: draft } = await owner.post('/api/drafts', { kind: 'flow', id: 'hv_new' });
  const { fees, ...steps } = draft.content.steps;
  const [limit] = steps.plan_review.limits;
  steps.charges = { ...fees, name: { zh: '收费', en: 'Charges' } };
  steps.plan_review.limits.push({ ...limit, id: 'second', value: 3 });
  for (const route of steps.plan_reply.routes) if (route.to === 'fees') route.to = 'charges';
  const content = { ...draft.content, steps };
  const { layout, revision } = draft;
  await owner.put(`/api/drafts/${draft.id}`, { content, layout }, revision);
  const words = { title: '业务费改为收费环节', reason: '与收费系统一致。' };
  const change = (await owner.post(`/api/drafts/${draft.id}/propose`, words)).body;
  const approved = await product.as('sunli').post(`/api/changes/${change.id}/approve`, {
    comment: '同意',
    evidence_hash: change.evidence_hash,
  });
  expect(approved.body.state).toBe('active');
  return change.base_hash;
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('cases are planned, tried, chosen and moved; each says so', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open('/flows/hv_new');
  const link = page.getByRole('link', { name: /^迁移在办案件（版本/ });
  await link.scrollIntoViewIfNeeded();
  await look('migration-versions');
  await link.click();
  await part(page, '环节对应').waitFor();
  const fees = part(page, '环节对应').getByRole('row', { name: /^业务收费/ });
  await fees.getByText('新版本没有环节').waitFor();
  await look('migration-plan');

  await page.getByRole('button', { name: '试算' }).click();
  await part(page, '试算').getByText('可以迁移').first().waitFor();
  await settled(page);
  await page.getByRole('checkbox', { name: '选中全部可迁移的案件' }).scrollIntoViewIfNeeded();
  await look('migration-trial');

  await page.getByRole('checkbox', { name: '选中全部可迁移的案件' }).check();
  await page.getByRole('textbox', { name: '原因' }).fill('按新流程办理');
  await page.getByRole('button', { name: /^迁移 \d+ 件$/ }).click();
  await part(page, '执行迁移')
    .getByText(/已迁移 \d+ 件，未迁移 0 件/)
    .waitFor();
  await look('migration-done');

  const [told] = (await running.as('sunli').get('/api/audit-log?limit=1')).body.rows;
  expect(told).toMatchObject({ action: 'case.migrated', details: { reason: '按新流程办理' } });
  const href = await part(page, '试算')
    .getByRole('row', { name: '已迁移' })
    .first()
    .getByRole('link')
    .getAttribute('href');
  await open(`${href}?tab=timeline`);
  await page.getByText('将案件迁移到流程的另一版本：按新流程办理').waitFor();
  await look('migration-timeline');
});

test.each([
  ['zh', 'dark'],
  ['en', 'light'],
  ['en', 'dark'],
] as const)('the screen in %s, %s', async (language, theme) => {
  await using visitor = await visit({ browser, origin: running.origin, now, language, theme });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open(`/flows/hv_new/migration?from=${earlier}`);
  await page.getByRole('table').first().waitFor();
  await page.locator('summary').click();
  await look(`migration-plan-${language}-${theme}`);
  await page.locator('.migration-try button').click();
  await settled(page);
  await page.locator('.migration-run').waitFor();
  expect(await page.locator('.migration-run button').isDisabled()).toBe(true);
  await look(`migration-trial-${language}-${theme}`);
});

test('by the keyboard alone: a target is chosen, the plan checked at once', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open(`/flows/hv_new/migration?from=${earlier}`);
  const target = page.getByRole('combobox', { name: '“受电工程施工”的目标环节' });
  await target.focus();
  await page.keyboard.type('收费');
  await page.keyboard.press('Enter');
  await part(page, '环节对应').getByText('所在的并行块不对应').first().waitFor();
  await look('migration-wrong');
  expect(await page.getByRole('button', { name: '试算' }).isDisabled()).toBe(true);
});
