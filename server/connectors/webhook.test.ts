import { describe, expect, test, vi } from 'vitest';
import type { WebhookConnector } from '@flowmeter/engine/definition/connector.ts';
import type { Resolve } from './address.ts';
import { receiver, type Receiver } from './receiver.fixture.ts';
import { readConnectorSettings } from './settings.ts';
import { isSigned } from './signature.ts';
import { sendWebhook, type WebhookSending } from './webhook.ts';

const name = { zh: '名', en: 'name' };
const now = Date.parse('2026-03-02T01:00:00.000Z');
const here: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
const unasked: Resolve = () => Promise.reject(new Error('asked for a name'));

function sending(url: string, change: Partial<WebhookSending> = {}): WebhookSending {
  const connector: WebhookConnector = {
    kind: 'connector',
    type: 'webhook',
    id: 'meters',
    name,
    url,
    event_type: 'cn.example.meter.ordered',
    secret: 'METERS',
    timeout: 1,
    takes: [
      { fact: 'number', path: ['number'] },
      { fact: 'price', path: ['price'] },
    ],
  };
  return {
    connector,
    effect: {
      id: 'c1.3',
      case_id: 'c1',
      connector: 'meters',
      asked_at: '2026-03-02T00:59:00.000Z',
      data: { capacity: 100, 客户: '王' },
    },
    flow: 'lend',
    step: 'order',
    unit: 'north',
    takes: [],
    facts: { number: { name, type: 'string' }, price: { name, type: 'number', min: 0 } },
    ...change,
  };
}

/** Sends with a target approved, by default the receiver's own address. */
function send(one: WebhookSending, targets: string, resolve: Resolve = unasked) {
  const settings = readConnectorSettings({
    FLOWMETER_TARGETS: targets,
    FLOWMETER_SECRET_METERS: 'swordfish',
  });
  return sendWebhook({ settings, resolve, clock: () => now }, one);
}

const sendTo = ({ origin }: Receiver, change?: Partial<WebhookSending>) =>
  send(sending(`${origin}/hook?a=1`, change), origin);

test('the receiver gets one signed CloudEvent in structured mode', async () => {
  await using other = await receiver();
  expect(await sendTo(other)).toEqual({ kind: 'done', data: {} });
  const { method, path, headers, body } = other.received[0]!;
  expect({ method, path }).toEqual({ method: 'POST', path: '/hook?a=1' });
  expect(headers).toMatchObject({
    'content-type': 'application/cloudevents+json; charset=utf-8',
    host: `127.0.0.1:${other.port}`,
  });
  expect(JSON.parse(body)).toEqual({
    specversion: '1.0',
    id: 'c1.3',
    source: 'urn:flowmeter:lend',
    type: 'cn.example.meter.ordered',
    subject: 'c1',
    time: '2026-03-02T00:59:00.000Z',
    datacontenttype: 'application/json',
    step: 'order',
    unit: 'north',
    data: { capacity: 100, 客户: '王' },
  });
  expect(isSigned(String(headers['flowmeter-signature']), body, ['swordfish'], now)).toBe(true);
});

test('sent again it is the same event, byte for byte', async () => {
  await using other = await receiver();
  await sendTo(other);
  await sendTo(other);
  const [first, second] = other.received;
  expect(second?.body).toBe(first?.body);
});

describe('what is answered', () => {
  test.each([200, 202, 204])('%i: done', async (status) => {
    await using other = await receiver();
    other.answers((response) => response.writeHead(status).end());
    expect(await sendTo(other)).toEqual({ kind: 'done', data: {} });
  });

  test.each([
    [301, 'failed', 'target_redirects'],
    [307, 'failed', 'target_redirects'],
    [400, 'failed', 'target_refused'],
    [401, 'failed', 'target_refused'],
    [404, 'failed', 'target_refused'],
    [408, 'again', 'target_busy'],
    [410, 'failed', 'target_refused'],
    [425, 'again', 'target_busy'],
    [429, 'again', 'target_busy'],
    [500, 'again', 'target_busy'],
    [503, 'again', 'target_busy'],
  ])('%i: %s %s', async (status, kind, code) => {
    await using other = await receiver();
    other.answers((response) => response.writeHead(status, { location: '/elsewhere' }).end('x'));
    const outcome = await sendTo(other);
    expect(outcome).toMatchObject({ kind, problem: { code } });
    expect(other.received.map(({ path }) => path)).toEqual(['/hook?a=1']);
  });

  test.each([
    ['seconds', '90', 90_000],
    ['a date', 'Mon, 02 Mar 2026 01:10:00 GMT', 600_000],
    ['nonsense', 'later', undefined],
  ])('Retry-After in %s is told', async (_what, header, after) => {
    await using other = await receiver();
    other.answers((response) => response.writeHead(429, { 'retry-after': header }).end());
    expect(await sendTo(other)).toMatchObject({ kind: 'again', after });
  });

  test('nothing within the time is tried again', async () => {
    await using other = await receiver();
    other.answers(() => {});
    const problem = { code: 'target_timeout', details: { seconds: 1 } };
    expect(await sendTo(other)).toMatchObject({ kind: 'again', problem });
  });

  test('a line that breaks is tried again', async () => {
    await using other = await receiver();
    other.answers((response) => response.destroy());
    expect(await sendTo(other)).toMatchObject({
      kind: 'again',
      problem: { code: 'target_unreachable', details: { reason: 'ECONNRESET' } },
    });
  });

  test('nobody there is tried again', async () => {
    const gone = await receiver();
    await gone[Symbol.asyncDispose]();
    expect(await sendTo(gone)).toMatchObject({
      kind: 'again',
      problem: { code: 'target_unreachable', details: { reason: 'ECONNREFUSED' } },
    });
  });
});

describe('facts taken from the answer', () => {
  const takes = [{ fact: 'number' }, { fact: 'price', optional: true }];

  async function answered(body: string, change: Partial<WebhookSending> = { takes }) {
    await using other = await receiver();
    other.answers((response) => response.writeHead(200).end(body));
    return await sendTo(other, change);
  }

  test('each from its place', async () => {
    expect(await answered('{"number":"n7","price":2,"other":1}')).toEqual({
      kind: 'done',
      data: { number: 'n7', price: 2 },
    });
  });

  test('deep inside; one without a place is left', async () => {
    const one = sending('http://127.0.0.1');
    await using other = await receiver();
    other.answers((response) => response.writeHead(200).end('{"order":{"no":"n8"},"price":1}'));
    const deep = [{ fact: 'number', path: ['order', 'no'] }];
    const connector = { ...one.connector, url: other.origin, takes: deep };
    const outcome = await send({ ...one, takes, connector }, other.origin);
    expect(outcome).toEqual({ kind: 'done', data: { number: 'n8' } });
  });

  test.each([
    ['no JSON', '<html>', 'target_answer_unfit'],
    ['nothing', '', 'event_data_missing'],
    ['without the fact', '{"price":1}', 'event_data_missing'],
    ['with a fact of another type', '{"number":7}', 'fact_wrong_type'],
    ['with a fact out of bounds', '{"number":"n","price":-1}', 'fact_wrong_type'],
    ['too long', `{"number":"${'x'.repeat(300_000)}"}`, 'target_answer_unfit'],
  ])('%s: a person has to look', async (_what, body, code) => {
    expect(await answered(body)).toMatchObject({ kind: 'failed', problem: { code } });
  });

  test('nothing, where nothing is needed', async () => {
    const optional = { takes: [{ fact: 'price', optional: true }] };
    expect(await answered('', optional)).toEqual({ kind: 'done', data: {} });
  });

  test('a long answer that nobody asked for is not read', async () => {
    expect(await answered('x'.repeat(1_000_000), {})).toEqual({ kind: 'done', data: {} });
  });
});

describe('where it may be sent', () => {
  test('not to a target that is not approved, by whatever way it is near one', async () => {
    await using other = await receiver();
    const near = ['/', '/hook', '//other', '@evil.example'].map((end) => `${other.origin}${end}`);
    for (const url of near) {
      const outcome = await send(sending(url), 'https://approved.example');
      expect(outcome).toMatchObject({ kind: 'failed', problem: { code: 'target_not_approved' } });
    }
    expect(other.received).toEqual([]);
  });

  test('not to an inner address behind an approved name', async () => {
    const outcome = await send(sending('https://a.example'), 'https://a.example', here);
    expect(outcome).toMatchObject({ kind: 'failed', problem: { code: 'target_address_refused' } });
  });

  test('a name that says another address the next time is asked only once', async () => {
    await using other = await receiver();
    const first = vi.fn<Resolve>(async () => [{ address: '127.0.0.1', family: 4 }]);
    const url = `http://localhost:${other.port}/hook`;
    const outcome = await send(sending(url), `http://localhost:${other.port}`, first);
    expect(outcome).toEqual({ kind: 'done', data: {} });
    expect(first).toHaveBeenCalledTimes(1);
  });

  test('to the address that was checked, even where the name leads elsewhere', async () => {
    await using other = await receiver();
    const url = `https://localhost.example:${other.port}/hook`;
    const targets = `https://localhost.example:${other.port},127.0.0.0/8`;
    const outcome = await send(sending(url), targets, here);
    // The receiver speaks no TLS: it was reached, and the name is nobody's.
    expect(outcome).toMatchObject({ kind: 'again', problem: { code: 'target_unreachable' } });
    expect(JSON.stringify(outcome)).not.toContain('ENOTFOUND');
  });

  test('a name that nobody has is tried again', async () => {
    const outcome = await send(sending('https://a.example'), 'https://a.example');
    expect(outcome).toMatchObject({
      kind: 'again',
      problem: { code: 'target_unreachable', details: { reason: 'ENOTFOUND' } },
    });
  });

  test('without its secret nothing is sent', async () => {
    await using other = await receiver();
    const settings = readConnectorSettings({ FLOWMETER_TARGETS: other.origin });
    const ports = { settings, resolve: unasked, clock: () => now };
    expect(await sendWebhook(ports, sending(other.origin))).toMatchObject({
      kind: 'failed',
      problem: { code: 'secret_missing', details: { name: 'METERS' } },
    });
    expect(other.received).toEqual([]);
  });
});
