/** A process owner edits steps of every kind that does something by itself: each asks for what it needs. */
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

/** One of each, in a row before the first task. */
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
    routes: on('prejudge'),
  },
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

const select = async (page: Page, name: string) => {
  await page.locator('.react-flow__node', { hasText: name }).first().click();
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
