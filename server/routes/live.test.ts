import { expect, test } from 'vitest';
import { createWorker } from '../worker/worker.ts';
import { testServer, testPassword, type TestServer } from '../testing.ts';
import { drafted, drafting, noticePack } from './notices.fixture.ts';

const opening = { flow: 'lend', data: { borrower: 'Ada', amount: 10 } };

/** What a listener has heard, up to and including a first event that says `until`. */
async function listen(server: TestServer, account: string) {
  const credentials = { account, password: testPassword };
  const signed = await server.anonymous.post('/api/session', credentials);
  const Cookie = signed.headers.get('set-cookie')?.split(';')[0] ?? '';
  const response = await server.app.request('/api/live', { headers: { Cookie } });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  return {
    type: response.headers.get('content-type'),
    async until(said: string): Promise<string> {
      let heard = '';
      while (!heard.includes(said)) {
        const { value, done } = await reader.read();
        if (done) break;
        heard += value;
      }
      return heard;
    },
    close: () => reader.cancel(),
  };
}

test('a change is heard by those who may see it', async () => {
  await using server = await testServer();
  const [north, south] = [await listen(server, 'carl'), await listen(server, 'sid')];
  expect(north.type).toContain('text/event-stream');
  await north.until('retry');
  await south.until('retry');
  const dora = await server.as('dora');
  const { body } = await dora.post('/api/cases', opening);
  const sid = await server.as('sid');
  const other = await sid.post('/api/cases', opening);
  await createWorker(server.deps).runDue();
  const id = String(body['case_id']);
  const heard = await north.until(`{"topic":"tasks","id":"${id}.2"}`);
  expect(heard).toContain(`event: cases\ndata: {"topic":"cases","id":"${id}"}\nid: 1`);
  const elsewhere = await south.until(`{"topic":"cases","id":"${String(other.body['case_id'])}"}`);
  expect(elsewhere).not.toContain(id);
  await Promise.all([north.close(), south.close()]);
});

test('a notice is heard by those for whom it is alone, and again when they have read it', async () => {
  await using server = await testServer({ pack: noticePack() });
  const [carl, sue] = [await listen(server, 'carl'), await listen(server, 'sue')];
  await carl.until('retry');
  await sue.until('retry');
  const { caseId } = await drafted(server);
  const worker = createWorker(server.deps);
  await worker.runDue();
  const reader = await server.as('carl');
  await carl.until(`{"topic":"notices","id":"${caseId}"}`);
  await reader.post('/api/notices/read', { up_to: 9 });
  await worker.runDue();
  await carl.until('{"topic":"notices","id":"carl"}');
  const later = await drafting(server, 'Bea');
  await worker.runDue();
  const heard = await sue.until(`{"topic":"cases","id":"${later.caseId}"}`);
  expect(heard).toContain(`{"topic":"cases","id":"${caseId}"}`);
  expect(heard).not.toContain('notices');
  await Promise.all([carl.close(), sue.close()]);
});

test('the line is closed when the server goes down', async () => {
  await using server = await testServer();
  const carl = await listen(server, 'carl');
  await carl.until('retry');
  server.deps.live.close();
  expect(await carl.until('never said')).not.toContain('never said');
});

test('one account has a bounded number of lines; one that ends makes room', async () => {
  await using server = await testServer();
  const lines = [];
  for (let each = 0; each < 24; each++) lines.push(await listen(server, 'carl'));
  const carl = await server.as('carl');
  const refused = await carl.get('/api/live');
  expect(refused).toMatchObject({
    status: 429,
    body: { problems: [{ code: 'too_many_streams' }] },
  });
  expect(refused.headers.get('retry-after')).toBe('10');
  const [first, ...others] = lines;
  await first?.close();
  lines.push(await listen(server, 'carl'));
  expect(lines.at(-1)?.type).toContain('text/event-stream');
  server.deps.live.close();
  await Promise.all(others.map((line) => line.close()));
});

test('who does not read is let go, and nobody else is held up', async () => {
  await using server = await testServer();
  const slow = await listen(server, 'carl');
  await slow.until('retry');
  const news = { topic: 'cases', id: 'c1', unit: 'north' } as const;
  for (let id = 1; id <= 2000; id++) server.deps.live.deliver({ id, news: [news] });
  const heard = await slow.until('never said');
  expect(heard.split('event: cases').length).toBeLessThan(600);
});

test.each<[what: string, method: string, path: string, body: object]>([
  ['are ended', 'DELETE', '/api/accounts/carl/sessions', {}],
  ['end with their account', 'POST', '/api/accounts/carl/close', { reason: 'left' }],
])('a stream ends at once when the sessions of its listener %s', async (_, method, path, body) => {
  await using server = await testServer();
  const carl = await listen(server, 'carl');
  await carl.until('retry');
  const adam = await server.as('adam');
  await adam.send(method, path, body);
  expect(await carl.until('never said')).toBe('');
});

test('a stream says no more of what its listener may not see any more, at once', async () => {
  await using server = await testServer();
  const carl = await listen(server, 'carl');
  await carl.until('retry');
  const office = structuredClone(server.deps.inForce.organisation()!);
  office.people = office.people.filter(({ id }) => id !== 'carl');
  await server.deps.store.definitions.activate([office], '2026-03-02T02:00:00.000Z');
  await server.deps.inForce.refresh();
  expect(await carl.until('never said')).toBe('');
});
