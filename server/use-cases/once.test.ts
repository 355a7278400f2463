import { expect, test } from 'vitest';
import { testServer } from '../testing.ts';

const opening = { flow: 'lend', data: { borrower: 'Ada', amount: 10 } };

test.each([
  ['', 400],
  ['k', 201],
  ['k'.repeat(200), 201],
  ['k'.repeat(201), 400],
])('a key has 1 to 200 characters: “%s”', async (key, status) => {
  await using server = await testServer();
  const dora = await server.as('dora');
  expect((await dora.post('/api/cases', opening, { key })).status).toBe(status);
});
