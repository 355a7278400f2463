import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { policy } from '../auth/policy.ts';
import { testServer } from '../testing.ts';

test('the page stands by itself: no script, one style of ours, every operation', async () => {
  await using server = await testServer();
  const answer = await server.app.request('/api/docs');
  const page = await answer.text();
  expect(answer.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
  const files = [...page.matchAll(/<link[^>]+href="([^"]+)"/g)].map((match) => String(match[1]));
  expect(files).toEqual(['/api/docs/pages.css']);
  const css = await server.app.request('/api/docs/pages.css');
  expect([css.status, css.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
  for (const id of Object.keys(policy)) expect(page).toContain(`<details id="${id}">`);
});

test.each(['package.json', 'index.html', '..%2fpackage.json', '__proto__', 'constructor'])(
  'no other file is served: %s',
  async (file) => {
    await using server = await testServer();
    expect((await server.app.request(`/api/docs/${file}`)).status).toBe(404);
  },
);

test('every operation says what it refuses, and in which form', async () => {
  await using server = await testServer();
  const { body } = await server.anonymous.get('/api/openapi.json');
  const { paths } = body as unknown as { paths: Record<string, Record<string, object>> };
  const api = Object.entries(paths).filter(([path]) => path !== '/api/docs');
  for (const operation of api.flatMap(([, methods]) => Object.values(methods))) {
    expect(operation).toMatchObject({
      tags: [expect.any(String)],
      responses: { '4XX': { content: { 'application/json': { schema: {} } } } },
    });
  }
});

test('alive, ready, and not ready while the store cannot be written to', async () => {
  await using server = await testServer();
  expect((await server.anonymous.get('/health/live')).status).toBe(200);
  expect((await server.anonymous.get('/health/ready')).status).toBe(200);
  const other = new Database(server.file);
  other.exec('BEGIN IMMEDIATE');
  const answer = await server.anonymous.get('/health/ready');
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('1');
  expect((await server.anonymous.get('/health/live')).status).toBe(200);
  other.exec('ROLLBACK');
  other.close();
  expect((await server.anonymous.get('/health/ready')).status).toBe(200);
});
