import { describe, expect, test } from 'vitest';
import type { Grant } from '@flowmeter/engine/changes/grant.ts';
import type { OrganisationDefinition } from '@flowmeter/engine/definition/organisation.ts';
import { codesOf } from '../auth/access.fixture.ts';
import { testingPack } from '../testing-pack.ts';
import { testServer, type Client, type TestServer } from '../testing.ts';
import { approve, codes, type Json } from './governance.fixture.ts';

async function granted(admin: Client, ...grants: Grant[]): Promise<Json> {
  const proposed = await admin.post('/api/grants', { grants, reason: 'Helps out' });
  if (proposed.status !== 201) throw new Error(JSON.stringify(proposed.body));
  return (await admin.get(`/api/changes/${String(proposed.body['change'])}`)).body;
}

/** The testing pack in which some accounts are another one's. */
function packWith(links: Record<string, string>) {
  return testingPack().map((one) =>
    one.kind === 'organisation'
      ? { ...one, people: one.people.map((person) => linked(person, links[person.id])) }
      : one,
  );
}

function linked(person: OrganisationDefinition['people'][number], same_as: string | undefined) {
  return same_as === undefined ? person : { ...person, same_as };
}

const rolesOf = async (client: Client) =>
  ((await client.get('/api/session')).body['user'] as unknown as { roles: string[] }).roles;

describe('a grant', () => {
  test('counts at once when another person has approved it, and not before', async () => {
    await using server = await testServer();
    const [adam, anna, dora] = [
      await server.as('adam'),
      await server.as('anna'),
      await server.as('dora'),
    ];
    const change = await granted(adam, { what: 'role', person: 'dora', role: 'supervisor' });
    expect(await rolesOf(dora)).toEqual(['clerk']);
    expect((await approve(anna, change)).status).toBe(200);
    expect(await rolesOf(dora)).toEqual(['clerk', 'supervisor']);
    const less = await granted(adam, { what: 'no_role', person: 'dora', role: 'supervisor' });
    await approve(anna, less);
    expect(await rolesOf(dora)).toEqual(['clerk']);
    expect((await dora.get('/api/incidents')).status).toBe(403);
  });

  test('for a time begins and ends at midnight of the organisation’s zone', async () => {
    await using server = await testServer();
    const [adam, anna] = [await server.as('adam'), await server.as('anna')];
    const days = { from: '2026-03-03', to: '2026-03-03' };
    await approve(
      anna,
      await granted(adam, { what: 'post', person: 'dora', post: 'checker', ...days }),
    );
    const dora = await server.as('dora');
    const opening = { flow: 'lend', data: { borrower: 'Ada', amount: 10 } };
    const opened = await (await server.as('both')).post('/api/cases', opening);
    const task = `/api/tasks/${String(opened.body['case_id'])}.2`;
    const claim = async () => {
      const client = await server.as('dora');
      return (await client.post(`${task}/claim`, {}, { version: 1 })).status;
    };
    const postsAt = async (instant: string) => {
      server.clock.set(instant);
      const client = await server.as('dora');
      return ((await client.get('/api/session')).body['user'] as unknown as { posts: string[] })
        .posts;
    };
    expect((await dora.get('/api/session')).body).toMatchObject({ user: { posts: ['desk'] } });
    expect(await postsAt('2026-03-02T15:59:59.999Z')).toEqual(['desk']);
    expect(await claim()).toBe(404);
    expect(await postsAt('2026-03-03T16:00:00.000Z')).toEqual(['desk']);
    expect(await claim()).toBe(404);
    expect(await postsAt('2026-03-02T16:00:00.000Z')).toEqual(['desk', 'checker']);
    expect(await claim()).toBe(200);
  });

  test('brings a newcomer, who is then invited', async () => {
    await using server = await testServer();
    const [adam, anna] = [await server.as('adam'), await server.as('anna')];
    const newcomer = { name: { zh: '新人', en: 'Nina' }, unit: 'north' };
    const change = await granted(
      adam,
      { what: 'person', person: 'nina', newcomer },
      { what: 'role', person: 'nina', role: 'clerk' },
    );
    expect((await adam.post('/api/accounts/nina/invitation')).status).toBe(404);
    await approve(anna, change);
    const { status, body } = await adam.post('/api/accounts/nina/invitation');
    expect(status).toBe(200);
    const token = String(body['path']).replace('/set-up#', '');
    const done = await server.anonymous.post('/api/set-up', {
      token,
      password: 'tea in a tall cup',
    });
    expect(done.body).toEqual({ signed_in: true });
  });

  test.each<[what: string, pack: Record<string, string>, grant: Grant, by: string]>([
    ['to whom it goes', {}, { what: 'role', person: 'anna', role: 'owner' }, 'anna'],
    [
      'under another account',
      { dora: 'anna' },
      { what: 'role', person: 'dora', role: 'owner' },
      'anna',
    ],
    [
      'who proposed it, under another account',
      { anna: 'adam' },
      { what: 'role', person: 'dora', role: 'owner' },
      'anna',
    ],
  ])('is not approved by the one %s', async (_, links, grant, by) => {
    await using server = await testServer({ pack: packWith(links) });
    const change = await granted(await server.as('adam'), grant);
    expect((await approve(await server.as(by), change)).status).toBe(403);
    expect((await approve(await server.as('arno'), change)).status).toBe(200);
  });

  test('to the administrator needs somebody else too', async () => {
    await using server = await testServer();
    const adam = await server.as('adam');
    const change = await granted(adam, { what: 'role', person: 'adam', role: 'auditor' });
    expect((await approve(adam, change)).status).toBe(403);
    expect(await rolesOf(adam)).toEqual(['admin']);
    expect((await approve(await server.as('anna'), change)).status).toBe(200);
    expect(await rolesOf(adam)).toEqual(['admin', 'auditor']);
  });

  test('links two accounts of one human: what one did, the other does not approve', async () => {
    await using server = await testServer();
    const [adam, anna] = [await server.as('adam'), await server.as('anna')];
    await approve(anna, await granted(adam, { what: 'same_as', person: 'arno', same_as: 'otto' }));
    expect(server.deps.inForce.samePerson('otto', 'arno')).toBe(true);
  });

  test('is proposed by administrators alone, and they propose nothing else', async () => {
    await using server = await testServer();
    const grants = [{ what: 'role', person: 'dora', role: 'supervisor' }];
    const olga = await server.as('olga');
    expect((await olga.post('/api/grants', { grants, reason: 'x' })).status).toBe(403);
    const adam = await server.as('adam');
    expect((await adam.post('/api/drafts', { kind: 'organisation', id: 'office' })).status).toBe(
      403,
    );
    const rollback = { kind: 'flow', id: 'lend', hash: 'x', title: 'x', reason: 'x' };
    expect((await adam.post('/api/rollbacks', rollback)).status).toBe(403);
  });

  test('that makes no sense is refused with its place', async () => {
    await using server = await testServer();
    const adam = await server.as('adam');
    const grants = [{ what: 'role', person: 'dora', role: 'clerk' }];
    const refused = await adam.post('/api/grants', { grants, reason: 'x' });
    expect(refused.body).toMatchObject({ problems: [{ code: 'grant_has', at: '/grants/0' }] });
    const unknown = [{ what: 'post', person: 'dora', post: 'gone' }];
    expect(codes(await adam.post('/api/grants', { grants: unknown, reason: 'x' }))).toContain(
      'unknown_reference',
    );
  });

  test('needs a fresh proof', async () => {
    await using server = await testServer();
    const adam = await server.as('adam');
    server.clock.advance(6 * 60_000);
    expect(codesOf(await adam.post('/api/grants', { grants: [], reason: '' }))).toEqual([
      'confirmation_needed',
    ]);
  });

  test('is listed with what it gives, while it waits and afterwards', async () => {
    await using server = await testServer();
    const [adam, anna] = [await server.as('adam'), await server.as('anna')];
    const change = await granted(adam, { what: 'role', person: 'dora', role: 'supervisor' });
    const list = async (open: boolean) => (await anna.get(`/api/grants?open=${open}`)).body;
    expect(await list(true)).toMatchObject({
      rows: [{ id: change['id'], state: 'proposed', author: { id: 'adam' } }],
    });
    expect(JSON.stringify(await list(true))).toContain('supervisor');
    expect(await list(false)).toEqual({ rows: [], next: null });
    await approve(anna, change);
    expect(await list(true)).toEqual({ rows: [], next: null });
    expect(await list(false)).toMatchObject({ rows: [{ state: 'active' }] });
  });

  test('may be withdrawn by the administrator', async () => {
    await using server = await testServer();
    const adam = await server.as('adam');
    const change = await granted(adam, { what: 'role', person: 'dora', role: 'supervisor' });
    const withdrawn = await adam.post(`/api/changes/${change['id']}/withdraw`);
    expect(withdrawn).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
  });
});

test('who loses the auditor’s role between looking and approving does not approve', async () => {
  await using server: TestServer = await testServer();
  const [adam, anna, arno] = [
    await server.as('adam'),
    await server.as('anna'),
    await server.as('arno'),
  ];
  const less = await granted(adam, { what: 'no_role', person: 'arno', role: 'auditor' });
  const other = await server.as('olga');
  expect(await rolesOf(other)).toEqual(['owner']);
  expect((await approve(anna, less)).status).toBe(200);
  const next = await granted(adam, { what: 'role', person: 'dora', role: 'supervisor' });
  expect((await approve(arno, next)).status).toBe(403);
});
