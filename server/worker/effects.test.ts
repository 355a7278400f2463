import { describe, expect, test, vi } from 'vitest';
import { mailServer } from '../connectors/mail-server.fixture.ts';
import { meters, ordered, orderServer, secret, stepsOf } from '../connectors/orders.fixture.ts';
import { receiver } from '../connectors/receiver.fixture.ts';
import { isSigned } from '../connectors/signature.ts';
import type { TestServer } from '../testing.ts';
import { performEffect } from '../connectors/perform.ts';
import { settleEffect } from '../use-cases/settle-effect.ts';
import { createEffectRunner } from './effects.ts';
import { createWorker } from './worker.ts';

const second = 1000;
const told = { ok: true, value: undefined };
const runDue = ({ deps }: TestServer) => createWorker(deps).runDue();
const waiting = ({ deps }: TestServer) => deps.store.effects.waiting();

test('what a case asks of a connector is sent, and the case goes on', async () => {
  await using other = await receiver();
  await using server = await orderServer({ url: `${other.origin}/hook` });
  other.answers((response) => response.end('{"note":"n7"}'));
  const id = await ordered(server);
  expect(await stepsOf(server, id)).toEqual(['start done', 'order open']);
  await runDue(server);
  expect(await stepsOf(server, id)).toEqual(['start done', 'order done', 'hand_over open']);
  const { headers, body } = other.received[0]!;
  expect(JSON.parse(body)).toMatchObject({
    id: `${id}.2`,
    type: 'cn.example.meter.ordered',
    subject: id,
    data: { who: 'Ada', figure: 10 },
  });
  const signature = String(headers['flowmeter-signature']);
  expect(isSigned(signature, body, [secret], server.clock.clock())).toBe(true);
  expect((await server.deps.store.cases.state(id))?.data).toMatchObject({ note: 'n7' });
  expect(await waiting(server)).toEqual([]);
});

test('running, the worker sends by itself', async () => {
  await using other = await receiver();
  await using server = await orderServer({ url: other.origin });
  const worker = createWorker(server.deps);
  worker.start();
  const id = await ordered(server);
  await vi.waitFor(async () => expect(await stepsOf(server, id)).toContain('hand_over open'));
  await worker.stop();
  expect(other.received.length).toBe(1);
});

describe('what could not be done', () => {
  test('is tried again, ever later, under the same id', async () => {
    await using other = await receiver();
    await using server = await orderServer({ url: other.origin });
    other.answers((response) => response.writeHead(503).end());
    const id = await ordered(server);
    const tried: number[] = [];
    for (const pause of [0, 4, 1, 19, 1, 79, 1]) {
      server.clock.advance(pause * second);
      await runDue(server);
      tried.push(other.received.length);
    }
    expect(tried).toEqual([1, 1, 2, 2, 3, 3, 4]);
    other.answers((response) => response.writeHead(200).end('{}'));
    server.clock.advance(320 * second);
    await runDue(server);
    expect(await stepsOf(server, id)).toContain('hand_over open');
    expect(new Set(other.received.map(({ body }) => body)).size).toBe(1);
  });

  test('waits as long as the target asks', async () => {
    await using other = await receiver();
    await using server = await orderServer({ url: other.origin });
    other.answers((response) => response.writeHead(429, { 'retry-after': '3600' }).end());
    await ordered(server);
    await runDue(server);
    expect(await waiting(server)).toEqual([
      { connector: 'meters', next_at: '2026-03-02T02:00:00.000Z' },
    ]);
  });

  test('is an incident after the last try', async () => {
    await using other = await receiver();
    await using server = await orderServer({ url: other.origin, tries: 3 });
    other.answers((response) => response.writeHead(503).end());
    const id = await ordered(server);
    for (const pause of [0, 5, 20, 3600]) {
      server.clock.advance(pause * second);
      await runDue(server);
    }
    expect(other.received.length).toBe(3);
    expect(await stepsOf(server, id)).toEqual(['start done', 'order open target_busy']);
    expect(await waiting(server)).toEqual([]);
    const units = ['north'];
    const { rows } = await server.deps.store.incidents.list({ units, limit: 9 });
    expect(rows).toMatchObject([{ case_id: id, seq: 2, connector: 'meters', tries: 3 }]);
  });

  test.each([
    [404, 'target_refused'],
    [302, 'target_redirects'],
  ])('is an incident at once when it is %i', async (status, code) => {
    await using other = await receiver();
    await using server = await orderServer({ url: other.origin });
    other.answers((response) => response.writeHead(status, { location: other.origin }).end());
    const id = await ordered(server);
    await runDue(server);
    expect(await stepsOf(server, id)).toContain(`order open ${code}`);
    expect(other.received.length).toBe(1);
  });

  test.each([
    ['a target that nobody approved', {}, 'target_not_approved'],
    [
      'a connector that is not there',
      { connector: { ...meters({}), id: 'x' } },
      'target_not_approved',
    ],
    [
      'a mail without a mail server',
      {
        connector: {
          kind: 'connector' as const,
          type: 'mail' as const,
          id: 'letter',
          name: { zh: 'x', en: 'x' },
          to: { addresses: ['a@example.cn'] },
          subject: { zh: 'x', en: 'x' },
          text: { zh: 'x', en: 'x' },
        },
      },
      'mail_not_set_up',
    ],
  ])('%s: an incident', async (_what, outside, code) => {
    await using server = await orderServer(outside);
    const id = await ordered(server);
    await runDue(server);
    expect(await stepsOf(server, id)).toContain(`order open ${code}`);
  });
});

describe('a crash', () => {
  test('between sending and answering: it is sent again under the same id, and the case goes on once', async () => {
    await using other = await receiver();
    await using server = await orderServer({ url: other.origin });
    const id = await ordered(server);
    const { promise: died, resolve: dies } = Promise.withResolvers<void>();
    other.answers((response) => {
      // The receiver has it; whoever sent it will never hear so.
      dies();
      response.socket?.pause();
    });
    const runner = createEffectRunner(server.deps, () => {});
    await runner.begin();
    await died;
    await runner.stop(0);
    await server.restart();
    expect(await stepsOf(server, id)).toContain('order open');
    other.answers((response) => response.writeHead(204).end());
    await runDue(server);
    expect(await stepsOf(server, id)).toEqual(['start done', 'order done', 'hand_over open']);
    const [first, again] = other.received.map(({ body }) => body);
    expect(again).toBe(first);
    await runDue(server);
    expect(other.received.length).toBe(2);
  });

  test('two workers at once tell the case once', async () => {
    await using other = await receiver();
    await using server = await orderServer({ url: other.origin });
    const id = await ordered(server);
    await Promise.all([runDue(server), runDue(server)]);
    const entries = await server.deps.store.cases.entries(id);
    expect(entries.filter(({ command }) => command === 'answer').length).toBe(1);
    expect(await waiting(server)).toEqual([]);
  });
});

test('a slow target holds up no other, and gets a few at a time', async () => {
  await using slow = await receiver();
  await using quick = await receiver();
  const environment = { FLOWMETER_TARGETS: `${slow.origin},${quick.origin}` };
  const held: (() => void)[] = [];
  slow.answers((response) => held.push(() => response.writeHead(204).end()));
  await using server = await orderServer({ url: slow.origin, environment });
  const ids = await Promise.all([1, 2, 3, 4, 5, 6].map(() => ordered(server)));
  const due = runDue(server);
  await vi.waitFor(() => expect(slow.received.length).toBe(4));
  const put = meters({ url: quick.origin });
  await server.deps.store.definitions.activate([put], '2026-03-02T01:00:00.000Z');
  await server.deps.inForce.refresh();
  const other = await ordered(server);
  await runDue(server);
  expect(await stepsOf(server, other)).toContain('hand_over open');
  for (const answer of held) answer();
  await due;
  const steps = await Promise.all(ids.map((id) => stepsOf(server, id)));
  expect(steps.every((one) => one.includes('hand_over open'))).toBe(true);
});

test('a case that does not wait for it any more does not hear of it', async () => {
  await using other = await receiver();
  await using server = await orderServer({ url: other.origin });
  const id = await ordered(server);
  const [row] = await server.deps.store.effects.due('meters', '9999', 9);
  const problem = { code: 'target_refused', details: {}, level: 'error' } as const;
  expect(await settleEffect(server.deps, row!, { kind: 'failed', problem })).toEqual(told);
  expect(await performEffect(server.deps, row!)).toBeUndefined();
  expect(await settleEffect(server.deps, row!, { kind: 'failed', problem })).toEqual(told);
  expect(await settleEffect(server.deps, row!, undefined)).toEqual(told);
  expect(other.received).toEqual([]);
  expect((await server.deps.store.cases.state(id))?.version).toBe(2);
});

test('a mail goes to the people of the post in the case’s unit', async () => {
  await using post = await mailServer();
  const connector = {
    kind: 'connector' as const,
    type: 'mail' as const,
    id: 'letter',
    name: { zh: '信', en: 'Letter' },
    to: { post: 'desk' },
    subject: { zh: '{flow_name} {case_id}', en: '{flow_name} {case_id}' },
    text: { zh: '{borrower}：{amount} {note}', en: '{borrower}: {amount} {note}' },
  };
  const environment = { FLOWMETER_SMTP_URL: post.url, FLOWMETER_MAIL_FROM: 'flow@example.cn' };
  await using server = await orderServer({ connector, environment });
  const org = structuredClone(server.deps.inForce.organisation()!);
  const people = org.people.map((one) => ({ ...one, email: `${one.id}@example.cn` }));
  await server.deps.store.definitions.activate([{ ...org, people }], '2026-03-02T01:00:00.000Z');
  await server.deps.inForce.refresh();
  const id = await ordered(server);
  await runDue(server);
  expect(await stepsOf(server, id)).toContain('hand_over open');
  const [{ to, raw }] = post.mails as [(typeof post.mails)[number]];
  expect(to).toEqual(['dora@example.cn', 'both@example.cn']);
  expect(raw).toContain(`Subject: Order ${id}`);
});

test('no secret is in the store’s file, the log or an answer', async () => {
  await using other = await receiver();
  await using server = await orderServer({ url: other.origin, tries: 1 });
  other.answers((response) => response.writeHead(500).end(`echo ${secret}`));
  const id = await ordered(server);
  await runDue(server);
  const stan = await server.as('stan');
  const seen = [
    server.logged.join(),
    JSON.stringify(await server.deps.store.cases.entries(id)),
    JSON.stringify((await stan.get(`/api/cases/${id}`)).body),
    JSON.stringify((await stan.get(`/api/cases/${id}/entries`)).body),
  ];
  expect(seen.filter((text) => text.includes(secret))).toEqual([]);
});
