/** Every operation of the API, for nobody and for every role, about what is of another unit and of one's own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles, type Role } from '@flowmeter/engine/definition/organisation.ts';
import { testPassword, type TestServer } from '../testing.ts';
import {
  bearer,
  everybody,
  furnish,
  matrixServer,
  passMorning,
  seesNorth,
  write,
  type Place,
} from './matrix.fixture.ts';
import { placesOf, type Placed } from './matrix-places.fixture.ts';
import { allows, policy, type RouteId } from './policy.ts';

interface Operation {
  id: RouteId;
  method: string;
  path: string;
}

interface Told {
  status: number;
  /** Denied at the door, by the policy. */
  denied: boolean;
  text: string;
}

let server: TestServer;
let operations: Operation[];
let north: Record<string, Placed>;
/** What the audit log was told of denials. */
const denials: string[] = [];
/** Of sessions, by server and person. */
const cookies = new WeakMap<TestServer, Map<string, string>>();

beforeAll(async () => {
  server = await matrixServer();
  const { recordAudit } = server.deps;
  server.deps.recordAudit = async (deps, event) => {
    denials.push(...[event.action].filter(() => !event.allowed));
    return recordAudit(deps, event);
  };
  north = placesOf(await furnish(server, 'north'), await write(server));
  operations = await operationsOf(server);
}, 60_000);

afterAll(() => server[Symbol.asyncDispose]());

test('every operation has its place, and every place its operation', () => {
  const described = operations.map(({ id }) => id).toSorted();
  expect(Object.keys(north).toSorted()).toEqual(described);
  expect(Object.keys(policy).toSorted()).toEqual(described);
});

test('every place names what its path asks for', () => {
  const unfilled = operations.filter((one) => filled(one, place(one)).includes('{'));
  expect(unfilled.map(({ id }) => id)).toEqual([]);
});

test('nobody gets in but where it is public', async () => {
  const statuses: [string, boolean][] = [];
  for (const one of operations) {
    const { status } = await ask(one, undefined);
    statuses.push([one.id, status !== 401]);
  }
  // Signing in with a wrong password is another 401.
  const open = operations.map(({ id }) => [id, policy[id] === 'public'] as [string, boolean]);
  expect(statuses.filter(([id]) => id !== 'sign_in')).toEqual(
    open.filter(([id]) => id !== 'sign_in'),
  );
});

describe.each(everybody)('%s in %s', (role, where) => {
  test('is let in exactly where the policy says, and finds only what is theirs to find', async () => {
    const answers: [string, string][] = [];
    for (const one of operations.toSorted((a, b) => lateness(a) - lateness(b))) {
      answers.push([one.id, verdict(one, role, where, await ask(one, bearer(role, where)))]);
    }
    expect(answers.filter(([, said]) => said !== 'as expected')).toEqual([]);
  });
});

describe('what the south sees is the same whether the north has anything or not', () => {
  let alone: TestServer;
  let beside: TestServer;
  let things: string[];

  beforeAll(async () => {
    [alone, beside] = [await matrixServer(), await matrixServer()];
    await furnish(alone, 'south');
    await passMorning(alone);
    await furnish(beside, 'south');
    things = Object.values(await furnish(beside, 'north'));
  }, 60_000);

  afterAll(async () => {
    await alone[Symbol.asyncDispose]();
    await beside[Symbol.asyncDispose]();
  });

  test.each(roles)('%s', async (role) => {
    const look = async (of: TestServer) => {
      const lists = operations
        .filter((one) => place(one).about === 'seen')
        .filter((one) => allows(one.id, [role]));
      const said: [string, string][] = [];
      for (const one of lists) {
        said.push([one.id, (await ask(one, bearer(role, 'south'), of)).text]);
      }
      return said;
    };
    const all = await look(beside);
    expect(all.map(([id, text]) => [id, unnamed(text)])).toEqual(
      (await look(alone)).map(([id, text]) => [id, unnamed(text)]),
    );
    expect(things.filter((id) => JSON.stringify(all).includes(`"${id}"`))).toEqual([]);
  });
});

/** Ids in the order in which they appear: two servers give others. */
function unnamed(text: string): string {
  const known = new Map<string, string>();
  return text.replaceAll(/\b1k[0-9a-z]{16}\b/g, (id) => {
    const name = known.get(id) ?? `#${known.size}`;
    known.set(id, name);
    return name;
  });
}

/** What an answer was, in the terms of what it should be. */
function verdict(one: Operation, role: Role, where: Place, { status, denied, text }: Told): string {
  const wrong = `${status}${denied ? ' denied' : ''} ${text.slice(0, 160)}`;
  const expected = expectation(one, role, where);
  const fits = {
    denied: denied && status === 403,
    signature: status === 401,
    none: status === 404 && !denied,
    found: !denied && ![401, 404].includes(status) && status < 500,
    served: !denied && status !== 500 && !text.includes('not_signed_in'),
    anything: true,
  };
  return fits[expected] ? 'as expected' : `${expected} expected, was ${wrong}`;
}

function expectation(one: Operation, role: Role, where: Place) {
  const { about, destroys } = place(one);
  if (policy[one.id] === 'signed') return 'signature';
  if (policy[one.id] === 'public') return 'anything';
  if (!allows(one.id, [role])) return 'denied';
  if (about === 'own') return 'none';
  if (about !== 'unit' && about !== 'work') return 'served';
  if (!seesNorth(where) || (about === 'work' && role === 'clerk' && where === 'head'))
    return 'none';
  const isFirst = role === 'owner' && where === 'head';
  return destroys === true && !isFirst ? 'anything' : 'found';
}

/** What ends a session, or what it asks about, comes last. */
function lateness({ id }: Operation): number {
  const { ends, destroys } = place({ id });
  return Number(ends ?? false) * 2 + Number(destroys ?? false);
}

function place({ id }: { id: RouteId }): Placed {
  return north[id] ?? { about: 'all' };
}

function filled({ path }: Operation, { ids = {}, query }: Placed): string {
  const address = path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => ids[name] ?? whole);
  return query === undefined ? address : `${address}?${query}`;
}

async function ask(one: Operation, person: string | undefined, of = server): Promise<Told> {
  const placed = place(one);
  const { method, id } = one;
  const { body, type = 'application/json', ends } = placed;
  const headers = new Headers({ 'If-Match': '"9999"' });
  if (person !== undefined) headers.set('Cookie', await cookieOf(of, person));
  if (body !== undefined) headers.set('Content-Type', type);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const sent = body === undefined || method === 'GET' ? {} : { body: text };
  denials.length = 0;
  const answer = await of.app.request(filled(one, placed), { method, headers, ...sent });
  if (ends === true && person !== undefined) cookies.get(of)?.delete(person);
  const isStream = answer.headers.get('content-type')?.includes('event-stream') === true;
  if (isStream) await answer.body?.cancel();
  return {
    status: answer.status,
    denied: denials.includes(id),
    text: isStream ? '' : await answer.text(),
  };
}

async function cookieOf(of: TestServer, account: string): Promise<string> {
  const signedIn = cookies.get(of) ?? new Map<string, string>();
  cookies.set(of, signedIn);
  const known = signedIn.get(account);
  if (known !== undefined) return known;
  const { cookie } = await of.anonymous.post('/api/session', { account, password: testPassword });
  signedIn.set(account, cookie.split(';', 1).join());
  return cookieOf(of, account);
}

async function operationsOf({ anonymous }: TestServer): Promise<Operation[]> {
  const { body } = await anonymous.get('/api/openapi.json');
  const { paths } = body as unknown as {
    paths: Record<string, Record<string, { operationId: RouteId }>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path,
    })),
  );
}
