/**
 * Other systems, as the people who look after them meet them: a case that cannot go on because its
 * target refuses, an event that came before its case; both settled at the screen.
 */
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { connectorPorts } from '@flowmeter/server/connectors/ports.ts';
import { readConnectorSettings } from '@flowmeter/server/connectors/settings.ts';
import { sign } from '@flowmeter/server/connectors/signature.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProduct, type Product } from './support/product.ts';
import { settled, visit } from './support/visitor.ts';

const now = '2026-06-10T10:00:00+08:00';
const secret = 'swordfish';
const source = 'https://assets.example';

let running: Product;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
let other: Server;
/** What the other system answers. */
let status = 404;

beforeAll(async () => {
  other = createServer((request, response) => {
    request.resume();
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  running = await startProduct(now);
  browser = await launchBrowser();
  const origin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const settings = readConnectorSettings({
    FLOWMETER_TARGETS: origin,
    FLOWMETER_SECRET_ASSETS: secret,
  });
  Object.assign(running.deps, { connectors: connectorPorts(settings) });
  await running.deps.store.definitions.activate(connected(origin), running.now());
  await running.deps.inForce.refresh();
});

afterAll(async () => {
  await browser.close();
  await running[Symbol.asyncDispose]();
  other.close();
});

test('what goes wrong with other systems is seen, understood and settled', async () => {
  const lina = running.as('lina');
  const body = { flow: 'meter_order', data: { customer_name: '江州恒远机械有限公司' } };
  await lina.post('/api/cases', body);
  await lina.post('/api/cases', { ...body, data: { customer_name: '江州云栖酒店' } });
  await running.pass(0);
  await arrived('江州新城学校');
  await using visitor = await visit({ browser, origin: running.origin, now, language: 'zh' });
  const { page, signIn, open, look } = visitor;
  await signIn('heping');
  await page.getByRole('navigation').first().getByRole('link', { name: '异常' }).click();
  const rows = page.getByRole('row');
  await rows.filter({ hasText: '江州云栖酒店' }).getByText('拒绝接收（404）').waitFor();
  await look('incidents-zh-light');

  await page.getByRole('button', { name: '跳过：江州云栖酒店' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '理由' }).fill('已电话通知表库');
  await look('incidents-skip-zh-light');
  await dialog.getByRole('button', { name: '跳过' }).click();
  await rows.filter({ hasText: '江州云栖酒店' }).waitFor({ state: 'detached' });

  status = 204;
  await page.getByRole('button', { name: '重试：江州恒远机械有限公司' }).click();
  await page.getByText('没有待处理的案件异常').waitFor();
  await running.pass(0);
  const { rows: cases } = (await lina.get('/api/cases?flow=meter_order')).body;
  expect(cases.map((one: { status: string }) => one.status)).toEqual(['open', 'open']);

  await page.getByRole('tab', { name: /未送达的事件/ }).click();
  await rows.filter({ hasText: 'cn.example.meter.ready' }).waitFor();
  await look('incidents-events-zh-light');
  visitor.expectRefusal(409);
  visitor.expectRefusal(404);
  await page.getByRole('button', { name: /重送事件/ }).click();
  await page.getByText('没有案件').first().waitFor();
  await page.getByRole('button', { name: /丢弃事件/ }).click();
  await dialog.getByRole('textbox', { name: '理由' }).fill('测试数据');
  await dialog.getByRole('button', { name: '丢弃' }).click();
  await page.getByText('外部事件均已送达').waitFor();
  await settled(page);
  await open('/incidents');
});

test.each([
  ['zh', 'dark', /改走/],
  ['en', 'light', /Other way/],
  ['en', 'dark', /Other way/],
] as const)('the screen in %s, %s, is accessible and fits', async (language, theme, reroute) => {
  status = 404;
  const data = { customer_name: `江州供水有限公司 ${language} ${theme}` };
  await running.as('lina').post('/api/cases', { flow: 'meter_order', data });
  await running.pass(0);
  await arrived(`江州医院 ${language} ${theme}`);
  const options = { browser, origin: running.origin, now, language, theme, width: 1366 };
  await using visitor = await visit(options);
  await visitor.signIn('heping');
  await visitor.open('/incidents');
  const { page, look } = visitor;
  await page.getByRole('row').nth(1).waitFor();
  await look(`incidents-${language}-${theme}`);
  await page.getByRole('button', { name: reroute }).first().click();
  await page.getByRole('dialog').waitFor();
  await look(`incidents-reroute-${language}-${theme}`);
  await visitor.open('/incidents?tab=events');
  await page.getByRole('row').nth(1).waitFor();
  await look(`incidents-events-${language}-${theme}`);
  const overflow = 'document.documentElement.scrollWidth - window.innerWidth';
  expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
});

/** The other system says that a meter is ready. */
async function arrived(customer: string): Promise<void> {
  const data = { order: { customer } };
  const attributes = { specversion: '1.0', source, type: 'cn.example.meter.ready' };
  const body = JSON.stringify({ ...attributes, id: `ready ${customer}`, data });
  const headers = {
    'Content-Type': 'application/cloudevents+json',
    'Flowmeter-Signature': sign(body, [secret], Date.parse(running.now())),
  };
  const answer = await fetch(`${running.origin}/api/events`, { method: 'POST', headers, body });
  expect(answer.status).toBe(202);
}

/** A flow that orders a meter of another system, and the connectors for it. */
function connected(origin: string): Definition[] {
  const task = {
    kind: 'task' as const,
    assign: { post: 'counter_clerk', unit: 'case' as const },
    clock: 'utility' as const,
    form: [],
    limits: [],
    audits: { before: [], during: [] },
  };
  return [
    {
      kind: 'flow',
      id: 'meter_order',
      name: { zh: '表计申领', en: 'Meter order' },
      owner_post: 'dept_head',
      title_fact: 'customer_name',
      limits: [],
      audits: { after: [] },
      outcomes: [{ id: 'done', name: { zh: '办结', en: 'Done' } }],
      steps: {
        start: {
          kind: 'start',
          name: { zh: '申领', en: 'Request' },
          form: [{ fact: 'customer_name' }],
          posts: ['counter_clerk'],
          routes: [{ id: 'r1', to: 'order' }],
        },
        order: {
          kind: 'auto',
          name: { zh: '通知表库', en: 'Notify the store' },
          does: { send: { connector: 'assets', data: { customer: 'customer_name' } } },
          routes: [
            { id: 'sent', to: 'hand_over', name: { zh: '已通知', en: 'Notified' } },
            { id: 'by_hand', to: 'phone', name: { zh: '人工通知', en: 'Notify by hand' } },
          ],
        },
        phone: {
          ...task,
          name: { zh: '电话通知', en: 'Phone the store' },
          routes: [{ id: 'r2', to: 'hand_over' }],
        },
        hand_over: {
          ...task,
          name: { zh: '领表', en: 'Fetch the meter' },
          routes: [{ id: 'r3', to: 'end' }],
        },
        end: { kind: 'end', name: { zh: '结束', en: 'End' }, outcome: 'done', routes: [] },
      },
    },
    {
      kind: 'connector',
      type: 'webhook',
      id: 'assets',
      name: { zh: '计量资产系统', en: 'Metering assets' },
      url: `${origin}/orders`,
      event_type: 'cn.example.meter.ordered',
      secret: 'ASSETS',
    },
    {
      kind: 'connector',
      type: 'incoming',
      id: 'ready',
      name: { zh: '表计备妥', en: 'Meter ready' },
      source,
      event_type: 'cn.example.meter.ready',
      secret: 'ASSETS',
      message: { name: 'meter_ready', key: ['order', 'customer'] },
    },
  ];
}
