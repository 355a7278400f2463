/** An indicator and a scorecard are edited with what they come to beside them, down to the records. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { idIn, visit } from './support/visitor.ts';

const now = '2026-11-23T10:00:00+08:00';

let running: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

beforeAll(async () => {
  running = await startProduct(now, true);
  browser = await launchBrowser();
}, 300_000);

afterAll(async () => {
  await browser.close();
  await running[Symbol.asyncDispose]();
});

async function saved(draft: string) {
  return (await running.as('zhouqi').get(`/api/drafts/${draft}`)).body.content;
}

test('an indicator is changed while its figures of past periods follow, and open down to the records', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look, picture } = visitor;
  await signIn('zhouqi');
  await open('/indicators/KPI11');
  await page.getByRole('button', { name: '编辑指标' }).click();
  const current = page.getByRole('status').getByText('与草案一致');
  await current.waitFor();
  await look('figures-indicator');

  // A steeper ladder: the figures stay, the scores fall; both stand beside those in force.
  await page.getByRole('textbox', { name: '扣', exact: true }).fill('20');
  await page
    .getByRole('cell', { name: /^98\.\d → / })
    .first()
    .waitFor();
  await current.waitFor();

  // The condition turned round: every record is judged the other way.
  const fulfilled = page.getByRole('group', { name: '符合条件' });
  await fulfilled.getByRole('combobox').nth(2).click();
  await page.locator('.ant-select-item-option').getByText('是', { exact: true }).click();
  await fulfilled.getByText('当 环节超时限 = 是').waitFor();
  await current.waitFor();
  await page.getByRole('button', { name: '查看 2026-10 的记录' }).click();
  await page.getByRole('tab', { name: /与现行不同/ }).click();
  const rows = page.getByRole('region', { name: '2026-10 的记录' }).getByRole('row');
  await rows.filter({ hasText: '不符合' }).first().waitFor();
  await look('figures-records');
  await rows.getByRole('link').first().waitFor();

  // What was agreed by example does not hold any more, says so, and is taken as it is now.
  const examples = page.getByRole('region', { name: '示例' });
  await examples.getByText(/^\d+ 个不符$/).waitFor();
  await page.getByRole('button', { name: /^撤销/ }).click();
  await fulfilled.getByText('当 环节超时限 = 否').waitFor();
  await examples.locator('[data-holds="false"] .rule-example-line').first().click();
  await picture('figures-examples');
  await examples.getByRole('button', { name: '以现在算得的为准' }).click();
  await examples.getByText('全部相符').waitFor();

  await page.getByRole('status').getByText('已保存').waitFor();
  const content = await saved(idIn(page.url()));
  expect(content).toMatchObject({ ladder: { points: 20 }, measure: { of: { value: false } } });
});

test('an indicator counts imported records, and opens down to one of them', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open('/indicators/KPI30');
  await page.getByRole('button', { name: '编辑指标' }).click();
  await page.getByRole('status').getByText('与草案一致').waitFor();
  await page.getByRole('button', { name: '查看 2026-10 的记录' }).click();
  const rows = page.getByRole('region', { name: '2026-10 的记录' });
  await rows.getByRole('row').getByRole('button').first().click();
  await page.getByRole('dialog').getByText('取号时间').waitFor();
  await look('figures-imported');
  await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  expect(await saved(idIn(page.url()))).toMatchObject({ over: { record: 'visit' } });
});

test('a scorecard is weighed in its tree by the keyboard; what lacks is shared out; scores stand beside those in force', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open('/scorecards/hv-team-east');
  await page.getByRole('button', { name: '编辑绩效卡' }).click();
  const tree = page.getByRole('treegrid', { name: '目标树' });
  const own = tree.getByRole('row', { name: /东湖高压业扩班/ });
  await own.waitFor();
  await page.getByRole('status').getByText('与草案一致').waitFor();
  await look('figures-scorecard');

  // Down into the tree, into a weight, and back.
  await own.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('20');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('权重合计 95 还差 5').waitFor();
  await look('figures-weights');

  // What is kept stays; the others share what is missing.
  await page.getByRole('button', { name: '分摊时不动“业扩服务时限达标率”' }).click();
  await page.getByRole('button', { name: '把余下的 5 按比例分摊' }).click();
  await page.getByRole('status').getByText('权重合计 100', { exact: true }).waitFor();
  await page.getByRole('status').getByText('与草案一致').waitFor();

  // A higher coefficient for the best: the preview shows it beside what is paid now.
  await page.getByRole('textbox', { name: '第 1 档的系数' }).fill('1.5');
  await page.getByRole('cell', { name: '1.20 → 1.50' }).first().waitFor();
  await page.getByRole('button', { name: '查看 2026-10 各指标' }).click();
  await page
    .getByRole('region', { name: '2026-10 各指标得分' })
    .getByRole('link')
    .first()
    .waitFor();
  await look('figures-pay');

  const draft = () => saved(idIn(page.url()));
  await expect
    .poll(async () => (await draft()).pay.bands[0].coefficient, { timeout: 20_000 })
    .toBe(1.5);
  expect((await draft()).items[0]).toEqual({ indicator: 'KPI10', weight: 20 });

  // Left and right close and open what stands below.
  await own.focus();
  await page.keyboard.press('ArrowLeft');
  expect(await own.getAttribute('aria-expanded')).toBe('false');
});

test.each(['light', 'dark'] as const)('in English, %s, both are whole', async (theme) => {
  await using visitor = await visit({
    browser,
    origin: running.origin,
    now,
    language: 'en',
    theme,
  });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open('/indicators/KPI13');
  await page.getByRole('button', { name: 'Edit indicator' }).click();
  await page.getByRole('status').getByText('As the draft is').waitFor();
  await look(`figures-indicator-en-${theme}`);
  await open('/scorecards/marketing-dept');
  await page.getByRole('button', { name: 'Edit scorecard' }).click();
  await page.getByRole('status').getByText('As the draft is').waitFor();
  await look(`figures-scorecard-en-${theme}`);
  expect(await page.getByRole('treegrid').count()).toBe(1);
});
