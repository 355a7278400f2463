/** The whole server for a test: a real store in a temporary folder, a clock that the test moves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Definition } from '@flowmeter/engine/definition/kinds.ts';
import { createApp } from './app.ts';
import { sealingIn } from './auth/sealing.ts';
import { SESSION_COOKIE } from './auth/cookie.ts';
import { instantOf, virtualClock, type VirtualClock } from './clock.ts';
import { composeDeps, type Parts } from './compose.ts';
import type { Deps } from './deps.ts';
import { createIds } from './ids.ts';
import { keysInMemory } from './keys/key-files.ts';
import { openKeys } from './keys/keys.ts';
import { createRecordStore } from './records/record-store.ts';
import { openStore } from './store/store.ts';
import { testingPack } from './testing-pack.ts';

/** A Monday morning in Shanghai, within the calendar of the testing pack. */
export const testStart = '2026-03-02T01:00:00.000Z';
export const testPassword = 'correct horse';
/** The least that argon2id takes: tests sign in often. */
const quick = { memory: 8, passes: 1 };

export interface TestOptions
  extends Partial<
    Pick<
      Parts,
      | 'raiseFindings'
      | 'recordAudit'
      | 'connectors'
      | 'takeTurn'
      | 'surroundings'
      | 'factorFor'
      | 'singleSignOn'
    >
  > {
  pack?: Definition[];
  start?: string;
  origin?: string;
}

export interface TestServer extends AsyncDisposable {
  deps: Deps;
  app: ReturnType<typeof createApp>;
  clock: VirtualClock;
  /** The store's file. */
  file: string;
  logged: string[];
  /** A client signed in as this person. */
  as(person: string): Promise<Client>;
  /** A client that carries the token of a session. */
  with(token: string): Client;
  anonymous: Client;
  /** As after a crash or a restart: everything in memory is gone, the file is opened again. */
  restart(): Promise<void>;
}

export interface Answer {
  status: number;
  // The tests look at what was answered as JSON, whatever it is.
  body: Record<string, never>;
  headers: Headers;
  /** The cookie it sets, whole; empty when none. */
  cookie: string;
}

export interface Sent {
  version?: number;
  key?: string;
  headers?: Record<string, string>;
}

export interface Client {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown, sent?: Sent): Promise<Answer>;
  put(path: string, body?: unknown, sent?: Sent): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  send(method: string, path: string, body?: unknown, sent?: Sent): Promise<Answer>;
}

export async function testServer(options: TestOptions = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'flowmeter-'));
  const clock = virtualClock(options.start ?? testStart);
  const logged: string[] = [];
  const files = keysInMemory();
  const open = () => {
    const keys = openKeys(files, instantOf(clock.clock));
    return composeDeps({ ...partsOf(options, folder, clock, logged), keys });
  };
  const server = { deps: await open() } as TestServer;
  await seed(server.deps, options.pack ?? testingPack());
  server.app = createApp(server.deps);
  return Object.assign(server, {
    clock,
    file: join(folder, 'flowmeter.sqlite'),
    logged,
    anonymous: client(() => server.app),
    as: async (person: string) => client(() => server.app, await cookieOf(server, person)),
    with: (token: string) => client(() => server.app, `${SESSION_COOKIE}=${token}`),
    restart: async () => {
      await server.deps.store.close();
      server.deps = await open();
      server.app = createApp(server.deps);
    },
    [Symbol.asyncDispose]: async () => {
      await server.deps.store.close();
      rmSync(folder, { recursive: true });
    },
  });
}

function partsOf(
  options: TestOptions,
  folder: string,
  { clock }: VirtualClock,
  logged: string[],
): Omit<Parts, 'keys'> {
  return {
    store: openStore(join(folder, 'flowmeter.sqlite')),
    clock,
    ids: createIds(clock),
    records: createRecordStore(join(folder, 'records')),
    log: (level, message, fields) => void logged.push(JSON.stringify({ level, message, fields })),
    raiseFindings: options.raiseFindings,
    recordAudit: options.recordAudit,
    connectors: options.connectors,
    factorFor: options.factorFor,
    singleSignOn: options.singleSignOn,
    sealing: sealingIn(join(folder, 'keys')),
    takeTurn: options.takeTurn,
    surroundings: options.surroundings,
    origin: options.origin,
    passwordCost: quick,
  };
}

async function seed(deps: Deps, pack: Definition[]): Promise<void> {
  await deps.store.definitions.activate(pack, instantOf(deps.clock));
  await deps.inForce.refresh();
  const people = deps.inForce.organisation()?.people ?? [];
  await deps.accounts.setPasswords(people.map(({ id }) => ({ id, password: testPassword })));
}

async function cookieOf(server: TestServer, account: string): Promise<string> {
  const answer = await server.anonymous.post('/api/session', { account, password: testPassword });
  if (answer.status !== 200) throw new Error(`${account} cannot sign in: ${answer.status}`);
  return answer.cookie.split(';', 1).join();
}

function client(app: () => TestServer['app'], cookie?: string): Client {
  async function send(method: string, path: string, body?: unknown, sent: Sent = {}) {
    const headers = new Headers(sent.headers);
    if (cookie !== undefined) headers.set('Cookie', cookie);
    if (sent.version !== undefined) headers.set('If-Match', `"${sent.version}"`);
    if (sent.key !== undefined) headers.set('Idempotency-Key', sent.key);
    if (body !== undefined && !headers.has('Content-Type')) {
      headers.set('Content-Type', 'application/json');
    }
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const request = { method, headers, ...(body === undefined ? {} : { body: text }) };
    const response = await app().request(path, request);
    return {
      status: response.status,
      headers: response.headers,
      cookie: response.headers.get('set-cookie') ?? '',
      body: await bodyOf(response),
    };
  }
  return {
    get: (path) => send('GET', path),
    post: (path, body = {}, sent = {}) => send('POST', path, body, sent),
    put: (path, body = {}, sent = {}) => send('PUT', path, body, sent),
    delete: (path) => send('DELETE', path),
    send,
  };
}

async function bodyOf(response: Response): Promise<Answer['body']> {
  const text = await response.text();
  const isLines = response.headers.get('content-type')?.startsWith('application/jsonl') === true;
  return text.startsWith('{') && !isLines ? JSON.parse(text) : ({ text } as never);
}
