/** A process owner edits steps of every kind: each asks for what it needs, as it says itself. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import type { Step } from '@flowmeter/engine/steps/registry.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { visit } from './support/visitor.ts';

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

const said = (zh: string, en: string) => ({ zh, en });
const on = (to: string) => [{ id: 'on', to, name: said('继续', 'Go on') }];

/** Of those kinds that the flow has none of, in a row before the first task. */
const added: Record<string, Step> = {
  tell: {
    kind: 'auto',
    name: said('通知岗位', 'Tell the post'),
    does: { notice: { post: 'dept_head', words: said('有新问题', 'A new finding') } },
    routes: on('hold'),
  },
  hold: {
    kind: 'wait',
    name: said('静候一天', 'Wait a day'),
    for: { value: 1, unit: 'wd', calendar: 'workdays' },
    routes: on('ask'),
  },
  ask: {
    kind: 'call',
    name: said('另行核查', 'Look into it'),
    flow: 'hv_new',
    version: 'latest',
    in: {},
    out: {},
    routes: on('both'),
  },
  both: {
    kind: 'parallel',
    name: said('并行核查', 'Both sides'),
    branches: [
      { id: 'papers', name: said('资料', 'Papers'), start: 'papers_read' },
      { id: 'site', name: said('现场', 'Site'), start: 'site_seen' },
    ],
    routes: on('prejudge'),
  },
  papers_read: { kind: 'end', name: said('已阅', 'Read'), branch: 'papers', routes: [] },
  site_seen: { kind: 'end', name: said('已勘', 'Seen'), branch: 'site', routes: [] },
};

/** The id of a draft of the rectification flow with these steps in it. */
async function draft(): Promise<string> {
  const owner = running.as('zhouqi');
  const started = await owner.post('/api/drafts', { kind: 'flow', id: 'rectification' });
  const { id, revision, content } = started.body as unknown as {
    id: string;
    revision: number;
    content: FlowDefinition;
  };
  Object.assign(content.steps, added);
  Object.assign(content.steps['start'] ?? {}, { routes: [{ id: 'on', to: 'tell' }] });
  await owner.put(`/api/drafts/${id}`, { content, layout: null }, revision);
  return id;
}

/** The canvas may still be moving into place: a click that misses is made again. */
const select = async (page: Page, name: string) => {
  const nodes = page.locator('.react-flow__node');
  const chosen = page.locator('.react-flow__node.selected').getByText(name, { exact: true });
  await expect
    .poll(
      async () => {
        await nodes.getByText(name, { exact: true }).first().click();
        return chosen.count();
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(0);
};

test('what a step does by itself is chosen and filled in by its own form', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open(`/drafts/${await draft()}`);
  await page.locator('.react-flow__node').first().waitFor();
  const panel = page.getByRole('complementary', { name: '属性' });

  await select(page, '通知岗位');
  await panel.getByRole('radio', { name: '发出通知' }).waitFor();
  await look('kinds-notice');
  await panel.getByRole('radio', { name: '填写数据' }).check();
  await panel.getByRole('button', { name: '再填写一项' }).click();
  await look('kinds-set');
  await panel.getByRole('radio', { name: '向外发送' }).check();
  await look('kinds-send');

  await select(page, '静候一天');
  await panel.getByRole('radio', { name: '等待消息' }).check();
  expect(await panel.getByText('消息名称').count()).toBe(1);
  await look('kinds-message');

  await select(page, '另行核查');
  await look('kinds-call');
});

test('what people do, blocks and ends are filled in, and the draft says so', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  const id = await draft();
  await signIn('zhouqi');
  await open(`/drafts/${id}`);
  await page.locator('.react-flow__node').first().waitFor();
  const panel = page.getByRole('complementary', { name: '属性' });
  const choose = async (field: string, option: string) => {
    await panel.getByRole('combobox', { name: field, exact: true }).click();
    await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
  };
  const saysOf = (step: string) =>
    expect.poll(
      async () => {
        const { body } = await running.as('zhouqi').get(`/api/drafts/${id}`);
        return (body as unknown as { content: FlowDefinition }).content.steps[step];
      },
      { timeout: 10_000 },
    );

  await select(page, '核实');
  await choose('分派方式', '此前的办理人');
  await choose('参照环节', '初判');
  await choose('多人签署', '票签：按比例');
  await panel.getByRole('textbox', { name: '通过比例' }).fill('2/3');
  await panel.getByRole('switch', { name: '法定标记' }).click();
  await look('kinds-task');
  await saysOf('verify').toMatchObject({
    assign: { post: 'quality_supervisor', unit: 'case', by: 'previous', step: 'prejudge' },
    sign: { mode: 'vote', signers: 2, threshold: '2/3' },
    legal: true,
  });
  await choose('分派方式', '待办最少的人');
  await choose('多人签署', '会签：全部同意');
  await saysOf('verify').toMatchObject({
    assign: { post: 'quality_supervisor', unit: 'case', by: 'workload' },
    sign: { mode: 'all', signers: 2 },
  });
  await saysOf('verify').not.toMatchObject({ assign: { step: 'prejudge' } });

  await select(page, '并行核查');
  await panel.getByRole('radiogroup', { name: '完成条件' }).getByText('至少').click();
  await look('kinds-block');
  await saysOf('both').toMatchObject({ join: { at_least: 1 } });

  await select(page, '误报');
  await choose('办理结果', '整改闭环');
  await saysOf('end_false_positive').toMatchObject({ outcome: 'closed' });
});

test('a problem leads to the field that its place names, also where its section is closed', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn } = visitor;
  await signIn('zhouqi');
  await open(`/drafts/${await draft()}`);
  await page.locator('.react-flow__node').first().waitFor();
  const panel = page.getByRole('complementary', { name: '属性' });
  await select(page, '另行核查');
  const work = panel.getByRole('button', { name: /^办理/ });
  await work.click();
  expect(await work.getAttribute('aria-expanded')).toBe('false');
  await page
    .getByText(/\d+ 个错误/)
    .first()
    .click();
  const problems = page.getByRole('region', { name: '问题' });
  await problems
    .getByRole('button', { name: /调用“.*”须传入/ })
    .first()
    .click();
  await panel.locator('[data-at="/steps/ask/in"]:focus-within').waitFor();
  expect(await work.getAttribute('aria-expanded')).toBe('true');
});
