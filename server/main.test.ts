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
async function start(environment: Record<string, string>) {
  const env = { ...process.env, DATA_DIR: folder, PORT: '0', NO_COLOR: '1', ...environment };
  const child = spawn(process.execPath, ['--disable-proto=delete', main], { env });
  running.add(child);
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes('Demonstration accounts')) break;
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
  const first = await start({ FLOWMETER_DEMO: '0' });
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
  expect(readdirSync(folder)).toEqual(['flowmeter.sqlite', 'keys']);

  const second = await start({ FLOWMETER_DEMO: '0' });
  const session = await fetch(`${second.address}/api/session`, { headers: { cookie } });
  expect(session.status).toBe(200);
  expect(await stop(second.child)).toBe(0);
});
