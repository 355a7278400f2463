/**
 * One draft in two windows, and two owners of one flow: the second is led to the merge and nothing is lost.
 * An auditor says something about a step; it is answered and settled.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FlowDefinition } from '@flowmeter/engine/definition/flow.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { settled, visit } from './support/visitor.ts';

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

interface Draft {
  id: string;
  revision: number;
  content: FlowDefinition;
}

const zhouqi = () => running.as('zhouqi');

const begun = async () =>
  (await zhouqi().post('/api/drafts', { kind: 'flow', id: 'hv_new' })).body as Draft;

const draft = async (id: string) => (await zhouqi().get(`/api/drafts/${id}`)).body as Draft;

const side = (page: Page) => page.getByRole('complementary', { name: '属性' });
const merging = (page: Page) => page.getByRole('region', { name: /^合并/ });

/** With nothing selected the properties are those of the flow. */
async function renames(page: Page, language: '中文' | '英文', name: string): Promise<void> {
  await side(page)
    .getByRole('textbox', { name: `名称（${language}）` })
    .first()
    .fill(name);
}

test('one draft in two windows: what clashes is chosen, the rest is kept', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page: first, open, signIn, look } = visitor;
  visitor.expectRefusal(412);
  await signIn('zhouqi');
  const { id } = await begun();
  const second = await first.context().newPage();
  await open(`/drafts/${id}`);
  await second.goto(`/drafts/${id}`);
  await settled(second);

  await renames(first, '中文', '高压新装（甲）');
  await first.getByText('已保存').waitFor();
  await renames(second, '中文', '高压新装（乙）');
  await merging(second)
    .getByRole('heading', { name: /已在别处修改/ })
    .waitFor();
  await second.screenshot({ path: 'tests/e2e/artefacts/merge-clash.png' });
  const apply = merging(second).getByRole('button', { name: '合并并保存' });
  expect(await apply.isDisabled()).toBe(true);
  await merging(second)
    .getByRole('radio', { name: /^用我的/ })
    .check();
  await apply.click();
  await second.getByText('已保存').waitFor();
  const merged = await draft(id);
  expect(merged.content.name.zh).toBe('高压新装（乙）');

  // The first window is behind now, and is led there in its turn.
  await renames(first, '英文', 'HV connection, first');
  await merging(first).waitFor();
  await look('merge-second');
  await merging(first)
    .getByRole('radio', { name: /^用已保存的/ })
    .check();
  await merging(first).getByRole('button', { name: '合并并保存' }).click();
  await first.getByText('已保存').waitFor();
  expect((await draft(id)).revision).toBeGreaterThan(merged.revision);
});

interface Change {
  id: string;
  evidence_hash: string;
}

/** Linfeng gives the survey another day. */
async function proposed(): Promise<Change> {
  const linfeng = running.as('linfeng');
  const started = await linfeng.post('/api/drafts', { kind: 'flow', id: 'hv_new' });
  const { id, revision, content } = started.body as Draft;
  const survey = content.steps['survey'] as { limits: { value: number }[] };
  for (const limit of survey.limits) limit.value += 1;
  await linfeng.put(`/api/drafts/${id}`, { content, layout: null }, revision);
  const words = { title: '勘查多一天', reason: '路远' };
  const change = await linfeng.post(`/api/drafts/${id}/propose`, words);
  expect(change.status).toBe(201);
  return change.body as Change;
}

const surveyTime = ({ content }: Draft): number => {
  const survey = content.steps['survey'] as { limits: { value: number }[] };
  return survey.limits[0]!.value;
};

const discussion = (page: Page) => page.getByRole('article', { name: /现场勘查/ });

test('an auditor says something about a step; it is answered and settled', async () => {
  const { id } = await proposed();
  await using auditor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  await auditor.signIn('sunli');
  await auditor.open(`/changes/${id}`);
  await auditor.page.getByRole('button', { name: '评论此处' }).first().click();
  const saying = auditor.page.getByRole('textbox', { name: '发表评论' });
  await saying.fill('为什么多一天？请 @林峰 说明');
  await auditor.look('discussion-say');
  await auditor.page.getByRole('button', { name: '发表评论' }).click();
  await discussion(auditor.page).getByText('为什么多一天？').waitFor();
  await auditor.look('discussion-said');

  await using owner = await visit({
    browser,
    origin: running.origin,
    now,
    language: 'en',
    theme: 'dark',
  });
  await owner.signIn('linfeng');
  await owner.open('/');
  await owner.page.getByRole('button', { name: /Notifications/ }).click();
  await owner.page.getByRole('link', { name: /mentioned you/ }).click();
  const thread = owner.page.getByRole('article', { name: /Discussion of/ });
  await thread.getByRole('textbox', { name: 'Answer' }).fill('The roads are long in winter.');
  await thread.getByRole('button', { name: 'Answer' }).click();
  await thread.getByText('The roads are long in winter.').waitFor();
  await owner.look('discussion-answered-dark');

  await auditor.open(`/changes/${id}?tab=discussion`);
  await discussion(auditor.page).getByRole('button', { name: '标为已解决' }).click();
  await auditor.page.getByText('还没有人评论').waitFor();
  await auditor.page.getByRole('switch').click();
  await discussion(auditor.page)
    .getByText(/标为已解决/)
    .first()
    .waitFor();
  await auditor.look('discussion-resolved');

  const change = (await running.as('sunli').get(`/api/changes/${id}`)).body as Change;
  const approval = { comment: '同意。', evidence_hash: change.evidence_hash };
  const approved = await running.as('sunli').post(`/api/changes/${id}/approve`, approval);
  expect(approved.body).toMatchObject({ state: 'active' });
});

test('a draft that another change overtook is brought onto what is in force', async () => {
  const before = await begun();
  await using visitor = await visit({
    browser,
    origin: running.origin,
    now,
    language: 'en',
    theme: 'dark',
  });
  const { page, open, signIn, look } = visitor;
  await signIn('zhouqi');
  await open(`/drafts/${before.id}`);
  await page.getByRole('button', { name: 'Merge…' }).click();
  const panel = page.getByRole('region', { name: /^Merge/ });
  await panel.getByText('Nothing clashes').waitFor();
  await panel.getByText(/Changes of the version in force/).click();
  await look('merge-overtaken-dark');
  await panel.getByRole('button', { name: 'Merge and save' }).click();
  await panel.waitFor({ state: 'detached' });
  const after = await draft(before.id);
  expect(surveyTime(after)).toBe(surveyTime(before) + 1);
  expect(after.content.name).toEqual(before.content.name);
});
