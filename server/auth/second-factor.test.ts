import { describe, expect, test } from 'vitest';
import { testPassword, testServer, type Client, type TestServer } from '../testing.ts';
import { codeNow, codesOf, enrolled } from './access.fixture.ts';

const minute = 60_000;

const signIn = (client: Client, code?: string, password = testPassword) =>
  client.post('/api/session', { account: 'dora', password, code });

/** Dora with a second factor; the clock has gone on, so that her next code is another one. */
async function withFactor(server: TestServer) {
  const dora = await server.as('dora');
  const factor = await enrolled(server, dora);
  server.clock.advance(minute);
  return { dora, ...factor };
}

describe('a second factor', () => {
  test('is asked for once it is enrolled, and takes code and password together', async () => {
    await using server = await testServer();
    const { secret } = await withFactor(server);
    const without = await signIn(server.anonymous);
    expect(without).toMatchObject({ status: 401, cookie: '' });
    expect(codesOf(without)).toEqual(['code_needed']);
    expect(codesOf(await signIn(server.anonymous, '000000'))).toEqual(['wrong_code']);
    const wrong = await signIn(server.anonymous, codeNow(server, secret), 'wrong');
    expect(codesOf(wrong)).toEqual(['wrong_password']);
    expect((await signIn(server.anonymous, codeNow(server, secret))).status).toBe(200);
  });

  test('survives a restart, and takes each code once', async () => {
    await using server = await testServer();
    const { secret } = await withFactor(server);
    const code = codeNow(server, secret);
    const both = await Promise.all([
      signIn(server.anonymous, code),
      signIn(server.anonymous, code),
    ]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 401]));
    await server.restart();
    expect(codesOf(await signIn(server.anonymous, code))).toEqual(['wrong_code']);
    server.clock.advance(minute);
    expect((await signIn(server.anonymous, codeNow(server, secret))).status).toBe(200);
  });

  test('a code that was seen does not begin the count of wrong ones again', async () => {
    await using server = await testServer();
    const { secret } = await withFactor(server);
    const seen = codeNow(server, secret);
    await signIn(server.anonymous, seen);
    for (let tries = 0; tries < 4; tries++) await signIn(server.anonymous, '000000');
    expect(codesOf(await signIn(server.anonymous, seen))).toEqual(['wrong_code']);
    expect((await signIn(server.anonymous, codeNow(server, secret, 1))).status).toBe(429);
  });

  test('whoever guesses passwords does not learn the right one while the account is locked', async () => {
    await using server = await testServer();
    await withFactor(server);
    for (let tries = 0; tries < 5; tries++) await signIn(server.anonymous, undefined, 'wrong');
    expect(codesOf(await signIn(server.anonymous))).toEqual(['locked_out']);
  });

  test('proving again who one is takes it too', async () => {
    await using server = await testServer();
    const { dora, secret } = await withFactor(server);
    server.clock.advance(6 * minute);
    const prove = (code?: string) =>
      dora.post('/api/session/confirm', { password: testPassword, code });
    expect(codesOf(await prove())).toEqual(['proof_needs_code']);
    expect(codesOf(await prove('000000'))).toEqual(['wrong_proof']);
    expect((await prove(codeNow(server, secret))).status).toBe(204);
    expect((await dora.get('/api/session')).status).toBe(200);
  });

  test('recovery codes open once each, and are stored as hashes', async () => {
    await using server = await testServer();
    const { codes } = await withFactor(server);
    const [code = '', next = ''] = codes;
    expect((await signIn(server.anonymous, code.toUpperCase())).status).toBe(200);
    expect(codesOf(await signIn(server.anonymous, code))).toEqual(['wrong_code']);
    const answer = await signIn(server.anonymous, next.replaceAll('-', ' '));
    expect(answer.status).toBe(200);
    expect(await server.deps.store.accounts.recoveryCodes('dora')).toBe(8);
    expect(JSON.stringify(await server.deps.store.accounts.list())).not.toContain(code);
  });

  test('new recovery codes void the old ones', async () => {
    await using server = await testServer();
    const { dora, codes } = await withFactor(server);
    const { body } = await dora.post('/api/account/recovery-codes');
    const [fresh = ''] = body['recovery_codes'] as unknown as string[];
    expect(codesOf(await signIn(server.anonymous, codes[0]))).toEqual(['wrong_code']);
    expect((await signIn(server.anonymous, fresh)).status).toBe(200);
  });

  test('the secret is not in the store', async () => {
    await using server = await testServer();
    const { secret } = await withFactor(server);
    const row = await server.deps.store.accounts.get('dora');
    expect(row?.factor).toMatch(/^[\w-]{64,}$/);
    expect(row?.factor).not.toContain(secret);
  });

  test('counts only after a code of it was shown, in time', async () => {
    await using server = await testServer();
    const dora = await server.as('dora');
    const enrol = (code: string) => dora.put('/api/account/factor', { code });
    expect(codesOf(await enrol('123456'))).toEqual(['enrolment_over']);
    const { body } = await dora.post('/api/account/factor');
    expect(codesOf(await enrol('000000'))).toEqual(['wrong_proof']);
    expect((await signIn(server.anonymous)).status).toBe(200);
    server.clock.advance(15 * minute);
    expect(codesOf(await enrol(codeNow(server, String(body['secret']))))).toEqual([
      'enrolment_over',
    ]);
  });

  test('enrolling ends the other sessions, and needs a fresh proof', async () => {
    await using server = await testServer();
    const [dora, elsewhere] = [await server.as('dora'), await server.as('dora')];
    await enrolled(server, dora);
    expect((await elsewhere.get('/api/session')).status).toBe(401);
    expect((await dora.get('/api/session')).status).toBe(200);
    server.clock.advance(6 * minute);
    expect(codesOf(await dora.post('/api/account/factor'))).toEqual(['confirmation_needed']);
  });

  test('may be removed where no role asks for it', async () => {
    await using server = await testServer();
    const { dora, secret } = await withFactor(server);
    await signIn(server.anonymous, codeNow(server, secret));
    expect((await dora.delete('/api/account/factor')).status).toBe(204);
    const sessions = await server.deps.accounts.sessions.of('dora');
    expect(sessions.map(({ way }) => way)).toEqual(['password', 'password']);
    expect((await signIn(server.anonymous)).status).toBe(200);
    expect(codesOf(await dora.delete('/api/account/factor'))).toEqual(['no_factor']);
  });
});

describe('roles that need a second factor', () => {
  const options = { factorFor: ['auditor', 'admin'] as const };

  test('open nothing but its enrolment without one', async () => {
    await using server = await testServer(options);
    const anna = await server.as('anna');
    expect((await anna.get('/api/session')).body).toMatchObject({ lacks_factor: true });
    expect(codesOf(await anna.get('/api/changes'))).toEqual(['factor_needed']);
    expect(codesOf(await anna.get('/api/live'))).toEqual(['factor_needed']);
    await enrolled(server, anna);
    expect((await anna.get('/api/session')).body).toMatchObject({ lacks_factor: false });
    expect((await anna.get('/api/changes')).status).toBe(200);
    expect(codesOf(await anna.delete('/api/account/factor'))).toEqual(['factor_required']);
  });

  test('leave everybody else alone', async () => {
    await using server = await testServer(options);
    const dora = await server.as('dora');
    expect((await dora.get('/api/session')).body).toMatchObject({ lacks_factor: false });
    expect((await dora.get('/api/tasks')).status).toBe(200);
  });
});

const ask = (client: Client) =>
  client.post('/api/accounts/dora/factor-reset', { reason: 'Lost her phone' });

const resetOf = async (server: TestServer) => (await server.deps.store.factorResets.asked())[0]!.id;

const decide = (client: Client, id: string) =>
  client.post(`/api/factor-resets/${id}/decision`, { agree: true });

describe('a second factor that is lost', () => {
  test('is taken away by two people, and with it every session', async () => {
    await using server = await testServer();
    const { dora } = await withFactor(server);
    const [adam, anna] = [await server.as('adam'), await server.as('anna')];
    expect((await ask(adam)).status).toBe(204);
    const id = await resetOf(server);
    expect(codesOf(await decide(adam, id))).toEqual(['reset_needs_other']);
    expect(codesOf(await signIn(server.anonymous))).toEqual(['code_needed']);
    expect((await decide(anna, id)).status).toBe(204);
    expect((await dora.get('/api/session')).status).toBe(401);
    expect((await signIn(server.anonymous)).status).toBe(200);
    expect(codesOf(await decide(anna, id))).toEqual(['reset_not_found']);
  });

  test('stays where the other person says no', async () => {
    await using server = await testServer();
    await withFactor(server);
    const [adam, anna] = [await server.as('adam'), await server.as('anna')];
    await ask(adam);
    const path = `/api/factor-resets/${await resetOf(server)}/decision`;
    expect((await anna.post(path, { agree: false })).status).toBe(204);
    expect(codesOf(await signIn(server.anonymous))).toEqual(['code_needed']);
  });

  test('is not asked for by its owner, nor decided by them', async () => {
    await using server = await testServer();
    const [adam, anna] = [await server.as('adam'), await server.as('anna')];
    await enrolled(server, anna);
    await enrolled(server, adam);
    const own = await adam.post('/api/accounts/adam/factor-reset', { reason: 'x' });
    expect(codesOf(own)).toEqual(['own_account']);
    await adam.post('/api/accounts/anna/factor-reset', { reason: 'x' });
    const id = await resetOf(server);
    const decided = await anna.post(`/api/factor-resets/${id}/decision`, { agree: true });
    expect(codesOf(decided)).toEqual(['own_account']);
  });
});
