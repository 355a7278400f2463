import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { testServer } from '../testing.ts';

test('the pages load only files of ours, and no script stands in them', async () => {
  await using server = await testServer();
  const page = await (await server.app.request('/api/docs')).text();
  const files = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => String(match[1]));
  expect(files).toHaveLength(3);
  for (const file of files) {
    const answer = await server.app.request(file);
    expect(answer.status).toBe(200);
    expect((await answer.text()).length).toBeGreaterThan(50);
  }
  expect(page).not.toMatch(/<script>|onload=/);
});

test.each(['package.json', 'index.html', '..%2fpackage.json', '__proto__', 'constructor'])(
  'no other file of the package is served: %s',
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
