/** Every screen, on the demonstration's cases, in both languages and both themes. */
import { fileURLToPath } from 'node:url';
import { importLog } from '@flowmeter/server/use-cases/import-log.ts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { accessibilityFaults } from './support/accessibility.ts';
import { openOrdinaryCase } from './support/connection-case.ts';
import { startProduct, type Product } from './support/product.ts';
import { draftOfReadings } from './support/readings-draft.ts';
import { voltageTable } from './support/tables.ts';
import { settled, visit, type Visitor } from './support/visitor.ts';

const now = '2026-06-10T10:00:00+08:00';

/** Widths of the screens that people have; at each nothing sticks out sideways. Colours move nothing. */
const widths = { light: [1920, 1366], dark: [1366] };

let running: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
/** Addresses by the account that visits them. */
let walks: Record<string, Record<string, string>>;

beforeAll(async () => {
  running = await startProduct(now, true);
  browser = await launchBrowser();
  walks = { ...(await addresses(running)), ...(await others(running)) };
});

afterAll(async () => {
  await browser.close();
  await running[Symbol.asyncDispose]();
});

test.each([
  ['zh', 'light'],
  ['zh', 'dark'],
  ['en', 'light'],
  ['en', 'dark'],
] as const)(
  'every screen in %s, %s, is accessible, quiet and fits',
  async (language, theme) => {
    await using visitor = await visit({ browser, origin: running.origin, now, language, theme });
    const { page, open, signIn } = visitor;
    const faults: string[] = [];
    await open('/login');
    faults.push(...(await faultsOf(visitor, `login-${language}-${theme}`, theme)));
    for (const [account, screens] of Object.entries(walks)) {
      await signIn(account);
      for (const [name, path] of Object.entries(screens)) {
        await open(path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        faults.push(...(await faultsOf(visitor, `${name}-${language}-${theme}`, theme)));
      }
    }
    expect(faults).toEqual([]);
  },
  600_000,
);

/** The screens that there are, each for somebody who works with it, with an example of its own. */
async function addresses(product: Product): Promise<typeof walks> {
  const as = (person: string) => product.as(person);
  await openOrdinaryCase(as('lina'), '江州恒远机械有限公司', now);
  const [pool] = (await as('lina').get('/api/tasks?box=pool')).body.rows;
  const [ended] = (await as('sunli').get('/api/cases?status=ended&flow=hv_new')).body.rows;
  const [finding] = (await as('sunli').get('/api/findings')).body.rows;
  const draft = (await as('zhouqi').post('/api/drafts', { kind: 'flow', id: 'hv_new' })).body;
  const rules = (await as('zhouqi').post('/api/drafts', { kind: 'ruleset', id: 'connection' }))
    .body;
  const table = await tableDraft(as('zhouqi'));
  const change = await proposedChange(as('linfeng'));
  return {
    lina: {
      home: '/',
      inbox: '/inbox?box=pool',
      'inbox-task': `/inbox?box=pool&task=${pool.id}`,
      task: `/tasks/${pool.id}`,
      cases: '/cases',
      'case-new': '/cases/new',
    },
    sunli: {
      'home-auditor': '/',
      case: `/cases/${ended.id}`,
      'case-timeline': `/cases/${ended.id}?tab=timeline`,
      'case-data': `/cases/${ended.id}?tab=data`,
      findings: '/findings',
      finding: `/findings/${finding.id}`,
      changes: '/changes',
      change: `/changes/${change}`,
      audits: '/audits',
      'white-list': '/white-list',
      'audit-log': '/audit-log',
      logs: '/logs',
    },
    heping: {
      scorecards: '/scorecards',
      scorecard: '/scorecards/hv-team-east?period=2026-05',
      records: '/indicators/KPI11?period=2026-05&card=hv-team-east&unit=east',
    },
    zhouqi: {
      'home-owner': '/',
      flows: '/flows',
      flow: '/flows/hv_new',
      migration: '/flows/hv_new/migration',
      draft: `/drafts/${draft.id}`,
      rules: '/rules',
      'rule-set': '/rules/connection',
      rule: '/rules/connection?rule=A11',
      'rules-draft': `/drafts/${rules.id}?rule=A09`,
      'rules-form': `/drafts/${rules.id}?rule=A11&view=form`,
      'rules-json': `/drafts/${rules.id}?rule=A11&view=json`,
      'table-draft': `/drafts/${table}`,
      facts: '/facts?set=connection&fact=load_grade',
      derived: '/derived?record=reading',
      definitions: '/definitions?kind=calendar',
      history: '/definitions/flow/hv_new',
      help: '/help',
      missing: '/nowhere',
    },
  };
}

/** What administrators, an auditor and another owner see besides. */
async function others({ as, deps }: Pick<Product, 'as' | 'deps'>): Promise<typeof walks> {
  const [log] = (await as('songyan').get('/api/audits')).body.rows;
  const draftOf = async (kind: string, id: string): Promise<string> => {
    const { body } = await as('linfeng').post('/api/drafts', { kind, id });
    return `/drafts/${body.id}`;
  };
  return {
    admin: {
      accounts: '/accounts',
      grants: '/grants',
      privacy: '/privacy',
      backups: '/privacy?show=backups',
      schedule: '/schedule',
    },
    songyan: {
      log: `/logs/${await importedLog(deps)}`,
      account: '/account',
      'typical-problems': '/typical-problems',
      audit: `/audits/${log.id}`,
      closing: '/scorecards/marketing-dept?period=2026-05',
    },
    linfeng: {
      backtest: `/backtests/${await backtested(as('linfeng'))}`,
      incidents: '/incidents',
      table: '/tables/plan_reply_limit',
      'facts-draft': await draftOf('facts', 'connection'),
      'derived-draft': await draftOf('derived', 'reading-audit'),
      'indicator-draft': await draftOf('indicator', 'KPI11'),
      'scorecard-draft': await draftOf('scorecard', 'hv-team-east'),
    },
  };
}

/** A real event log of somebody else's. */
async function importedLog(deps: Product['deps']): Promise<string> {
  const file = fileURLToPath(new URL('../../../shared/data/logs/receipt.xes.gz', import.meta.url));
  const imported = await importLog(deps, { file, id: 'receipt' });
  expect(imported.ok).toBe(true);
  return 'receipt';
}

/** A draft that was tried on what is past, to its end. */
async function backtested(owner: ReturnType<Product['as']>): Promise<string> {
  const draft = await draftOfReadings(owner);
  const { body } = await owner.post('/api/backtests', { draft });
  await vi.waitFor(
    async () => {
      const { status } = (await owner.get(`/api/backtests/${body.id}`)).body;
      expect(status).toBe('done');
    },
    { timeout: 120_000, interval: 200 },
  );
  return body.id;
}

/** A decision table that has something wrong with it. */
async function tableDraft(owner: ReturnType<Product['as']>): Promise<string> {
  const content = voltageTable();
  const { body } = await owner.post('/api/drafts', { kind: 'table', id: content.id });
  await owner.put(`/api/drafts/${body.id}`, { content, layout: null }, body.revision);
  return body.id;
}

/** A name and two limits of the rectification flow, changed by its other owner. */
async function proposedChange(owner: ReturnType<Product['as']>): Promise<string> {
  const { body: draft } = await owner.post('/api/drafts', { kind: 'flow', id: 'rectification' });
  draft.content.steps.prejudge.name = { zh: '初步研判', en: 'First judgement' };
  draft.content.steps.prejudge.limits[0].value = 2;
  const { content, layout, revision } = draft;
  await owner.put(`/api/drafts/${draft.id}`, { content, layout }, revision);
  const words = { title: '初判时限放宽为 2 个工作日', reason: '节后集中到达，1 个工作日不足。' };
  return (await owner.post(`/api/drafts/${draft.id}/propose`, words)).body.id;
}

async function faultsOf(
  { page, picture }: Visitor,
  name: string,
  theme: keyof typeof widths,
): Promise<string[]> {
  const faults: string[] = [];
  for (const width of widths[theme]) {
    await page.setViewportSize({ width, height: width === 1366 ? 768 : 1080 });
    await settled(page);
    await picture(`${name}-${width}`);
    faults.push(...(await sticksOut(page)).map((what) => `${width}: ${what}`));
  }
  faults.push(...(await accessibilityFaults(page)));
  return faults.map((fault) => `${name}: ${fault}`);
}

/** The page and its main part scroll up and down only. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, document.querySelector('main')]
      .filter((one) => one !== null && one.scrollWidth > one.clientWidth)
      .map((one) => `${one?.tagName} is ${one?.scrollWidth} wide`),
  );
}
