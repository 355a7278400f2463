/** Names, addresses, rates and shapes of bodies, as the whole server answers them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { SESSION_COOKIE } from '../auth/cookie.ts';
import { testPassword, testServer, type TestOptions, type TestServer } from '../testing.ts';
import { networkOf } from './callers.ts';
import { createTurns, standardRates } from './rates.ts';

interface Net {
  remote?: string;
  local?: string;
}

/** As a request comes over the net; `app.request` has none. */
function ask(
  { app }: TestServer,
  path: string,
  headers: Record<string, string>,
  { remote = '10.0.0.9', local = '10.0.0.1' }: Net = {},
) {
  const socket = { remoteAddress: remote, localAddress: local };
  const outgoing = { setHeader: () => undefined } as unknown as ServerResponse;
  const incoming = { socket } as unknown as IncomingMessage;
  return app.request(path, { headers }, { incoming, outgoing });
}

const statusAndCode = async (answer: Response) => {
  const { problems } = (await answer.json()) as { problems?: { code: string }[] };
  return [answer.status, problems?.[0]?.code];
};

describe('the name that a request is sent to', () => {
  test.each<[string, TestOptions, Net?]>([
    ['localhost:3000', {}],
    ['127.0.0.1:3000', {}],
    ['127.8.0.1', {}],
    ['[::1]:3000', {}],
    ['flow.example', { origin: 'https://flow.example' }],
    ['FLOW.example', { origin: 'https://flow.example' }],
    ['flow.example:8443', { origin: 'https://flow.example:8443' }],
    ['127.0.0.1:3000', { origin: 'https://flow.example' }],
  ])('%s is ours (%j)', async (Host, options, net) => {
    await using server = await testServer(options);
    expect((await ask(server, '/api/openapi.json', { Host }, net)).status).toBe(200);
  });

  test.each<[string, TestOptions]>([
    ['evil.example', {}],
    ['evil.example:3000', {}],
    ['127.0.0.1.evil.example', {}],
    ['localhost.evil.example', {}],
    ['192.168.7.7', {}],
    ['evil.example', { origin: 'https://flow.example' }],
    ['flow.example:9', { origin: 'https://flow.example' }],
    ['10.0.0.1', { origin: 'https://flow.example' }],
  ])('%s is not (%j): a foreign name cannot be made to lead here', async (Host, options) => {
    await using server = await testServer(options);
    const answer = await ask(server, '/api/openapi.json', { Host });
    expect(await statusAndCode(answer)).toEqual([421, 'wrong_host']);
  });

  test.each<[string, TestOptions]>([
    ['10.0.0.1:3000', {}],
    ['flow.internal', { surroundings: { host: 'flow.internal', proxies: [] } }],
    ['[fd00::1]:3000', { surroundings: { host: 'fd00::1', proxies: [] } }],
  ])(
    '%s is the one listened on: what is to be done for a session is said',
    async (Host, options) => {
      await using server = await testServer(options);
      const answer = await ask(server, '/api/session', { Host });
      expect(await statusAndCode(answer)).toEqual([421, 'https_needed']);
    },
  );

  test('of who looks whether the server lives does not matter', async () => {
    await using server = await testServer();
    expect((await ask(server, '/health/live', { Host: '10.3.2.1' })).status).toBe(200);
  });
});

describe('turns', () => {
  const rates = {
    ...standardRates,
    address: { atOnce: 8, perSecond: 1 },
    read: { atOnce: 3, perSecond: 1 },
    write: { atOnce: 2, perSecond: 1 },
    heavy: { atOnce: 1, perSecond: 0.1 },
    sign_in: { atOnce: 2, perSecond: 0.5 },
    event: { atOnce: 2, perSecond: 0.5 },
  };
  const limited = () => testServer({ takeTurn: createTurns(rates, () => 0) });

  test('of an account: reading, writing and heavy work each have their own', async () => {
    await using server = await limited();
    const anna = await server.as('anna');
    const read = [];
    for (let each = 0; each < 4; each++) read.push((await anna.get('/api/cases')).status);
    expect(read).toEqual([200, 200, 200, 429]);
    const heavy = [];
    for (let each = 0; each < 2; each++) heavy.push(await anna.get('/api/audit-log/verify'));
    expect(heavy.map(({ status }) => status)).toEqual([200, 429]);
    expect(heavy[1]?.headers.get('retry-after')).toBe('10');
    expect(heavy[1]?.body).toMatchObject({
      problems: [{ code: 'too_many_requests', words: { zh: /10/, en: /10/ } }],
    });
    expect((await (await server.as('dora')).get('/api/cases')).status).toBe(200);
  });

  test('are spent on what is not allowed too, so that nobody floods the audit log', async () => {
    await using server = await limited();
    const dora = await server.as('dora');
    const statuses = [];
    for (let each = 0; each < 4; each++) statuses.push((await dora.post('/api/drafts')).status);
    expect(statuses).toEqual([403, 403, 429, 429]);
  });

  test.each([
    ['signing in', '/api/session'],
    ['events', '/api/events'],
  ])('of an address: %s', async (_name, path) => {
    await using server = await limited();
    const statuses = [];
    for (let each = 0; each < 4; each++) {
      const socket = { remoteAddress: '10.0.0.9', localAddress: '10.0.0.1' };
      const body = JSON.stringify({ account: 'dora', password: testPassword });
      const headers = { 'Content-Type': 'application/json' };
      const incoming = { socket } as unknown as IncomingMessage;
      statuses.push(
        (await server.app.request(path, { method: 'POST', headers, body }, { incoming })).status,
      );
    }
    expect(statuses.slice(2)).toEqual([429, 429]);
    expect(statuses.slice(0, 2)).not.toContain(429);
  });

  test('of an address: everything together, a proxy’s callers each for themselves', async () => {
    await using server = await testServer({
      takeTurn: createTurns(rates, () => 0),
      surroundings: { proxies: ['10.0.0.9'] },
    });
    const statusFor = async (caller: string, remote = '10.0.0.9') => {
      const headers = { Host: 'localhost', 'X-Forwarded-For': `6.6.6.6, ${caller}` };
      return (await ask(server, '/health/live', headers, { remote })).status;
    };
    for (let each = 0; each < 8; each++) expect(await statusFor('1.1.1.1')).toBe(200);
    expect(await statusFor('1.1.1.1')).toBe(429);
    expect(await statusFor('2.2.2.2')).toBe(200);
    // Nobody else is believed.
    for (let each = 0; each < 8; each++) await statusFor(`3.3.3.${each}`, '10.0.0.10');
    expect(await statusFor('4.4.4.4', '10.0.0.10')).toBe(429);
  });
});

test.each([
  ['10.0.0.9', '10.0.0.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', ':0:0:0'],
])('of %s the network is counted: %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

describe('the shape of a body', () => {
  test.each([
    ['at once', {}],
    ['in pieces', { 'Transfer-Encoding': 'chunked' }],
  ])('sent %s: what nests too deeply is not read', async (_name, headers) => {
    await using server = await testServer();
    const dora = await server.as('dora');
    const data = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const answer = await dora.post('/api/cases', `{"flow":"lend","data":${data}}`, { headers });
    expect(answer).toMatchObject({ status: 413, body: { problems: [{ code: 'too_large' }] } });
  });
});

async function sentName(name: string) {
  await using server = await testServer();
  const dora = await server.as('dora');
  const body = `{"flow":"lend","data":{"borrower":"${name}","amount":1}}`;
  const { status, body: said } = await dora.post('/api/cases', body, { key: 'once' });
  return [status, (said['problems'] as { code: string }[] | undefined)?.[0]?.code];
}

describe('half a character in a body', () => {
  test.each(['\\ud800', 'a\\uDFFFb', '\\ud83d\\u0041', '\\\\\\ud800', '\\ude00\\ud83d'])(
    '%s is refused: it has no bytes to be hashed',
    async (name) => {
      expect(await sentName(name)).toEqual([400, 'half_character']);
    },
  );

  test.each(['\\ud83d\\ude00', '😀', '\\\\ud800', '\\u00e9'])('%s is whole', async (name) => {
    expect(await sentName(name)).toEqual([201, undefined]);
  });
});

test('the cookie of a session is taken from among others, and by its whole name only', async () => {
  await using server = await testServer();
  const { headers } = await server.anonymous.post('/api/session', {
    account: 'dora',
    password: testPassword,
  });
  const cookie = String(headers.get('set-cookie')).split(';', 1).join();
  const token = cookie.slice(SESSION_COOKIE.length + 1);
  const statusWith = async (Cookie: string) =>
    (await server.anonymous.send('GET', '/api/session', undefined, { headers: { Cookie } })).status;
  expect(await statusWith(`a=1; ${cookie}; b=2`)).toBe(200);
  expect(await statusWith(`flowmeter_session=${token}`)).toBe(401);
  expect(await statusWith(`x${cookie}`)).toBe(401);
});
