/** Hostile words in every text of every definition, in what people enter and say: shown, and nothing more. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { application, entriesAt } from './support/connection-case.ts';
import type { Answer, Client } from './support/client.ts';
import { attack, poisoned } from './support/hostile.ts';
import { startProduct, type Product } from './support/product.ts';
import { settled, visit } from './support/visitor.ts';

const start = '2026-06-10T10:00:00+08:00';
const DAY = 86_400_000;

let product: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let things: Things;

interface Things {
  case: string;
  task: string;
  finding: string;
  flow: string;
  rules: string;
  change: string;
}

beforeAll(async () => {
  product = await startProduct(start);
  browser = await launchBrowser();
  await poisonAll(product);
  things = await furnished(product);
  const endless = application('W'.repeat(180), product.now());
  await product.as('lina').post('/api/cases', { flow: 'hv_new', data: endless });
});

afterAll(async () => {
  await browser.close();
  await product[Symbol.asyncDispose]();
});

const walks: [account: string, paths: (of: Things) => string[]][] = [
  ['lina', (of) => ['/', '/cases/new', `/cases/${of.case}?tab=data`]],
  ['wangtao', (of) => ['/inbox?box=pool', `/tasks/${of.task}`]],
  [
    'zhouqi',
    (of) => [
      '/flows',
      '/flows/hv_new',
      `/drafts/${of.flow}`,
      '/rules',
      '/rules/connection?rule=A11',
      `/drafts/${of.rules}?rule=A11&view=form`,
      '/tables/season',
    ],
  ],
  [
    'sunli',
    (of) => [
      '/cases',
      `/cases/${of.case}`,
      `/cases/${of.case}?tab=timeline`,
      '/findings',
      `/findings/${of.finding}`,
      '/typical-problems',
      '/changes',
      `/changes/${of.change}`,
      '/scorecards/marketing-dept',
      '/audit-log',
    ],
  ],
];

/** Lists of what people name, each for somebody who may see it. */
const lists: [account: string, paths: string[]][] = [
  ['lina', ['/', '/inbox?box=pool', '/cases']],
  ['sunli', ['/', '/findings', '/changes', '/typical-problems', '/white-list', '/audits']],
  ['zhouqi', ['/', '/flows', '/rules', '/definitions', '/derived', '/scorecards', '/incidents']],
];

test.each(walks)('%s sees the words and nothing else happens', async (account, paths) => {
  await using visitor = await visit({
    browser,
    origin: product.origin,
    now: product.now(),
    language: 'zh',
  });
  const { page, open, signIn } = visitor;
  const strange: string[] = [];
  page.on('dialog', (dialog) => {
    strange.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => strange.push(...elsewhere(request.url())));
  page.on('popup', (popup) => strange.push(`popup: ${popup.url()}`));
  await signIn(account);
  for (const path of paths(things)) {
    await open(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await settled(page);
    strange.push(...(await effectsOn(page)).map((what) => `${path}: ${what}`));
    expect(new URL(page.url()).pathname).toBe(path.split('?')[0]);
  }
  expect(strange).toEqual([]);
});

test.each(lists)('a word of 180 letters scrolls no list of %s sideways', async (account, paths) => {
  await using visitor = await visit({ browser, origin: product.origin, now: product.now() });
  const { page, open, signIn } = visitor;
  const wide: string[] = [];
  await signIn(account);
  for (const path of paths) {
    await open(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    for (const width of [1920, 1366]) {
      await page.setViewportSize({ width, height: 860 });
      await settled(page);
      wide.push(...(await widerThanSeen(page)).map((what) => `${path} at ${width}: ${what}`));
    }
  }
  expect(wide).toEqual([]);
});

/** What scrolls up and down only. */
function widerThanSeen(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('html, main, .table-frame')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => `${one.tagName} ${one.className} is ${one.scrollWidth} wide`),
  );
}

/** Requests to any other server. */
function elsewhere(url: string): string[] {
  const { origin, protocol } = new URL(url);
  return origin === product.origin || protocol === 'data:' ? [] : [`request: ${url}`];
}

/** What the words have done to the page. */
function effectsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : [];
    const alien = document.querySelectorAll(
      'iframe, object, embed, base, img[src="x"], script:not([src]), a[href^="javascript:"], a[href*="evil.example"], [onerror], [onload], [onclick]',
    );
    const marks = 'hit' in globalThis ? ['it ran'] : [];
    return [...marks, ...wide, ...Array.from(alien, (one) => one.outerHTML.slice(0, 200))];
  });
}

/** Every definition in force says hostile things from now on. */
async function poisonAll({ deps, ...of }: Product): Promise<void> {
  const hostile = deps.inForce.pack().definitions.map(poisoned);
  expect(hostile.reduce((sum, { texts }) => sum + texts, 0)).toBeGreaterThan(3000);
  await deps.store.definitions.activate(
    hostile.map(({ definition }) => definition),
    of.now(),
  );
  await deps.inForce.refresh();
}

/** A case, its task, a finding, drafts and a change, with hostile words wherever people write. */
async function furnished(of: Product): Promise<Things> {
  const opened = await entering(application('x', of.now()), (data) =>
    of.as('lina').post('/api/cases', { flow: 'hv_new', data }),
  );
  const { case_id: id } = opened.body;
  const [task] = (await of.as('lina').get(`/api/cases/${id}`)).body.tasks;
  await of.as('lina').post(`/api/tasks/${task.id}/claim`, {}, 1);
  await of
    .as('lina')
    .post(`/api/tasks/${task.id}/copy`, { persons: ['wangtao'], comment: attack(1) }, 2);
  await of.pass(20 * DAY);
  const { version, routes } = (await of.as('lina').get(`/api/tasks/${task.id}`)).body;
  await entering(entriesAt('accept', of.now()), (data) =>
    of.as('lina').post(`/api/tasks/${task.id}/complete`, { data, route: routes[0].id }, version),
  );
  await of.as('sunli').post('/api/audits', { stage: 'during' });
  const [finding] = (await of.as('sunli').get('/api/findings')).body.rows;
  const [again] = (await of.as('sunli').get(`/api/cases/${id}`)).body.tasks;
  return { case: id, task: again.id, finding: finding.id, ...(await drafted(of)) };
}

async function drafted(of: Product): Promise<Pick<Things, 'flow' | 'rules' | 'change'>> {
  const flow = await begun(of.as('zhouqi'), 'flow', 'hv_new');
  const rules = await begun(of.as('zhouqi'), 'ruleset', 'connection');
  const other = await begun(of.as('linfeng'), 'flow', 'rectification');
  other.content.steps.prejudge.name = { zh: attack(0), en: attack(1) };
  const { id, content, layout, revision } = other;
  await of.as('linfeng').put(`/api/drafts/${id}`, { content, layout }, revision);
  const words = { title: attack(2).slice(0, 190), reason: attack(1) };
  const proposed = await of.as('linfeng').post(`/api/drafts/${id}/propose`, words);
  const change = proposed.body.id;
  const said = { text: attack(0), anchor: null };
  await of.as('sunli').post(`/api/changes/${change}/comments`, said);
  return { flow: flow.id, rules: rules.id, change };
}

async function begun(owner: Client, kind: string, id: string) {
  return (await owner.post('/api/drafts', { kind, id })).body;
}

/** Sends hostile texts for all texts that are taken; what is refused by its field is as it was. */
async function entering(
  plain: Record<string, string | number | boolean>,
  send: (data: object) => Promise<Answer>,
): Promise<Answer> {
  const data = { ...plain };
  Object.keys(data).forEach((fact, turn) => {
    if (typeof data[fact] === 'string') data[fact] = attack(turn);
  });
  for (;;) {
    const answer = await send(data);
    if (answer.status < 300) return answer;
    const refused: string[] = answer.body.problems.map(
      ({ at }: { at?: string }) => at?.split('/')[2],
    );
    const known = refused.filter((fact) => data[fact] !== plain[fact]);
    if (known.length === 0) throw new Error(JSON.stringify(answer.body));
    for (const fact of known) data[fact] = plain[fact] ?? '';
  }
}
