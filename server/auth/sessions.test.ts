import { describe, expect, test } from 'vitest';
import { ok } from '@flowmeter/engine/problem.ts';
import { testPassword, testServer, type Client, type TestServer } from '../testing.ts';
import { sessionIdOf } from './session-id.ts';

const minute = 60_000;
const signIn = (client: Client, account = 'dora', password = testPassword) =>
  client.post('/api/session', { account, password });

describe('a session', () => {
  test('signed in, known; signed out, unknown', async () => {
    await using server = await testServer();
    const dora = await server.as('dora');
    expect((await dora.get('/api/session')).body).toMatchObject({
      user: { id: 'dora', unit: 'north', posts: ['desk'], roles: ['clerk'] },
    });
    expect((await dora.delete('/api/session')).status).toBe(204);
    expect(await dora.get('/api/session')).toMatchObject({
      status: 401,
      body: { problems: [{ code: 'not_signed_in' }] },
    });
  });

  test('survives a restart, and is stored as a hash only', async () => {
    await using server = await testServer();
    const answer = await signIn(server.anonymous);
    const token = answer.cookie.replace(/^__Host-flowmeter_session=([\w-]+);.*$/, '$1');
    expect(token).toHaveLength(43);
    expect(await server.deps.store.sessions.get(token)).toBeUndefined();
    const dora = await server.as('dora');
    await server.restart();
    expect((await dora.get('/api/session')).status).toBe(200);
  });

  test('ends after half an hour without use, and lives on with use', async () => {
    await using server = await testServer();
    const [busy, idle] = [await server.as('dora'), await server.as('carl')];
    for (let passed = 0; passed < 40; passed += 20) {
      server.clock.advance(20 * minute);
      expect((await busy.get('/api/session')).status).toBe(200);
    }
    expect((await idle.get('/api/session')).status).toBe(401);
  });

  test('that was used is remembered as used by the next process', async () => {
    await using server = await testServer();
    const dora = await server.as('dora');
    server.clock.advance(20 * minute);
    await dora.get('/api/session');
    await server.restart();
    server.clock.advance(20 * minute);
    expect((await dora.get('/api/session')).status).toBe(200);
  });

  test('ends after twelve hours however much it is used', async () => {
    await using server = await testServer();
    const dora = await server.as('dora');
    const statuses = [];
    for (let passed = 0; passed <= 12 * 60; passed += 20) {
      statuses.push((await dora.get('/api/session')).status);
      server.clock.advance(20 * minute);
    }
    statuses.push((await dora.get('/api/session')).status);
    expect(statuses.at(-1)).toBe(401);
    expect(statuses.slice(0, -1).every((status) => status === 200)).toBe(true);
  });

  test('is of no use once the person has left the organisation', async () => {
    await using server = await testServer();
    const dora = await server.as('dora');
    const office = structuredClone(server.deps.inForce.organisation()!);
    office.people = office.people.filter((person) => person.id !== 'dora');
    await server.deps.store.definitions.activate([office], '2026-03-02T02:00:00.000Z');
    await server.deps.inForce.refresh();
    expect((await dora.get('/api/session')).status).toBe(401);
    expect((await signIn(server.anonymous)).status).toBe(401);
  });

  test.each([
    ['nothing', ''],
    ['a made-up token', '__Host-flowmeter_session=abc'],
    ['a token of another name', 'flowmeter_session=abc'],
  ])('%s opens nothing', async (_name, Cookie) => {
    await using server = await testServer();
    const answer = await server.app.request('/api/session', { headers: { Cookie } });
    expect(answer.status).toBe(401);
  });
});

test('the cookie is out of reach of scripts, of other sites and of plain http', async () => {
  await using server = await testServer();
  const { cookie } = await signIn(server.anonymous);
  expect(cookie).toMatch(/^__Host-flowmeter_session=[\w-]{43};/);
  for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Secure']) {
    expect(cookie).toContain(part);
  }
  expect(cookie).not.toContain('Domain');
});

describe('signing in', () => {
  test('a wrong account and a wrong password sound alike', async () => {
    await using server = await testServer();
    const account = await signIn(server.anonymous, 'nobody');
    const password = await signIn(server.anonymous, 'dora', 'wrong');
    const { request_id: _, ...said } = account.body;
    expect(account.status).toBe(401);
    expect(password).toMatchObject({ status: 401, body: said });
  });

  test('five wrong passwords lock the account for longer and longer', async () => {
    await using server = await testServer();
    for (let wrong = 0; wrong < 5; wrong++) await signIn(server.anonymous, 'dora', 'wrong');
    expect(await signIn(server.anonymous)).toMatchObject({
      status: 429,
      body: { problems: [{ code: 'locked_out', details: { seconds: 60 } }] },
    });
    await server.restart();
    expect((await signIn(server.anonymous)).status).toBe(429);
    expect((await signIn(server.anonymous, 'carl')).status).toBe(200);
    server.clock.advance(minute);
    await signIn(server.anonymous, 'dora', 'wrong');
    expect(await signIn(server.anonymous)).toMatchObject({
      body: { problems: [{ details: { seconds: 120 } }] },
    });
    server.clock.advance(2 * minute);
    expect((await signIn(server.anonymous)).status).toBe(200);
    await signIn(server.anonymous, 'dora', 'wrong');
    expect((await signIn(server.anonymous)).status).toBe(200);
  });

  test('guessing side by side gives no more guesses', async () => {
    await using server = await testServer();
    const guesses = Array.from({ length: 12 }, (_, wrong) => `wrong ${wrong}`);
    const tries = [...guesses, testPassword].map((one) => signIn(server.anonymous, 'dora', one));
    const statuses = (await Promise.all(tries)).map((one) => one.status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses).not.toContain(200);
    expect((await signIn(server.anonymous)).status).toBe(429);
  });

  test('one address cannot try many accounts at once either', async () => {
    await using server = await testServer();
    const accounts = Array.from({ length: 40 }, (_, index) => `nobody${index}`);
    const tries = await Promise.all(accounts.map((one) => signIn(server.anonymous, one)));
    expect(tries.filter((one) => one.status === 401)).toHaveLength(30);
  });

  test('one address cannot try many accounts', async () => {
    await using server = await testServer();
    for (let wrong = 0; wrong < 30; wrong++) await signIn(server.anonymous, `nobody${wrong}`);
    expect((await signIn(server.anonymous)).status).toBe(429);
    server.clock.advance(minute);
    expect((await signIn(server.anonymous)).status).toBe(200);
  });

  test('every attempt is told to the audit log', async () => {
    const told: unknown[] = [];
    await using server = await testServer({
      recordAudit: async (_deps, event) => ok(told.push(event)),
    });
    await signIn(server.anonymous, 'dora', 'wrong');
    await signIn(server.anonymous);
    expect(told).toMatchObject([
      { action: 'sign_in', actor: 'dora', allowed: false, details: { code: 'wrong_password' } },
      { action: 'sign_in', actor: 'dora', allowed: true },
    ]);
    expect(JSON.stringify(told)).not.toContain(testPassword);
  });

  test('a name that is nobody’s is not in the log as it was typed', async () => {
    await using server = await testServer();
    await signIn(server.anonymous, 'my-password', 'dora');
    const { rows } = await server.deps.store.auditLog.page({ limit: 1 });
    expect(rows).toMatchObject([{ action: 'sign_in', actor: 'unknown', object: 'unknown' }]);
    expect(JSON.stringify(rows)).not.toContain('my-password');
  });
});

async function tokenOf({ anonymous }: TestServer): Promise<string> {
  return (await signIn(anonymous)).cookie.replace(/^__Host-flowmeter_session=([\w-]+);.*$/, '$1');
}

describe('proving again who one is', () => {
  test('signing in counts for five minutes, then it has to be done again', async () => {
    await using server = await testServer();
    const token = await tokenOf(server);
    const dora = server.with(token);
    expect(await server.deps.accounts.confirmed(token)).toBe(true);
    server.clock.advance(5 * minute + 1);
    expect(await server.deps.accounts.confirmed(token)).toBe(false);
    await dora.get('/api/session');
    expect(await server.deps.accounts.confirmed(token)).toBe(false);
    const answer = await dora.post('/api/session/confirm', { password: testPassword });
    expect(answer.status).toBe(204);
    expect(await server.deps.accounts.confirmed(token)).toBe(true);
    await server.restart();
    expect(await server.deps.accounts.confirmed(token)).toBe(true);
  });

  test('a wrong password proves nothing, is told, and counts towards the lockout', async () => {
    const told: unknown[] = [];
    await using server = await testServer({
      recordAudit: async (_deps, event) => ok(told.push(event)),
    });
    const token = await tokenOf(server);
    server.clock.advance(6 * minute);
    const wrong = () => server.with(token).post('/api/session/confirm', { password: 'wrong' });
    expect(await wrong()).toMatchObject({
      status: 403,
      body: { problems: [{ code: 'wrong_proof' }] },
    });
    expect(await server.deps.accounts.confirmed(token)).toBe(false);
    expect(told.at(-1)).toMatchObject({
      action: 'session.confirmed',
      actor: 'dora',
      session: sessionIdOf(token),
      request: expect.stringMatching(/./) as unknown,
      allowed: false,
    });
    for (let tries = 0; tries < 4; tries++) await wrong();
    expect((await wrong()).status).toBe(429);
    expect((await signIn(server.anonymous)).status).toBe(429);
  });

  test('a token that opens nothing is not confirmed', async () => {
    await using server = await testServer();
    expect(await server.deps.accounts.confirmed('nothing')).toBe(false);
  });
});
