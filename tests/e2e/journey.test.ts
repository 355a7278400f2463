/** The whole loop, in a browser: a flow is changed, approved and run; audited, scored, traced back. */
import { expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { approves, seesNoApproval } from './journey/auditor.ts';
import { doesTask, opensCase } from './journey/clerk.ts';
import { choosesTheme, readsEnglish, switchesLanguage, walksAround } from './journey/looks.ts';
import { beginsDraft, insertsDecision, isStopped, proposes } from './journey/owner.ts';
import { followsFinding, opensFigureDown, readsScore } from './journey/watchers.ts';
import { openOrdinaryCase, visited, workUntil } from './support/connection-case.ts';
import { startProduct } from './support/product.ts';
import { idIn, visit, type Visitor } from './support/visitor.ts';

const first = '江州恒远机械有限公司';
const second = '东湖食品冷链有限公司';
const late = '联丰纺织有限公司';
const accept = { id: 'accept', name: '受理' };
const title = '普通客户免中间检查';
const reason = '普通客户中间检查合格率高，平均可缩短 3 个工作日。';
const found = '环节已用 2 工作日，超过时限。';
const insertion = {
  after: '工程建设',
  decision: { zh: '是否需要中间检查', en: 'Mid-inspection needed?' },
  when: {
    fact: '重要用户等级',
    value: '普通',
    to: '竣工检验',
    name: { zh: '普通客户', en: 'Ordinary customer' },
  },
  otherwise: { to: '中间检查', name: { zh: '重要用户', en: 'Important customer' } },
};
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
  await workUntil(product, oldCase, 'customer_works');

  // The owner changes the flow: ordinary customers skip the inspection. An error stops the proposal.
  const change = await comes('zhouqi', async (zhouqi) => {
    await beginsDraft(zhouqi, '高压新装、增容');
    await insertsDecision(zhouqi, insertion);
    await isStopped(zhouqi, { step: '竣工检验', why: /从环节“.+”出发无法到达结束/ });
    await proposes(zhouqi, { title, reason });
    await seesNoApproval(zhouqi, title);
    return idIn(zhouqi.page.url());
  });
  const own = await product
    .as('zhouqi')
    .post(`/api/changes/${change}/approve`, { comment: '', evidence_hash: '' });
  expect(own).toMatchObject({ status: 403, body: { problems: [{ code: 'not_allowed' }] } });
  expect((await product.as('sunli').get(`/api/changes/${change}`)).body.state).toBe('proposed');

  // An auditor who took no part reads what is different, and approves.
  const sentences = [
    /环节“工程建设”的流向改为指向“是否需要中间检查”/,
    /普通客户（重要用户等级 = 普通）→ 竣工检验/,
  ];
  await comes('sunli', (sunli) =>
    approves(sunli, { title, sentences, added: insertion.decision.zh }),
  );

  // The case that is under way finishes by the flow it began with, a new one runs by the new.
  await workUntil(product, oldCase, inspect.id);
  const inspection = { title: first, step: inspect, way: '合格' };
  await comes('yangkai', (yangkai) => doesTask(yangkai, product, 'yangkai', inspection));
  await workUntil(product, oldCase);
  const newCase = await openOrdinaryCase(product.as('lina'), second, product.now());
  await workUntil(product, newCase);
  expect(await visited(product, oldCase)).toContain('mid_inspection');
  expect(await visited(product, newCase)).toContain('completion_check');
  expect(await visited(product, newCase)).not.toContain('mid_inspection');

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
    await readsEnglish(sunli, [first, second, late, title, reason, found]);
    await switchesLanguage(sunli, 'zh');
    await choosesTheme(sunli, '深色');
    await walksAround(sunli, 'journey-dark');
  });
  expect(product.complaints).toEqual([]);
}, 300_000);
