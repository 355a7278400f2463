/** A real HTTP server that stands for another system: it notes what it is sent, and answers as told. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Receiver extends AsyncDisposable {
  origin: string;
  port: number;
  received: Received[];
  /** What comes next is answered by this. */
  answers: (respond: (response: ServerResponse, received: Received) => void) => void;
}

type Respond = Parameters<Receiver['answers']>[0];

const accept: Respond = (response) => response.writeHead(204).end();

export async function receiver(): Promise<Receiver> {
  const received: Received[] = [];
  let respond = accept;
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const part of request) body += String(part);
      const { method = '', url: path = '', headers } = request;
      const one = { method, path, headers, body };
      received.push(one);
      respond(response, one);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    received,
    answers: (next) => {
      respond = next;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
