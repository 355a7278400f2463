import { describe, expect, test } from 'vitest';
import { codesOf, linkFor, newPassword, unused } from '../auth/access.fixture.ts';
import { testingPack } from '../testing-pack.ts';
import { testServer, type TestServer } from '../testing.ts';
import { told } from './governance.fixture.ts';

/** The testing pack in which one account is an auditor’s other one. */
function packWithTwin() {
  return testingPack().map((one) =>
    one.kind === 'organisation'
      ? {
          ...one,
          people: one.people.map((person) =>
            person.id === 'both' ? { ...person, same_as: 'anna' } : person,
          ),
        }
      : one,
  );
}

type Before = (server: TestServer) => Promise<unknown>;

const elsewhere = { address: '::1', agent: 'test' };
const nothing: Before = async () => undefined;
const unusedOf =
  (account: string): Before =>
  (server) =>
    unused(server, account);
/** By the identity provider: there is a session, and never was a password. */
const arrived: Before = async (server) => {
  await unused(server, 'dora');
  return server.deps.accounts.welcome('dora', elsewhere);
};

describe('an administrator alone takes over no account by a link', () => {
  test.each<[what: string, account: string, before: Before, code: string]>([
    ['with a password', 'dora', nothing, 'link_account_used'],
    ['of their own', 'adam', nothing, 'link_account_used'],
    ['that signed on by the identity provider', 'dora', arrived, 'link_account_used'],
    ['that was signed in once', 'carl', unusedOf('carl'), 'link_account_used'],
    ['of an auditor, though never used', 'anna', unusedOf('anna'), 'link_account_watches'],
    ['of an owner, though never used', 'olga', unusedOf('olga'), 'link_account_watches'],
    ['of an auditor’s other self', 'both', unusedOf('both'), 'link_account_watches'],
  ])('one %s', async (_, account, before, code) => {
    await using server = await testServer({ pack: packWithTwin() });
    const carl = await server.as('carl');
    await carl.delete('/api/session');
    await before(server);
    const adam = await server.as('adam');
    const refused = await adam.post(`/api/accounts/${account}/invitation`);
    expect(refused.status).toBe(409);
    expect(codesOf(refused)).toEqual([code]);
    expect(await server.deps.store.setupLinks.list()).toEqual([]);
    expect((await told(server)).at(-1)).toEqual(['account.invited', 'adam', false]);
  });

  test('nor by one made before it was used', async () => {
    await using server = await testServer();
    await unused(server, 'dora');
    const token = await linkFor(await server.as('adam'), 'dora');
    await server.deps.accounts.welcome('dora', elsewhere);
    expect(codesOf(await server.anonymous.post('/api/set-up/look', { token }))).toEqual([
      'link_over',
    ]);
    expect(
      codesOf(await server.anonymous.post('/api/set-up', { token, password: newPassword })),
    ).toEqual(['link_over']);
  });
});
