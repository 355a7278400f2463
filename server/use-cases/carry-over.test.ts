import { describe, expect, test } from 'vitest';
import type { Grant } from '@flowmeter/engine/changes/grant.ts';
import { codesOf } from '../auth/access.fixture.ts';
import { testServer, type Client, type TestServer } from '../testing.ts';
import { approve, told, type Json } from './governance.fixture.ts';

const minute = 60_000;

async function proposed(admin: Client, ...grants: Grant[]): Promise<Json> {
  const answer = await admin.post('/api/grants', { grants, reason: 'Helps out' });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return (await admin.get(`/api/changes/${String(answer.body['change'])}`)).body;
}

const role = (person: string, given: 'supervisor' | 'owner'): Grant => {
  return { what: 'role', person, role: given };
};

const look = async (client: Client, id: unknown) =>
  (await client.get(`/api/changes/${String(id)}`)).body;

const waiting = async (client: Client) =>
  (await client.get('/api/grants?open=true')).body['rows'] as unknown as Json[];

const rolesOf = ({ deps }: TestServer, person: string) => deps.inForce.person(person)?.roles;

describe('grants that wait while another one comes into force', () => {
  test('are proposed again upon it, with new evidence, and count together', async () => {
    await using server = await testServer();
    const [adam, anna] = [await server.as('adam'), await server.as('anna')];
    const first = await proposed(adam, role('dora', 'supervisor'));
    const second = await proposed(adam, role('carl', 'supervisor'));
    const third = await proposed(adam, role('sid', 'owner'));
    server.clock.advance(minute);
    expect((await approve(anna, first)).status).toBe(200);
    expect((await look(anna, second['id']))['state']).toBe('stale');
    const [last, next] = await waiting(anna);
    const again = await look(anna, next!['id']);
    expect(again).toMatchObject({
      title: second['title'],
      reason: 'Helps out',
      author: { id: 'adam' },
      contributors: [{ id: 'adam' }],
      expires_at: second['expires_at'],
      carried_over: { from: second['id'], upon: first['id'] },
    });
    expect(again['evidence_hash']).not.toBe(second['evidence_hash']);
    expect(again['base_hash']).toBe((await look(anna, first['id']))['content_hash']);
    expect((await approve(anna, again)).status).toBe(200);
    expect((await look(anna, last!['id']))['state']).toBe('stale');
    const [rest] = await waiting(anna);
    expect(rest).toMatchObject({ title: third['title'] });
    expect((await approve(anna, await look(anna, rest!['id']))).status).toBe(200);
    expect(rolesOf(server, 'dora')).toContain('supervisor');
    expect(rolesOf(server, 'carl')).toContain('supervisor');
    expect(rolesOf(server, 'sid')).toContain('owner');
  });

  test('are told to the audit log, and are nobody else’s to withdraw', async () => {
    await using server = await testServer();
    const [adam, anna] = [await server.as('adam'), await server.as('anna')];
    const first = await proposed(adam, role('dora', 'supervisor'));
    await proposed(adam, role('carl', 'supervisor'));
    await approve(anna, first);
    const actions = (await told(server)).map(([action, by]) => `${action} ${by}`);
    expect(actions.filter((one) => one === 'change.proposed adam')).toHaveLength(3);
    const [again] = await waiting(anna);
    const withdrawn = await adam.post(`/api/changes/${String(again!['id'])}/withdraw`);
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn' });
  });

  test('are still not approved by who proposed them', async () => {
    await using server = await testServer();
    const [adam, anna] = [await server.as('adam'), await server.as('anna')];
    await approve(anna, await proposed(adam, { what: 'role', person: 'adam', role: 'auditor' }));
    const first = await proposed(adam, role('dora', 'supervisor'));
    await proposed(adam, role('carl', 'supervisor'));
    await approve(anna, first);
    const [again] = await waiting(anna);
    const refused = await approve(adam, await look(adam, again!['id']));
    expect(codesOf(refused)).toEqual(['own_change']);
  });

  test.each<[what: string, other: Grant]>([
    ['of the same person', role('dora', 'owner')],
    ['of whoever is another account of them', { what: 'same_as', person: 'carl', same_as: 'dora' }],
  ])('%s are left to their author', async (_, other) => {
    await using server = await testServer();
    const [adam, anna] = [await server.as('adam'), await server.as('anna')];
    const first = await proposed(adam, role('dora', 'supervisor'));
    const second = await proposed(adam, other);
    await approve(anna, first);
    expect((await look(anna, second['id']))['state']).toBe('stale');
    expect(await waiting(anna)).toEqual([]);
  });

  test('by who is no administrator any more are left', async () => {
    await using server = await testServer();
    const [adam, anna] = [await server.as('adam'), await server.as('anna')];
    const first = await proposed(adam, { what: 'no_role', person: 'adam', role: 'admin' });
    await proposed(adam, role('dora', 'supervisor'));
    expect((await approve(anna, first)).status).toBe(200);
    expect(await waiting(anna)).toEqual([]);
  });
});
