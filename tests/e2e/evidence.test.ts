/** An auditor reads the evidence for changes, part by part: of a flow, of rules, of an indicator, of several. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { visit, type Visitor } from './support/visitor.ts';

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

type Content = Record<string, never>;

/** A draft of a definition as the owner edits it. */
async function draftOf(kind: string, id: string, edit: (content: Content) => object) {
  const owner = running.as('zhouqi');
  const { body } = await owner.post('/api/drafts', { kind, id });
  const draft = body as { id: string; revision: number; content: Content; layout: unknown };
  const { layout = null } = draft;
  await owner.put(
    `/api/drafts/${draft.id}`,
    { content: edit(draft.content), layout },
    draft.revision,
  );
  return draft.id;
}

/** The id of the change that drafts were proposed as. */
async function propose(title: string, ...drafts: string[]): Promise<string> {
  const words = { title, reason: '按上月复盘意见调整。', drafts };
  const answer = await running.as('zhouqi').post('/api/changes', words);
  expect(answer.status).toBe(201);
  return String(answer.body['id']);
}

/** The fees step has another id, the review a second limit. */
const flowDraft = () =>
  draftOf('flow', 'hv_new', (content) => {
    const text = JSON.stringify(content).replaceAll('"to":"fees"', '"to":"charges"');
    const flow = JSON.parse(text) as { steps: Record<string, { limits: object[] }> };
    const { fees, ...steps } = flow.steps;
    const review = steps['plan_review']!;
    const limits = [...review.limits, { ...review.limits[0], id: 'second', value: 3 }];
    return {
      ...flow,
      steps: {
        ...steps,
        plan_review: { ...review, limits },
        charges: { ...fees, name: { zh: '收费', en: 'Charges' } },
      },
    };
  });

const readingsDraft = () =>
  draftOf('ruleset', 'metering-data', (content) => {
    const text = JSON.stringify(content);
    const set = JSON.parse(text) as { rules: { id: string; params?: Record<string, object> }[] };
    const rules = set.rules.map((rule) =>
      rule.id === 'A56'
        ? { ...rule, params: { ...rule.params, share: { ...rule.params!['share'], value: 0.05 } } }
        : rule,
    );
    return { ...set, rules };
  });

const indicatorDraft = () =>
  draftOf('indicator', 'KPI16', (content) => {
    const { target, ...indicator } = content as unknown as { target: object };
    return { ...indicator, min_n: 1, target: { ...target, value: 60 } };
  });

const tab = (visitor: Visitor) => visitor.page.getByRole('tabpanel', { name: /证据/ });

/** Opens a part from the list of all, and sees some of its words. */
async function reads(visitor: Visitor, part: string, words: RegExp): Promise<void> {
  const { page } = visitor;
  const all = tab(visitor).getByRole('navigation', { name: '各项证据' });
  await all.getByRole('link', { name: new RegExp(`^${part}`) }).click();
  const opened = page.getByRole('region', { name: part, exact: true });
  await opened.getByText(words).first().waitFor();
}

async function goesBack({ page }: Visitor): Promise<void> {
  await page.getByRole('link', { name: '全部证据' }).click();
}

test('of a flow: what is proven, what becomes of running cases, whose work it is', async () => {
  const change = await propose('业务费改为收费环节', await flowDraft());
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('sunli');
  await open(`/changes/${change}?tab=evidence`);
  await look('evidence-flow');
  const parts: [string, RegExp][] = [
    ['差异', /收费/],
    ['检查', /检查通过|提醒/],
    ['健全性证明', /共查 .* 个状态/],
    ['规则与决策表', /不涉及规则/],
    ['示例', /通过 \d+ 项/],
    ['回测', /不影响任何规则/],
    ['在办案件', /件中可迁移/],
    ['人员与绩效', /谁的工作/],
  ];
  for (const [index, [part, words]] of parts.entries()) {
    await reads(visitor, part, words);
    await look(`evidence-flow-${index}`);
    await goesBack(visitor);
  }
  await open(`/changes/${change}?tab=evidence&part=migration`);
  const cases = page.getByRole('region', { name: '在办案件' });
  await cases.getByText(/为什么不能/).waitFor();
  expect(await cases.getByText(/停在“业务收费”/).count()).toBe(1);
});

test('of rules: the backtest is made meanwhile, and opens', async () => {
  const change = await propose('抄表波动阈值放宽', await readingsDraft());
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('sunli');
  await open(`/changes/${change}?tab=evidence`);
  await look('evidence-rules-running');
  await tab(visitor)
    .getByText(/新增 \d+，减少 \d+/)
    .waitFor({ timeout: 60_000 });
  await look('evidence-rules');
  await reads(visitor, '规则与决策表', /查了 \d+ 条规则/);
  await look('evidence-rules-analysis');
  await reads(visitor, '回测', /条记录与案件/);
  await look('evidence-rules-backtest');
  await page.getByRole('link', { name: '逐条查看' }).click();
  await page.getByRole('status').getByText('已完成').waitFor();
  expect(page.url()).toContain('/backtests/');
});

test('of an indicator: whose score and pay it moves', async () => {
  const change = await propose('满意度目标调整', await indicatorDraft());
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, open, signIn, look } = visitor;
  await signIn('sunli');
  await open(`/changes/${change}?tab=evidence`);
  await reads(visitor, '人员与绩效', /绩效卡/);
  await look('evidence-indicator');
  const barred = page.getByText(/不能审批的有 \d+ 人/);
  expect(await barred.textContent()).toMatch(/李娜/);
});

test('of several definitions, in English and in the dark', async () => {
  const drafts = [await flowDraft(), await readingsDraft(), await indicatorDraft()];
  const change = await propose('Three at once', ...drafts);
  const options = { browser, origin: running.origin, now, language: 'en', theme: 'dark' } as const;
  await using visitor = await visit(options);
  const { page, open, signIn, look } = visitor;
  await signIn('sunli');
  await open(`/changes/${change}`);
  await look('evidence-several-differences');
  await open(`/changes/${change}?item=3`);
  await look('evidence-several-indicator');
  await open(`/changes/${change}?tab=evidence&item=2`);
  await page.getByText(/gained, \d+ lost/).waitFor({ timeout: 60_000 });
  await look('evidence-several');
  for (const part of ['differences', 'soundness', 'backtest', 'migration', 'people']) {
    await open(`/changes/${change}?tab=evidence&item=2&part=${part}`);
    await page.locator('.evidence-part').waitFor();
    await look(`evidence-several-${part}`);
  }
  await open(`/changes/${change}?tab=evidence&part=differences`);
  await page.locator('.evidence-part article').nth(2).waitFor();
  expect(await page.locator('.evidence-part article').count()).toBe(3);
});
