import { describe, expect, test } from 'vitest';
import { testServer, type Client } from './testing.ts';

const opening = { flow: 'lend', data: { borrower: 'Ada', amount: 10 } };
const open = (client: Client, headers: Record<string, string>) =>
  client.post('/api/cases', opening, { headers });

describe('where a request comes from', () => {
  test.each([
    [
      'our page',
      { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://localhost', Host: 'localhost' },
    ],
    ['a program', {}],
    ['our page, by its origin alone', { Origin: 'http://localhost:3000', Host: 'localhost:3000' }],
  ])('%s is let in', async (_name, headers) => {
    await using server = await testServer();
    expect((await open(await server.as('dora'), headers)).status).toBe(201);
  });

  test.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a sibling site', { 'Sec-Fetch-Site': 'same-site' }],
    ['another origin', { Origin: 'https://evil.example', Host: 'localhost:3000' }],
    ['another port', { Origin: 'http://localhost:9000', Host: 'localhost:3000' }],
    ['no origin at all', { Origin: 'null', Host: 'localhost:3000' }],
  ])('%s is not', async (_name, headers) => {
    await using server = await testServer();
    expect(await open(await server.as('dora'), headers)).toMatchObject({
      status: 403,
      body: { problems: [{ code: 'csrf' }] },
    });
  });

  test('where the address is known, nothing else is ours', async () => {
    await using server = await testServer({ origin: 'https://flow.example' });
    const dora = await server.as('dora');
    const ours = { Origin: 'https://flow.example' };
    const host = { Origin: 'http://localhost', Host: 'localhost' };
    expect((await open(dora, ours)).status).toBe(201);
    expect((await open(dora, host)).status).toBe(403);
  });
});

describe('bodies', () => {
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'of type %s are refused',
    async (type) => {
      await using server = await testServer();
      expect(await open(await server.as('dora'), { 'Content-Type': type })).toMatchObject({
        status: 400,
        body: { problems: [{ code: 'json_only' }] },
      });
    },
  );

  test.each([
    ['{"flow":', 'not_json'],
    ['', 'not_json'],
    ['[]', 'schema'],
    ['{"flow":"lend"}', 'schema'],
    ['{"flow":"lend","data":{},"status":"ended"}', 'schema'],
    ['{"flow":"lend","data":{"borrower":{"$ne":1}}}', 'schema'],
  ])('%s is refused as %s', async (text, code) => {
    await using server = await testServer();
    const dora = await server.as('dora');
    const headers = { 'Content-Type': 'application/json' };
    const answer = await dora.post('/api/cases', text, { headers });
    expect(answer.body).toMatchObject({ problems: [{ code }] });
    expect(answer.status).toBeLessThan(500);
  });

  test('hostile keys neither pass nor pollute', async () => {
    await using server = await testServer();
    const dora = await server.as('dora');
    const send = (key: string) =>
      dora.post(
        '/api/cases',
        `{"flow":"lend","data":{"borrower":"A","amount":1,"${key}":{"polluted":1}}}`,
      );
    for (const key of ['constructor', 'prototype', '__proto__']) {
      const { status, body } = await send(key);
      expect([status, body]).toMatchObject([422, { problems: [{ at: `/data/${key}` }] }]);
    }
    expect({}).not.toHaveProperty('polluted');
  });

  test('of more than 2 MB are refused, whether they say so or not', async () => {
    await using server = await testServer();
    const dora = await server.as('dora');
    const large = `{"flow":"lend","data":{"borrower":"${'x'.repeat(2_000_001)}"}}`;
    const said = await dora.post('/api/cases', large, {
      headers: { 'Content-Length': String(large.length) },
    });
    const unsaid = await dora.post('/api/cases', large, {
      headers: { 'Transfer-Encoding': 'chunked' },
    });
    for (const answer of [said, unsaid]) {
      expect(answer).toMatchObject({ status: 413, body: { problems: [{ code: 'too_large' }] } });
    }
  });
});

describe('answers', () => {
  test('carry the headers that keep a browser safe, and the number of the request', async () => {
    await using server = await testServer();
    const { headers, body } = await server.anonymous.get('/api/session');
    expect(headers.get('x-request-id')).toBe(body['request_id']);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  test('an unknown address is a problem', async () => {
    await using server = await testServer();
    expect(await server.anonymous.get('/api/nothing')).toMatchObject({
      status: 404,
      body: { problems: [{ code: 'route_not_found', words: { en: 'No such address' } }] },
    });
  });

  test('a bug tells its number and nothing else; the log has the rest', async () => {
    await using server = await testServer();
    const dora = await server.as('dora');
    server.deps.store.cases.list = () => Promise.reject(new Error('secret path /srv/x'));
    const answer = await dora.get('/api/cases');
    expect(answer).toMatchObject({ status: 500, body: { problems: [{ code: 'internal' }] } });
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|\.ts|at /);
    expect(server.logged.join()).toContain('secret path');
    expect(server.logged.join()).toContain(String(answer.body['request_id']));
  });
});
