import { once } from 'node:events';
import type { Server } from 'node:http';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpServer, type SafeResponse } from './http-server.ts';
import { safeHeaders } from './safe-headers.ts';

const answers: Record<string, () => Response> = {
  '/data': () => Response.json({ is: 'data' }),
  '/nothing': () => new Response(null, { status: 204 }),
  '/page': () => new Response('', { headers: { 'Content-Security-Policy': "img-src 'self'" } }),
  '/cookies': () => {
    const headers = new Headers({ 'X-Frame-Options': 'SAMEORIGIN' });
    headers.append('Set-Cookie', 'one=1');
    headers.append('Set-Cookie', 'two=2');
    return new Response('signed in', { headers });
  },
  '/thrown': () => {
    throw new Error('a bug');
  },
};

let server: Server;

const answerOf = (request: Request) => answers[new URL(request.url).pathname]!();

beforeAll(async () => {
  server = createHttpServer(answerOf);
  server.prependListener('request', (_incoming, outgoing) => {
    (outgoing as SafeResponse<IncomingMessage>).requestId = 'r-1';
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});

afterAll(() => void server.close());

/** The head of an answer as it came over the net: name, value, name, value. */
async function headOf(path: string): Promise<string[]> {
  const { port } = server.address() as AddressInfo;
  const asked = get({ host: '127.0.0.1', port, path, agent: false });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.rawHeaders;
}

const valuesOf = (head: readonly string[], name: string) =>
  head.filter((_value, place) => place % 2 === 1 && head[place - 1]?.toLowerCase() === name);

test.each(Object.keys(answers))('%s: every safe header once, and the number', async (path) => {
  const head = await headOf(path);
  const counts = safeHeaders.map(([name]) => [name, valuesOf(head, name).length]);
  expect(counts).toEqual(safeHeaders.map(([name]) => [name, 1]));
  expect(valuesOf(head, 'x-request-id')).toEqual(['r-1']);
});

test('what an answer says itself counts, whatever the case of its letters', async () => {
  expect(valuesOf(await headOf('/page'), 'content-security-policy')).toEqual(["img-src 'self'"]);
  const head = await headOf('/cookies');
  expect(valuesOf(head, 'x-frame-options')).toEqual(['SAMEORIGIN']);
  expect(valuesOf(head, 'set-cookie')).toEqual(['one=1', 'two=2']);
});
