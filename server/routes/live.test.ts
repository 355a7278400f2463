import { expect, test } from 'vitest';
import { createWorker } from '../worker/worker.ts';
import { testServer, testPassword, type TestServer } from '../testing.ts';

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

test('the line is closed when the server goes down', async () => {
  await using server = await testServer();
  const carl = await listen(server, 'carl');
  await carl.until('retry');
  server.deps.live.close();
  expect(await carl.until('never said')).not.toContain('never said');
});
