/** The whole loop, in a browser: a flow is changed, approved and run; audited, scored, traced back. */
import { expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { doesTask, opensCase } from './journey/clerk.ts';
import { choosesTheme, readsEnglish, switchesLanguage, walksAround } from './journey/looks.ts';
import { followsFinding, opensFigureDown, readsScore } from './journey/watchers.ts';
import { openOrdinaryCase, visited, workUntil } from './support/connection-case.ts';
import { startProduct } from './support/product.ts';
import { visit, type Visitor } from './support/visitor.ts';

const first = '江州恒远机械有限公司';
const second = '东湖食品冷链有限公司';
const late = '联丰纺织有限公司';
const accept = { id: 'accept', name: '受理' };
const inspect = { id: 'mid_inspection', name: '中间检查' };

test('an owner changes a flow, an auditor approves, cases run, a late task lowers the score', async () => {
  // The Wednesday before the holiday of Qingming, 4 to 6 April.
  await using product = await startProduct('2026-04-01T09:00:00+08:00');
  await using browser = await launchBrowser();
  /** Somebody comes to a browser of their own, signs in, acts and leaves. */
  const comes = async <T>(account: string, act: (visitor: Visitor) => Promise<T>): Promise<T> => {
    await using visitor = await visit({ browser, origin: product.origin, now: product.now() });
    await visitor.signIn(account);
    return await act(visitor);
  };

  // A case is opened by the flow in force.
  const oldCase = await comes('lina', async (lina) => {
    const id = await opensCase(lina, product, first);
    await doesTask(lina, product, 'lina', { title: first, step: accept, way: '受理' });
    return id;
  });
  await workUntil(product, oldCase, inspect.id);

  // It finishes by the old flow.
  const inspection = { title: first, step: inspect, way: '合格' };
  await comes('yangkai', (yangkai) => doesTask(yangkai, product, 'yangkai', inspection));
  await workUntil(product, oldCase);
  expect(await visited(product, oldCase)).toContain('mid_inspection');
  const newCase = await openOrdinaryCase(product.as('lina'), second, product.now());
  await workUntil(product, newCase);

  // A task arrives on the eve of the holiday, with one working day for it, and nobody takes it.
  await product.at('2026-04-03T16:00:00+08:00');
  const lateCase = await openOrdinaryCase(product.as('lina'), late, product.now());
  await product.at('2026-04-06T12:00:00+08:00');
  expect((await product.as('sunli').get('/api/findings')).body.rows).toEqual([]);
  await product.at('2026-04-07T18:00:00+08:00');
  expect((await product.as('sunli').get('/api/findings')).body.rows).toEqual([]);
  const before = await comes('heping', (heping) => readsScore(heping, 'journey-score-before'));
  expect(before).toBe(100);

  await product.at('2026-04-08T09:00:00+08:00');
  await comes('sunli', (sunli) => followsFinding(sunli, { rule: 'A120', customer: late }));
  await workUntil(product, lateCase, 'survey_assign');
  await comes('heping', async (heping) => {
    expect(await readsScore(heping, 'journey-score-after')).toBeLessThan(before);
    await opensFigureDown(heping, { indicator: 'KPI11', customer: late });
  });

  await comes('sunli', async (sunli) => {
    await switchesLanguage(sunli, 'en');
    await readsEnglish(sunli, [first, second, late, '环节已用 2 工作日，超过时限。']);
    await switchesLanguage(sunli, 'zh');
    await choosesTheme(sunli, '深色');
    await walksAround(sunli, 'journey-dark');
  });
  expect(product.complaints).toEqual([]);
}, 300_000);
