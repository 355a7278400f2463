import { hc } from 'hono/client';
import { expect, test } from 'vitest';
import type { Api } from './app.ts';
import { testPassword, testServer } from './testing.ts';

test('a client made from the API’s type signs in, opens a case and reads it', async () => {
  await using server = await testServer();
  let cookie = '';
  const api = hc<Api>('http://localhost', {
    fetch: async (input: Request | URL | string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      headers.set('Cookie', cookie);
      return server.app.fetch(new Request(input, { ...init, headers }));
    },
  }).api;

  const signed = await api.session.$post({ json: { account: 'dora', password: testPassword } });
  cookie = String(signed.headers.get('set-cookie')).split(';', 1).join();
  const opened = await api.cases.$post({
    json: { flow: 'lend', data: { borrower: 'Ada', amount: 10 } },
  });
  const answer = await opened.json();
  expect(answer).toMatchObject({ version: 1, ended: false });
  const { case_id } = answer as Extract<typeof answer, { case_id: string }>;
  const one = await api.cases[':id'].$get({ param: { id: case_id } });
  expect(await one.json()).toMatchObject({
    title: 'Ada',
    visits: [{}, { post: { id: 'checker' } }],
  });
});

test('paths are told apart by one expression: no path has a name where another has a blank', async () => {
  await using server = await testServer();
  await server.app.request('/health/live');
  expect(server.app.router.name).toBe('SmartRouter + RegExpRouter');
});
