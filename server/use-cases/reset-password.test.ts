import { describe, expect, test } from 'vitest';
import {
  codeNow,
  codesOf,
  consoleLinkFor,
  enrolled,
  newPassword,
  unused,
} from '../auth/access.fixture.ts';
import { testingPack } from '../testing-pack.ts';
import { testPassword, testServer, type Client, type TestServer } from '../testing.ts';
import { told } from './governance.fixture.ts';
import { resetByConsole } from './reset-password.ts';

/** Another auditor, another administrator, and accounts of them under which nobody decides either. */
function widePack() {
  const extra = [
    { of: 'anna', id: 'abel', same_as: undefined },
    { of: 'adam', id: 'alma', same_as: undefined },
    { of: 'anna', id: 'adam2', same_as: 'adam' },
  ];
  return testingPack().map((one) => {
    if (one.kind !== 'organisation') return one;
    const more = extra.map(({ of, id, same_as }) => {
      const like = one.people.find((known) => known.id === of)!;
      return { ...like, id, name: { zh: id, en: id }, ...(same_as && { same_as }) };
    });
    return { ...one, people: [...one.people, ...more] };
  });
}

const wide = () => testServer({ pack: widePack() });

const signIn = ({ anonymous }: TestServer, account: string, password: string, code?: string) =>
  anonymous.post('/api/session', { account, password, ...(code && { code }) });

const ask = (client: Client, account: string) =>
  client.post(`/api/accounts/${account}/password-reset`, { reason: 'Forgot it on leave' });

const waiting = async ({ deps }: TestServer) => (await deps.store.passwordResets.asked())[0]!.id;

const decide = (client: Client, id: string, agree = true) =>
  client.post(`/api/password-resets/${id}/decision`, { agree });

/** Proposed and agreed to: the code of the one, the link of the other. */
async function resetOf(server: TestServer, account: string, asker = 'adam', decider = 'anna') {
  const [one, other] = [await server.as(asker), await server.as(decider)];
  const { body } = await ask(one, account);
  const agreed = await decide(other, await waiting(server));
  return { code: String(body['code']), token: String(agreed.body['path']).replace('/set-up#', '') };
}

const use = ({ anonymous }: TestServer, body: { token: string; code?: string }) =>
  anonymous.post('/api/set-up', { ...body, password: newPassword });

describe('a password that is lost', () => {
  test.each([
    ['a clerk', 'dora', 'adam', 'anna'],
    ['an owner', 'olga', 'adam', 'anna'],
    ['an auditor', 'anna', 'adam', 'abel'],
    ['an administrator', 'adam', 'alma', 'anna'],
  ])('of %s is set anew by two people', async (_, account, asker, decider) => {
    await using server = await wide();
    const before = await server.as(account);
    const { code, token } = await resetOf(server, account, asker, decider);
    expect((await before.get('/api/session')).status).toBe(401);
    const look = await server.anonymous.post('/api/set-up/look', { token });
    expect(look.body).toMatchObject({ id: account, needs_code: true });
    expect((await use(server, { token, code })).body).toEqual({ signed_in: true });
    expect((await signIn(server, account, testPassword)).status).toBe(401);
    expect((await signIn(server, account, newPassword)).status).toBe(200);
    expect(codesOf(await use(server, { token, code }))).toEqual(['link_over']);
  });

  test('is not needed: an auditor’s first password is set the same way', async () => {
    await using server = await wide();
    await unused(server, 'abel');
    const { code, token } = await resetOf(server, 'abel');
    expect((await use(server, { token, code })).body).toEqual({ signed_in: true });
  });

  test('opens nothing by the link without the code, nor with a wrong one', async () => {
    await using server = await wide();
    const { code, token } = await resetOf(server, 'olga');
    expect(codesOf(await use(server, { token }))).toEqual(['link_code_needed']);
    expect(codesOf(await use(server, { token, code: 'aaaa-bbbb-cccc' }))).toEqual([
      'wrong_link_code',
    ]);
    expect((await told(server)).at(-1)).toEqual(['account.set_up', 'olga', false]);
    expect((await signIn(server, 'olga', newPassword)).status).toBe(401);
    const spoken = code.replaceAll('-', ' ').toUpperCase();
    expect((await use(server, { token, code: spoken })).status).toBe(200);
  });

  test('keeps the second factor', async () => {
    await using server = await wide();
    const { secret } = await enrolled(server, await server.as('dora'));
    const { code, token } = await resetOf(server, 'dora');
    expect((await use(server, { token, code })).body).toEqual({ signed_in: false });
    expect(codesOf(await signIn(server, 'dora', newPassword))).toEqual(['code_needed']);
    const shown = codeNow(server, secret, 1);
    expect((await signIn(server, 'dora', newPassword, shown)).status).toBe(200);
  });

  test('stays where the auditor says no', async () => {
    await using server = await wide();
    await ask(await server.as('adam'), 'dora');
    const refused = await decide(await server.as('anna'), await waiting(server), false);
    expect(refused.status).toBe(204);
    expect(await server.deps.store.setupLinks.list()).toEqual([]);
    expect((await signIn(server, 'dora', testPassword)).status).toBe(200);
  });

  test('asked for again, only the newer one is decided on, and its code counts', async () => {
    await using server = await wide();
    const [adam, anna] = [await server.as('adam'), await server.as('anna')];
    const { body } = await ask(adam, 'dora');
    const first = await waiting(server);
    await ask(adam, 'dora');
    expect(codesOf(await decide(anna, first))).toEqual(['reset_not_found']);
    const agreed = await decide(anna, await waiting(server));
    const token = String(agreed.body['path']).replace('/set-up#', '');
    const early = await use(server, { token, code: String(body['code']) });
    expect(codesOf(early)).toEqual(['wrong_link_code']);
  });

  test('is decided once, whoever tries at the same time', async () => {
    await using server = await wide();
    await ask(await server.as('adam'), 'dora');
    const id = await waiting(server);
    const [anna, abel] = [await server.as('anna'), await server.as('abel')];
    const done = await Promise.all([decide(anna, id), decide(abel, id)]);
    expect(new Set(done.map(({ status }) => status))).toEqual(new Set([200, 404]));
  });
});

describe('four eyes hold', () => {
  test.each([
    ['their own', 'adam', 'own_account'],
    ['the other one of themselves', 'adam2', 'own_account'],
    ['nobody’s', 'nobody', 'account_not_found'],
  ])('an administrator does not propose it for %s', async (_, account, code) => {
    await using server = await wide();
    expect(codesOf(await ask(await server.as('adam'), account))).toEqual([code]);
  });

  test('nor for an account that is closed', async () => {
    await using server = await wide();
    const adam = await server.as('adam');
    await adam.post('/api/accounts/dora/close', { reason: 'left' });
    expect(codesOf(await ask(adam, 'dora'))).toEqual(['account_closed']);
  });

  test.each([
    ['who proposed it, by another account', 'dora', 'adam2', 'password_reset_needs_other'],
    ['whose it is', 'anna', 'anna', 'own_account'],
  ])('it is not agreed to by the auditor %s', async (_, account, decider, code) => {
    await using server = await wide();
    await ask(await server.as('adam'), account);
    const refused = await decide(await server.as(decider), await waiting(server));
    expect(codesOf(refused)).toEqual([code]);
    expect((await told(server)).at(-1)).toEqual(['password.reset', decider, false]);
  });

  test.each(['alma', 'olga', 'sid', 'dora'])('nor by %s, who approves no grants', async (who) => {
    await using server = await wide();
    await ask(await server.as('adam'), 'carl');
    expect((await decide(await server.as(who), await waiting(server))).status).toBe(403);
  });

  test('neither the code nor the link is stored', async () => {
    await using server = await wide();
    const { code, token } = await resetOf(server, 'dora');
    const links = await server.deps.store.setupLinks.list();
    const log = await server.deps.store.auditLog.page({ limit: 50 });
    const stored = JSON.stringify([links, log]);
    expect(stored).not.toContain(code);
    expect(stored).not.toContain(token);
  });
});

const offered = async (client: Client, account: string) => {
  const { body } = await client.get('/api/accounts');
  const accounts = body['accounts'] as unknown as { person: { id: string } }[];
  return accounts.find(({ person }) => person.id === account);
};

describe('what is offered is granted', () => {
  test.each([
    ['dora', ['ask_password', 'close']],
    ['abel', ['ask_password', 'close']],
    ['carl', ['invite', 'close']],
    ['adam', ['end_sessions']],
  ])('to an administrator about %s', async (account, can) => {
    await using server = await wide();
    await unused(server, 'carl');
    await unused(server, 'abel');
    expect(await offered(await server.as('adam'), account)).toMatchObject({ can });
  });

  test.each([
    ['anna', true],
    ['adam2', false],
    ['alma', false],
  ])('to %s, who looks at a reset that waits', async (who, may_decide) => {
    await using server = await wide();
    await ask(await server.as('adam'), 'dora');
    const seen = await offered(await server.as(who), 'dora');
    expect(seen).toMatchObject({ password_reset: { may_decide, reason: 'Forgot it on leave' } });
  });
});

test('sessions that another process ended open nothing after a minute', async () => {
  await using server = await testServer();
  const dora = await server.as('dora');
  await dora.get('/api/session');
  await server.deps.store.sessions.endOf('dora');
  server.clock.advance(60_000);
  expect((await dora.get('/api/session')).status).toBe(401);
});

test('whoever runs the machine resets the last administrator, and the log says so', async () => {
  await using server = await testServer();
  const adam = await server.as('adam');
  const made = await resetByConsole(server.deps, 'adam', 'Only administrator, forgot it');
  expect(made.ok).toBe(true);
  expect((await adam.get('/api/session')).status).toBe(401);
  const token = await consoleLinkFor(server, 'adam');
  expect((await use(server, { token })).body).toEqual({ signed_in: true });
  const actions = (await told(server)).map(([action, actor]) => `${action} ${actor}`);
  expect(actions).toContain('password.reset_by_console system');
});
