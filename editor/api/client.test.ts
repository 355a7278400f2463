import { afterEach, describe, expect, test, vi } from 'vitest';
import { answer, api, intent, until } from './client.ts';
import { connection } from './connection.ts';
import { byField, isPassing, Refusal, Unreachable } from './refusal.ts';

const refusal = {
  problems: [
    {
      code: 'fact_required',
      details: { fact: 'capacity' },
      at: '/data/capacity',
      level: 'error',
      words: { zh: '“容量”为必填项', en: '“Capacity” is required' },
    },
    {
      code: 'route_required',
      details: {},
      at: '/route',
      level: 'error',
      words: { zh: '请选择流向', en: 'Choose a way on' },
    },
  ],
  request_id: 'r1',
};

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const json = { 'content-type': 'application/json', ...headers };
  const fetched = vi.fn<typeof fetch>(
    async () => new Response(JSON.stringify(body), { status, headers: json }),
  );
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

function sentTo(fetched: ReturnType<typeof answering>): [string, RequestInit] {
  return fetched.mock.calls[0] as [string, RequestInit];
}

const ask = () => answer(api.cases.$get({ query: {} }));

afterEach(() => vi.unstubAllGlobals());

describe('asking', () => {
  test('given filters, then what has no value is left out of the address', async () => {
    const fetched = answering(200, { rows: [], next: null });
    await answer(api.cases.$get({ query: { q: '江州 & co', flow: undefined, limit: '50' } }));
    expect(sentTo(fetched)[0]).toBe('/api/cases?q=%E6%B1%9F%E5%B7%9E+%26+co&limit=50');
  });

  test('given a version and a key, then they go as If-Match and Idempotency-Key', async () => {
    const fetched = answering(200, { version: 4 });
    const { claim } = api.tasks[':id'];
    const sent = claim.$post({ param: { id: 'c.1' } }, intent({ version: 3, key: 'k' }));
    expect(await answer(sent)).toEqual({ version: 4 });
    const [address, init] = sentTo(fetched);
    const headers = new Headers(init.headers);
    expect(address).toBe('/api/tasks/c.1/claim');
    expect(init.method).toBe('POST');
    expect(headers.get('if-match')).toBe('"3"');
    expect(headers.get('idempotency-key')).toBe('k');
  });

  test('given a body, then it goes as JSON', async () => {
    const fetched = answering(200, {});
    await answer(api.session.$post({ json: { account: 'lina', password: 'x' } }));
    const [, init] = sentTo(fetched);
    expect(new Headers(init.headers).get('content-type')).toBe('application/json');
    expect(init.body).toBe('{"account":"lina","password":"x"}');
  });

  test('given that nobody waits any more, then it is no failure of the network', async () => {
    const gone = new AbortController();
    gone.abort();
    vi.stubGlobal('fetch', async () => Promise.reject(new DOMException('gone', 'AbortError')));
    const asked = answer(api.logs.$get({}, until(gone.signal)));
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('given a refusal, then it carries words, places and the request', async () => {
    answering(422, refusal, { 'x-request-id': 'r1' });
    const error = await ask().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({ status: 422, requestId: 'r1', problems: refusal.problems });
  });

  test.each([
    ['a page of a proxy', 'not json'],
    ['another shape', { error: 'x' }],
    ['problems that are none', { problems: [null, 1, { code: 'x' }] }],
  ])('given %s instead of a refusal, then there are no problems to read', async (_title, body) => {
    answering(502, body);
    const error = await ask().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ status: 502, problems: [] });
  });

  test('given no network, then it is said, and an answer takes it back', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('fetch failed')));
    await expect(ask()).rejects.toBeInstanceOf(Unreachable);
    expect(connection.getState().state).toBe('lost');
    answering(200, {});
    await ask();
    expect(connection.getState().state).toBe('well');
  });

  test('given 503, then the server is busy and asking again makes sense', async () => {
    answering(503, { problems: [] }, { 'retry-after': '2' });
    const error = await ask().catch((caught: unknown) => caught);
    expect(connection.getState().state).toBe('busy');
    expect(error).toMatchObject({ retryAfter: 2 });
    expect(isPassing(error)).toBe(true);
  });

  test('given a refusal for good, then it is not asked again', async () => {
    answering(412, { problems: [] });
    const error = await ask().catch((caught: unknown) => caught);
    expect(isPassing(error)).toBe(false);
  });
});

test('problems at /data/<fact> belong to the field, the others stand by themselves', () => {
  const { problems } = new Refusal(422, refusal, new Headers());
  const { fields, others } = byField(problems);
  expect(fields).toEqual({ capacity: [{ zh: '“容量”为必填项', en: '“Capacity” is required' }] });
  expect(others.map((one) => one.code)).toEqual(['route_required']);
});
