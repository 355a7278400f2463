import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../app.ts';
import { testServer, type TestServer } from '../testing.ts';

const script = 'export const answer = 42;\n'.repeat(100);
let folder: string;
let server: TestServer;
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flowmeter-'));
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(
    join(dist, 'index.html'),
    '<!doctype html><title>Flowmeter</title><meta property="csp-nonce" nonce="FLOWMETER_NONCE">',
  );
  writeFileSync(join(dist, '.sources'), 'hidden');
  writeFileSync(join(dist, 'assets', 'main-abc123.js'), script);
  server = await testServer();
  app = createApp(server.deps, dist);
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

test.each(['/', '/cases/abc', '/index.html'])(
  '%s is the page, asked for again each time',
  async (path) => {
    const answer = await app.request(path);
    expect(await answer.text()).toContain('<title>Flowmeter</title>');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self';");
  },
);

test('the page and its policy have a nonce that no other answer has', async () => {
  const nonces = await Promise.all(
    ['/', '/', '/cases'].map(async (path) => {
      const answer = await app.request(path);
      const [, inPage = ''] = (await answer.text()).split(/ nonce="|">$/);
      const said = answer.headers.get('content-security-policy');
      expect(said).toContain(`style-src 'self' 'nonce-${inPage}';`);
      expect(said).toContain("require-trusted-types-for 'script'");
      expect(said).not.toMatch(/unsafe|\*/);
      return inPage;
    }),
  );
  expect(new Set(nonces).size).toBe(3);
  expect(nonces.every((nonce) => Buffer.from(nonce, 'base64').length === 16)).toBe(true);
});

test('what carries a hash in its name is kept for ever', async () => {
  const answer = await app.request('/assets/main-abc123.js');
  expect(await answer.text()).toBe(script);
  expect(answer.headers.get('cache-control')).toContain('immutable');
  expect(answer.headers.get('content-type')).toContain('text/javascript');
});

test.each([
  ['gzip, deflate, br', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
])('to whom takes %s it goes as %s', async (accepted, encoding, unpack) => {
  const headers = { 'Accept-Encoding': accepted };
  for (const _again of [1, 2]) {
    const answer = await app.request('/assets/main-abc123.js', { headers });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('vary')).toBe('Accept-Encoding');
    expect(unpack(Buffer.from(await answer.arrayBuffer())).toString()).toBe(script);
  }
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/assets/../../secret.txt',
  '/.sources',
  '/..%2fsecret.txt',
])('%s leads nowhere', async (path) => {
  const text = await (await app.request(path)).text();
  expect(text).not.toContain('secret');
  expect(text).not.toContain('hidden');
});

test.each(['/api/nothing', '/health/nothing'])('%s is a problem and not the page', async (path) => {
  expect((await app.request(path)).status).toBe(404);
});
