/** An owner changes a threshold, sees an example turn red, puts it right, proposes; an auditor approves. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RulesetDefinition } from '@flowmeter/engine/definition/ruleset.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { idIn, visit } from './support/visitor.ts';

const now = '2026-06-10T10:00:00+08:00';

let running: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

beforeAll(async () => {
  running = await startProduct(now, true);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await running[Symbol.asyncDispose]();
});

/** The rule A19 in force. */
function fastStep() {
  const set = running.deps.inForce.active('ruleset', 'connection')?.definition as RulesetDefinition;
  return set.rules.find(({ id }) => id === 'A19');
}

const panel = (page: Page) => page.getByRole('region', { name: '规则“环节秒办”' });
const examples = (page: Page) => panel(page).getByRole('region', { name: '示例' });

test('a threshold is changed on evidence, and the rule in force with it', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open('/rules');
  await page.getByRole('textbox', { name: '规则名称或编号' }).fill('秒办');
  await look('rules-list');
  await page.getByRole('link', { name: '环节秒办 A19', exact: true }).click();
  await panel(page).getByText('典型做法（T），按本单位要求配置').waitFor();
  await examples(page).getByText('示例全部符合').waitFor();
  await look('rules-set');

  await page.getByRole('button', { name: '修改“业扩报装稽查规则”' }).click();
  const value = panel(page).getByRole('textbox', { name: '阈值 min 的值' });
  await value.fill('15');
  const red = examples(page).getByRole('button', { name: /勘查 10 分钟/ });
  await red.getByText('应不命中，实为命中').waitFor();
  await red.click();
  await look('rules-example-red');

  // Put right where it was agreed otherwise: the example says what is wanted now.
  await examples(page).getByRole('button', { name: '改为“命中”' }).click();
  await examples(page).getByText('示例全部符合').waitFor();
  await panel(page).getByTitle('JSON', { exact: true }).click();
  await panel(page).getByRole('textbox', { name: '规则 A19 的 JSON' }).waitFor();
  const json = await panel(page).getByRole('textbox', { name: '规则 A19 的 JSON' }).inputValue();
  expect(JSON.parse(json).params.min.value).toBe(15);
  await look('rules-json');
  await page.getByText('已保存').waitFor();

  await page.getByRole('button', { name: '提交变更' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '标题' }).fill('现场环节 15 分钟以内算秒办');
  await dialog.getByRole('textbox', { name: '原因' }).fill('路程都不止 10 分钟。');
  await look('rules-propose');
  await dialog.getByRole('button', { name: '提交审批' }).click();
  await page.waitForURL(/\/changes\//);
  const change = idIn(page.url());
  expect(fastStep()?.params?.['min']?.value).toBe(10);

  await approve(change);
  expect(fastStep()?.params?.['min']?.value).toBe(15);
});

/** The auditor reads what differs, approves, and sees the rule in force; there is nothing to edit. */
async function approve(change: string): Promise<void> {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('sunli');
  await open(`/changes/${change}`);
  await page
    .getByRole('button', { name: /10.*15/ })
    .first()
    .waitFor();
  await look('rules-review');
  await page.getByRole('textbox', { name: '审批意见' }).fill('同意。');
  await page.getByRole('button', { name: '批准', exact: true }).click();
  await page.getByText(/批准，已生效/).waitFor();
  await open('/rules/connection?rule=A19');
  await panel(page).getByText('15 分钟').first().waitFor();
  expect(await page.getByRole('button', { name: /修改/ }).count()).toBe(0);
}
