import { expect, test } from 'vitest';
import { testServer } from '../testing.ts';

test('signed in, known; signed out, unknown', async () => {
  await using server = await testServer();
  const dora = await server.as('dora');
  expect((await dora.get('/api/session')).body).toMatchObject({ user: { id: 'dora' } });
  expect((await dora.delete('/api/session')).status).toBe(204);
  expect((await dora.get('/api/session')).status).toBe(401);
});
