import { describe, expect, test } from 'vitest';
import {
  codesOf,
  consoleLinkFor,
  enrolled,
  linkFor,
  newPassword,
  unused,
} from '../auth/access.fixture.ts';
import { testPassword, testServer, type Client, type TestServer } from '../testing.ts';
import { told } from './governance.fixture.ts';

const hour = 3_600_000;

const signIn = (client: Client, account: string, password = testPassword) =>
  client.post('/api/session', { account, password });

const use = ({ anonymous }: TestServer, token: string, password = newPassword) =>
  anonymous.post('/api/set-up', { token, password });

describe('a one-time link', () => {
  test('tells whose it is, sets the password, and signs in', async () => {
    await using server = await testServer();
    await unused(server, 'dora');
    const token = await linkFor(await server.as('adam'), 'dora');
    const look = await server.anonymous.post('/api/set-up/look', { token });
    expect(look.body).toEqual({
      id: 'dora',
      name: { zh: 'dora', en: 'dora' },
      needs_code: false,
    });
    const done = await use(server, token);
    expect(done).toMatchObject({ status: 200, body: { signed_in: true } });
    expect(done.cookie).toContain('flowmeter_session=');
    expect((await signIn(server.anonymous, 'dora')).status).toBe(401);
    expect((await signIn(server.anonymous, 'dora', newPassword)).status).toBe(200);
  });

  test('works once, however many try at once', async () => {
    await using server = await testServer();
    await unused(server, 'dora');
    const token = await linkFor(await server.as('adam'), 'dora');
    const tries = ['a long enough one', 'another long one', 'a third long one'];
    const done = await Promise.all(tries.map((password) => use(server, token, password)));
    expect(done.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(done.filter(({ status }) => status === 409)).toHaveLength(2);
    expect(codesOf(await use(server, token))).toEqual(['link_over']);
  });

  test('is over after three days, when there is a newer one, and when the account is gone', async () => {
    await using server = await testServer();
    const adam = await server.as('adam');
    await unused(server, 'dora');
    const first = await linkFor(adam, 'dora');
    const second = await linkFor(adam, 'dora');
    expect(codesOf(await use(server, first))).toEqual(['link_over']);
    server.clock.advance(72 * hour);
    expect(codesOf(await use(server, second))).toEqual(['link_over']);
    expect(codesOf(await use(server, 'made up'))).toEqual(['link_over']);
  });

  test('of the console does not get past a second factor', async () => {
    await using server = await testServer();
    await enrolled(server, await server.as('anna'));
    const done = await use(server, await consoleLinkFor(server, 'anna'));
    expect(done).toMatchObject({ body: { signed_in: false }, cookie: '' });
    expect(codesOf(await signIn(server.anonymous, 'anna', newPassword))).toEqual(['code_needed']);
  });

  test('is for administrators to make, and only for people there are', async () => {
    await using server = await testServer();
    const made = await (await server.as('anna')).post('/api/accounts/dora/invitation');
    expect(made.status).toBe(403);
    const adam = await server.as('adam');
    expect(codesOf(await adam.post('/api/accounts/nobody/invitation'))).toEqual([
      'account_not_found',
    ]);
  });

  test('is stored as a hash', async () => {
    await using server = await testServer();
    await unused(server, 'dora');
    const token = await linkFor(await server.as('adam'), 'dora');
    expect(JSON.stringify(await server.deps.store.setupLinks.list())).not.toContain(token);
  });
});

const change = (client: Client, password: string, current = testPassword) =>
  client.post('/api/account/password', { current, password });

describe('a password', () => {
  test('is changed by who knows it, and ends the other sessions', async () => {
    await using server = await testServer();
    const [dora, elsewhere] = [await server.as('dora'), await server.as('dora')];
    expect(codesOf(await change(dora, newPassword, 'wrong'))).toEqual(['wrong_proof']);
    expect((await change(dora, newPassword)).status).toBe(204);
    expect((await elsewhere.get('/api/session')).status).toBe(401);
    expect((await dora.get('/api/session')).status).toBe(200);
    expect((await signIn(server.anonymous, 'dora', newPassword)).status).toBe(200);
  });

  test.each(['short', 'password1234', 'dora-dora-dora'])('is not %s', async (password) => {
    await using server = await testServer();
    const dora = await server.as('dora');
    const refused = await change(dora, password);
    expect(refused).toMatchObject({ status: 422, body: { problems: [{ at: '/password' }] } });
  });

  test.each(['short', 'password1234', 'dora-dora-dora'])('is not %s at first', async (password) => {
    await using server = await testServer();
    await unused(server, 'dora');
    const token = await linkFor(await server.as('adam'), 'dora');
    expect((await use(server, token, password)).status).toBe(422);
    expect((await use(server, token)).status).toBe(200);
  });

  test('who guesses it while it is changed does not get in with the old one', async () => {
    await using server = await testServer();
    const dora = await server.as('dora');
    const [, old] = await Promise.all([
      change(dora, newPassword),
      signIn(server.anonymous, 'dora'),
    ]);
    const cookie = old.cookie.split(';', 1).join();
    const answer = await server.anonymous.send('GET', '/api/session', undefined, {
      headers: { Cookie: cookie },
    });
    expect(answer.status).toBe(401);
  });
});

const sessionsOf = async (client: Client) =>
  (await client.get('/api/account')).body['sessions'] as unknown as {
    id: string;
    current: boolean;
  }[];

describe('sessions', () => {
  test('are listed, ended one by one, and all but this one', async () => {
    await using server = await testServer();
    const [here, phone, third] = [
      await server.as('dora'),
      await server.as('dora'),
      await server.as('dora'),
    ];
    const onPhone = (await sessionsOf(phone)).find((one) => one.current)!.id;
    expect(await sessionsOf(here)).toHaveLength(3);
    expect((await here.delete(`/api/account/sessions/${onPhone}`)).status).toBe(204);
    expect((await phone.get('/api/session')).status).toBe(401);
    const carl = await server.as('carl');
    const own = (await sessionsOf(here)).find((one) => one.current)!.id;
    expect((await carl.delete(`/api/account/sessions/${own}`)).status).toBe(404);
    expect((await here.delete('/api/account/sessions')).status).toBe(204);
    expect((await third.get('/api/session')).status).toBe(401);
    expect(await sessionsOf(here)).toHaveLength(1);
  });

  test('of somebody else are ended by administrators alone', async () => {
    await using server = await testServer();
    const dora = await server.as('dora');
    const adam = await server.as('adam');
    expect((await adam.delete('/api/accounts/dora/sessions')).status).toBe(204);
    expect((await dora.get('/api/session')).status).toBe(401);
    expect((await dora.delete('/api/accounts/adam/sessions')).status).toBe(401);
  });
});

const post = (client: Client, account: string, verb: string) =>
  client.post(`/api/accounts/${account}/${verb}`, { reason: 'left the house' });

describe('an account', () => {
  test('that is closed opens nothing until it is opened again', async () => {
    await using server = await testServer();
    const [adam, dora] = [await server.as('adam'), await server.as('dora')];
    expect((await post(adam, 'dora', 'close')).status).toBe(204);
    expect((await dora.get('/api/session')).status).toBe(401);
    expect(codesOf(await signIn(server.anonymous, 'dora'))).toEqual(['wrong_password']);
    await server.restart();
    expect((await signIn(server.anonymous, 'dora')).status).toBe(401);
    expect((await post(adam, 'dora', 'open')).status).toBe(204);
    expect((await signIn(server.anonymous, 'dora')).status).toBe(200);
  });

  test('is not closed by its owner, and by nobody but administrators', async () => {
    await using server = await testServer();
    expect(codesOf(await post(await server.as('adam'), 'adam', 'close'))).toEqual(['own_account']);
    expect((await post(await server.as('anna'), 'dora', 'close')).status).toBe(403);
  });

  test('shows how it stands, and what may be done', async () => {
    await using server = await testServer();
    const adam = await server.as('adam');
    await server.as('dora');
    await unused(server, 'carl');
    await linkFor(adam, 'carl');
    await post(adam, 'sid', 'close');
    const { body } = await adam.get('/api/accounts');
    const accounts = body['accounts'] as unknown as { person: { id: string } }[];
    const of = (id: string) => accounts.find(({ person }) => person.id === id);
    expect(of('dora')).toMatchObject({
      state: 'active',
      sessions: 1,
      can: ['ask_password', 'close', 'end_sessions'],
    });
    expect(of('carl')).toMatchObject({ link_until: '2026-03-05T01:00:00.000Z' });
    expect(of('sid')).toMatchObject({ state: 'closed', can: ['open'] });
    expect(of('adam')).toMatchObject({ can: ['end_sessions'] });
    const seen = await (await server.as('anna')).get('/api/accounts');
    const offered = seen.body['accounts'] as unknown as { can: string[] }[];
    expect(offered.flatMap(({ can }) => can)).toEqual([]);
  });

  test('what happens to it is told to the audit log', async () => {
    await using server = await testServer();
    const [adam, dora] = [await server.as('adam'), await server.as('dora')];
    await enrolled(server, dora);
    await dora.post('/api/account/password', { current: testPassword, password: newPassword });
    await unused(server, 'carl');
    await use(server, await linkFor(adam, 'carl'));
    await adam.delete('/api/accounts/dora/sessions');
    await post(adam, 'dora', 'close');
    const entries = await told(server);
    expect(entries.filter(([action]) => action !== 'definition.released')).toEqual([
      ['sign_in', 'adam', true],
      ['sign_in', 'dora', true],
      ['factor.enrolled', 'dora', true],
      ['account.password_changed', 'dora', true],
      ['account.invited', 'adam', true],
      ['account.set_up', 'carl', true],
      ['sessions.ended', 'adam', true],
      ['account.closed', 'adam', true],
    ]);
    const stored = JSON.stringify(await server.deps.store.auditLog.page({ limit: 50 }));
    expect(stored).not.toContain(newPassword);
  });
});

test('an account does what needs a proof only after one', async () => {
  await using server = await testServer();
  const adam = await server.as('adam');
  await unused(server, 'dora');
  server.clock.advance(6 * 60_000);
  const asked = () => adam.post('/api/accounts/dora/invitation');
  expect(codesOf(await asked())).toEqual(['confirmation_needed']);
  await adam.post('/api/session/confirm', { password: testPassword });
  expect((await asked()).status).toBe(200);
});
