import { describe, expect, test } from 'vitest';
import {
  arrived,
  awaitFlow,
  codes,
  event,
  hearing,
  incoming,
  installed,
  send,
  source,
  waiting,
  type Sending,
} from '../connectors/events.fixture.ts';
import { orderServer, secret, stepsOf } from '../connectors/orders.fixture.ts';
import { binaryContent, sign } from '../connectors/signature.ts';
import { tidy } from '../use-cases/tidy.ts';

describe('an event', () => {
  test('goes on with the case that waits for it, with the facts it brings', async () => {
    await using server = await hearing();
    const id = await waiting(server);
    expect(await send(server, arrived('e1'))).toMatchObject({
      status: 200,
      body: { status: 'delivered', case_id: id, problem: null },
    });
    expect(await stepsOf(server, id)).toEqual(['start done', 'wait done', 'hand_over open']);
    expect((await server.deps.store.cases.state(id))?.data).toMatchObject({ note: 'ok' });
  });

  test('in binary mode does the same', async () => {
    await using server = await hearing();
    const id = await waiting(server);
    const attributes = {
      'ce-specversion': '1.0',
      'ce-id': 'e1',
      'ce-source': source,
      'ce-type': 'meter.installed',
    };
    const body = JSON.stringify({ order: { number: 'Ada' }, remark: 'ok' });
    const content = binaryContent(new Map(Object.entries(attributes)), body);
    const headers = {
      ...attributes,
      'Content-Type': 'application/json',
      'Flowmeter-Signature': sign(content, [secret], server.clock.clock()),
    };
    const other = { ...headers, 'ce-id': 'e2' };
    expect((await server.anonymous.post('/api/events', body, { headers: other })).status).toBe(401);
    const answer = await server.anonymous.post('/api/events', body, { headers });
    expect(answer.body).toMatchObject({ status: 'delivered', case_id: id });
  });

  test('opens a case where its connector says so, once', async () => {
    await using server = await hearing();
    const wanted = event('w1', 'meter.wanted', { who: 'Bo' });
    const first = await send(server, wanted);
    expect(first).toMatchObject({ status: 200, body: { status: 'opened' } });
    const id = String(first.body['case_id']);
    expect(await server.deps.store.cases.state(id)).toMatchObject({
      unit: 'north',
      openedBy: 'system',
      data: { borrower: 'Bo' },
    });
    expect((await send(server, wanted)).body).toEqual(first.body);
    expect((await server.deps.store.cases.list({ units: ['north'], limit: 9 })).rows.length).toBe(
      1,
    );
  });

  test('that comes twice is answered alike, also after a restart and at once', async () => {
    await using server = await hearing();
    const id = await waiting(server);
    const first = await send(server, arrived('e1'));
    await server.restart();
    server.clock.advance(100_000);
    const again = await Promise.all([send(server, arrived('e1')), send(server, arrived('e1'))]);
    const answers = again.filter(({ status }) => status === 200).map(({ body }) => body);
    expect(answers).toContainEqual(first.body);
    expect((await server.deps.store.cases.state(id))?.messages).toEqual(['e1']);
  });

  test('is remembered for a month', async () => {
    await using server = await hearing();
    const wanted = event('w1', 'meter.wanted', { who: 'Bo' });
    const first = await send(server, wanted);
    const days = async (count: number) => {
      server.clock.advance(count * 86_400_000);
      await tidy(server.deps);
      return send(server, wanted);
    };
    expect((await days(29)).body).toEqual(first.body);
    expect((await days(2)).body).not.toEqual(first.body);
  });

  test('of the same id with other content is refused', async () => {
    await using server = await hearing();
    await waiting(server);
    await send(server, arrived('e1'));
    const answer = await send(server, arrived('e1', 'Ada', 'changed'));
    expect(answer.status).toBe(409);
    expect(codes(answer)).toEqual(['event_differs']);
  });

  test('of another source may have the same id', async () => {
    const other = incoming('other', { ...installed, source: 'urn:other' });
    await using server = await hearing([other]);
    const [ada, bo] = [await waiting(server), await waiting(server, 'Bo')];
    const theirs = { ...arrived('e1', 'Bo'), source: 'urn:other', type: 'meter.other' };
    const answers = [await send(server, arrived('e1')), await send(server, theirs)];
    expect(answers.map(({ body }) => body['case_id'])).toEqual([ada, bo]);
  });
});

describe('who may send', () => {
  test.each<[string, object, Sending]>([
    ['another secret', {}, { by: 'guess' }],
    ['an old signature', {}, { ahead: -301 }],
    ['a signature from the future', {}, { ahead: 301 }],
    ['an unknown source', { source: 'https://unknown.example' }, {}],
    ['the source of an object’s own name', { source: '__proto__' }, {}],
  ])('not with %s', async (_what, change, sending) => {
    await using server = await hearing();
    const id = await waiting(server);
    const answer = await send(server, { ...arrived('e1'), ...change }, sending);
    expect(answer.status).toBe(401);
    expect(codes(answer)).toEqual(['not_signed']);
    expect(await stepsOf(server, id)).toContain('wait open');
    expect(server.logged.join()).toContain('not signed by its source');
    expect(server.logged.join()).not.toContain(secret);
  });

  test('not without a signature, nor from a page in a browser', async () => {
    await using server = await hearing();
    const headers = { 'Content-Type': 'application/cloudevents+json' };
    const bare = await server.anonymous.post('/api/events', arrived('e1'), { headers });
    expect(codes(bare)).toEqual(['not_signed']);
    const foreign = { ...headers, Origin: 'https://evil.example' };
    const page = await server.anonymous.post('/api/events', arrived('e1'), { headers: foreign });
    expect(codes(page)).toEqual(['csrf']);
  });

  test('with the secret before, while it is being changed', async () => {
    const environment = { FLOWMETER_SECRET_METERS: `fresh ${secret}` };
    await using server = await orderServer({ environment }, [
      awaitFlow(),
      incoming('installed', installed),
    ]);
    await waiting(server);
    expect((await send(server, arrived('e1'))).status).toBe(200);
  });

  test('nobody where no secret is set', async () => {
    await using server = await orderServer({ environment: { FLOWMETER_SECRET_METERS: '' } }, [
      awaitFlow(),
      incoming('installed', installed),
    ]);
    expect((await send(server, arrived('e1'), { by: 'undefined' })).status).toBe(401);
  });
});

describe('what does not fit is refused in words', () => {
  test.each<[string, unknown, number, string]>([
    ['no JSON', '{', 400, 'event_unfit'],
    ['no event', {}, 400, 'event_unfit'],
    ['a type that nobody hears', event('e1', 'meter.lost', {}), 422, 'event_type_unknown'],
    ['no key', event('e1', 'meter.installed', { remark: 'x' }), 422, 'event_data_missing'],
    ['an empty key', arrived('e1', ''), 422, 'event_data_missing'],
    [
      'a key that is an object',
      event('e1', 'meter.installed', { remark: 'x', order: { number: {} } }),
      422,
      'event_data_missing',
    ],
    [
      'no fact',
      event('e1', 'meter.installed', { order: { number: 'Ada' } }),
      422,
      'event_data_missing',
    ],
    ['a fact of another type', event('e1', 'meter.wanted', { who: 7 }), 422, 'fact_wrong_type'],
    ['no data', event('e1', 'meter.installed', undefined), 422, 'event_data_missing'],
    ['too much', arrived('e1', 'Ada', 'x'.repeat(300_000)), 413, 'too_large'],
    [
      'a nest of 100,000 lists',
      JSON.stringify(arrived('e1')).replace('"ok"', `${'['.repeat(1e5)}${']'.repeat(1e5)}`),
      413,
      'too_large',
    ],
  ])('%s', async (_what, what, status, code) => {
    await using server = await hearing();
    const id = await waiting(server);
    const answer = await send(server, what);
    expect(answer.status).toBe(status);
    expect(codes(answer)).toEqual([code]);
    expect(await stepsOf(server, id)).toContain('wait open');
    const { rows } = await server.deps.store.deadLetters.list({ units: ['head'], limit: 9 });
    expect(rows).toEqual([]);
  });

  test('and can be sent again under the same id when it is right', async () => {
    await using server = await hearing();
    await waiting(server);
    await send(server, event('e1', 'meter.installed', { remark: 'x' }));
    expect((await send(server, arrived('e1'))).status).toBe(200);
  });
});
