import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'flowmeter-'));
const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the real process and waits for its address. */
async function start(environment: Record<string, string>, until = 'Demonstration accounts') {
  const env = { ...process.env, DATA_DIR: folder, PORT: '0', NO_COLOR: '1', ...environment };
  const child = spawn(process.execPath, ['--disable-proto=delete', main], { env });
  running.add(child);
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes(until)) break;
  }
  return { child, said, address: String(/http:\/\/127\.0\.0\.1:\d+/.exec(said)) };
}

async function stop(child: ChildProcess): Promise<unknown> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = (await exited) as [number];
  running.delete(child);
  return code;
}

async function signIn(address: string, account: string): Promise<Response> {
  return fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ account, password: 'flowmeter-demo' }),
  });
}

test('a fresh folder becomes a running server, which goes down in order and comes back', async () => {
  const first = await start({ FLOWMETER_DEMO: 'people' });
  expect((await fetch(`${first.address}/health/ready`)).status).toBe(200);
  const accounts = [...first.said.matchAll(/^ {2}(\w+) +\S/gm)].map((match) => String(match[1]));
  expect(accounts.length).toBeGreaterThan(5);
  const signed = await signIn(first.address, String(accounts[0]));
  expect(signed.status).toBe(200);
  const cookie = String(signed.headers.get('set-cookie')).split(';', 1).join();
  const live = await fetch(`${first.address}/api/live`, { headers: { cookie } });
  expect(live.headers.get('content-type')).toContain('text/event-stream');
  expect(await stop(first.child)).toBe(0);
  expect(await live.text()).toContain('retry');
  const stores = readdirSync(folder).filter((name) => name.includes('sqlite'));
  expect(stores).toEqual(['flowmeter.sqlite']);

  const second = await start({ FLOWMETER_DEMO: 'people' });
  const session = await fetch(`${second.address}/api/session`, { headers: { cookie } });
  expect(session.status).toBe(200);
  expect(await stop(second.child)).toBe(0);
});

async function post(address: string, path: string, body: object): Promise<Response> {
  return fetch(`${address}/api/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

test('outside the demonstration nobody has a password: two links are printed for two people', async () => {
  const links = /http:\/\/127\.0\.0\.1:\d+\/set-up#([\w-]{43})/g;
  const first = await start({ FLOWMETER_DEMO: '0' }, 'the auditor approves');
  const [admin, auditor] = [...first.said.matchAll(links)].map(([, token = '']) => token);
  expect(first.said).not.toContain('flowmeter-demo');
  expect(first.said).toMatch(/first administrator[^]*\(admin\)[^]*first auditor[^]*\(sunli\)/);
  expect((await signIn(first.address, 'admin')).status).toBe(401);
  const setUp = { token: admin, password: 'a lamp, two chairs and tea' };
  const done = await post(first.address, 'set-up', setUp);
  expect(await done.json()).toEqual({ signed_in: true });
  const cookie = String(done.headers.get('set-cookie')).split(';', 1).join();
  const accounts = await fetch(`${first.address}/api/accounts`, { headers: { cookie } });
  expect(accounts.status).toBe(403);
  expect(await stop(first.child)).toBe(0);

  const second = await start({}, 'the auditor approves');
  const again = [...second.said.matchAll(links)].map(([, token = '']) => token);
  expect(again).toHaveLength(1);
  expect(again[0]).not.toBe(auditor);
  expect((await post(second.address, 'set-up/look', { token: auditor })).status).toBe(409);
  const looked = await post(second.address, 'set-up/look', { token: again[0] });
  expect(await looked.json()).toMatchObject({ id: 'sunli' });
  expect(await stop(second.child)).toBe(0);
});
