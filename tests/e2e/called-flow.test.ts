/** A flow that another one calls is opened in place wherever the calling one is shown. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('on the canvas of a review, of the flow and of a case', async () => {
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, look } = visitor;
  const change = await proposed();
  await visitor.signIn('sunli');
  await visitor.open(`/changes/${change}`);
  await opensAndCloses(page, () => look('called-review'));

  const sunli = running.as('sunli');
  const { evidence_hash } = (await sunli.get(`/api/changes/${change}`)).body;
  const approval = { comment: '同意。', evidence_hash };
  expect((await sunli.post(`/api/changes/${change}/approve`, approval)).body.state).toBe('active');
  await visitor.open('/flows/joint_check');
  await opensAndCloses(page, () => look('called-flow-page'));

  const data = { finding_id: 'f1', rule_id: 'r1', severity: 'R2', finding_message: '超期' };
  const opened = await running.as('lina').post('/api/cases', { flow: 'joint_check', data });
  await visitor.open(`/cases/${opened.body.case_id}`);
  await opensAndCloses(page, () => look('called-case'));
});

async function opensAndCloses(page: Page, look: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: '展开被调用的流程' }).first().click();
  const called = page.getByRole('region', { name: '“另行整改”调用的流程' });
  await called.locator('.step-name').first().waitFor();
  await look();
  await page.keyboard.press('Escape');
  await called.waitFor({ state: 'detached' });
}

/** What the called flow has to be handed. */
const asked = ['finding_id', 'rule_id', 'severity', 'finding_message'];

const said = (zh: string, en: string) => ({ zh, en });

/** A new flow with a step that calls the rectification flow, as a change. */
async function proposed(): Promise<string> {
  const owner = running.as('zhouqi');
  const { body } = await owner.post('/api/drafts', { kind: 'flow', id: 'joint_check' });
  const handed = Object.fromEntries(asked.map((fact) => [fact, fact]));
  const call = { kind: 'call', flow: 'rectification', version: 'latest', in: handed, out: {} };
  const content = {
    kind: 'flow',
    id: 'joint_check',
    name: said('联合核查', 'Joint check'),
    owner_post: 'dept_head',
    limits: [],
    audits: { after: [] },
    outcomes: [],
    steps: {
      start: {
        kind: 'start',
        name: said('开始', 'Start'),
        form: asked.map((fact) => ({ fact })),
        posts: ['counter_clerk'],
        routes: [{ id: 'on', to: 'rectify' }],
      },
      rectify: { ...call, name: said('另行整改', 'Rectify'), routes: [{ id: 'on', to: 'end' }] },
      end: { kind: 'end', name: said('结束', 'End'), routes: [] },
    },
  };
  await owner.put(`/api/drafts/${body.id}`, { content, layout: null }, body.revision);
  const words = { title: '新增联合核查', reason: '多部门一起核查。' };
  const change = await owner.post(`/api/drafts/${body.id}/propose`, words);
  expect(change.body).toHaveProperty('id');
  return change.body.id;
}
