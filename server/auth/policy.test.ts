import { OpenAPIHono } from '@hono/zod-openapi';
import { describe, expect, test } from 'vitest';
import { roles, type Role } from '@flowmeter/engine/definition/organisation.ts';
import { ok } from '@flowmeter/engine/problem.ts';
import type { AppEnv } from '../app-env.ts';
import { testServer, type TestServer } from '../testing.ts';
import { assertGuarded } from './assert-guarded.ts';
import { allows, policy, type RouteId } from './policy.ts';

const routeIds = Object.keys(policy) as RouteId[];

/** Somebody of the testing pack with exactly this role. */
const bearers: Record<Role, string> = {
  owner: 'olga',
  auditor: 'anna',
  supervisor: 'stan',
  clerk: 'dora',
  admin: 'adam',
};

interface Operation {
  id: RouteId;
  method: string;
  path: string;
}

interface Description {
  paths: Record<string, Record<string, { operationId: RouteId }>>;
}

async function operationsOf({ anonymous }: TestServer): Promise<Operation[]> {
  const { body } = await anonymous.get('/api/openapi.json');
  const { paths } = body as unknown as Description;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, 'x'),
    })),
  );
}

describe('the policy and the routes', () => {
  test('are the same: every route has a row, every row a route', async () => {
    await using server = await testServer();
    const found = (await operationsOf(server)).map(({ id }) => id);
    expect(found.toSorted()).toEqual(routeIds.toSorted());
  });

  test('the description is OpenAPI 3.1', async () => {
    await using server = await testServer();
    const { body } = await server.anonymous.get('/api/openapi.json');
    expect(body).toMatchObject({ openapi: '3.1.0', info: { title: 'Flowmeter 精流' } });
  });

  test('a route without a row does not start', () => {
    const app = new OpenAPIHono<AppEnv>();
    app.get('/api/open', (c) => c.text('open to everyone'));
    expect(() => assertGuarded(app)).toThrow('GET /api/open');
  });
});

describe('every route, for nobody and for each role', () => {
  test('without signing in only what is public answers', async () => {
    await using server = await testServer();
    const closed = [];
    for (const { id, method, path } of await operationsOf(server)) {
      closed.push([id, (await server.app.request(path, { method })).status === 401]);
    }
    expect(closed).toEqual(closed.map(([id]) => [id, !allows(id as RouteId, undefined)]));
  });

  test.each(roles)('%s passes exactly where the policy says', async (role) => {
    const denied: string[] = [];
    await using server = await testServer({
      recordAudit: async (_deps, { allowed, action }) =>
        ok([action].filter(() => !allowed).forEach((one) => denied.push(one))),
    });
    const client = await server.as(bearers[role]);
    const operations = (await operationsOf(server)).filter(({ id }) => isOfPeople(id));
    for (const { method, path } of operations) await client.send(method, path);
    const closed = operations.filter(({ id }) => !allows(id, [role])).map(({ id }) => id);
    const atTheDoor = denied.filter((action) => Object.hasOwn(policy, action));
    expect(atTheDoor.toSorted()).toEqual(closed.toSorted());
  });
});

/**
 * Signing out would end the walk; a stream of events does not end by itself; what a signature opens is
 * closed to every person.
 */
function isOfPeople(id: RouteId): boolean {
  return id !== 'sign_out' && id !== 'live' && policy[id] !== 'signed';
}

test('a session does not open what a signature opens', async () => {
  await using server = await testServer();
  const adam = await server.as('adam');
  const event = { specversion: '1.0', id: '1', source: 'x', type: 'x' };
  const headers = { 'Content-Type': 'application/cloudevents+json' };
  const answer = await adam.post('/api/events', event, { headers });
  expect(answer).toMatchObject({ status: 401, body: { problems: [{ code: 'not_signed' }] } });
});

test.each<[RouteId, readonly Role[] | undefined, boolean]>([
  ['health_live', undefined, true],
  ['session', undefined, false],
  ['session', ['clerk'], true],
  ['approve_change', ['auditor'], true],
  ['approve_change', ['owner', 'admin', 'supervisor', 'clerk'], false],
  ['create_draft', ['owner'], true],
  ['create_draft', ['auditor'], false],
  ['complete_task', ['clerk'], true],
  ['complete_task', ['admin'], false],
  ['audit_log', ['admin'], true],
  ['verify_audit_log', ['owner'], false],
  ['receive_event', undefined, false],
  ['receive_event', ['owner', 'admin'], false],
  ['skip_incident', ['supervisor'], true],
  ['skip_incident', ['clerk', 'auditor', 'admin'], false],
])('%s for %j: %s', (route, held, expected) => {
  expect(allows(route, held)).toBe(expected);
});
