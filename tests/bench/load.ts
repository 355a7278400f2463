/**
 * A load over HTTP/1.1 keep-alive connections, lean enough to leave the processor to the server: raw
 * sockets, one request in flight on each, answers read by their Content-Length.
 */
import { connect, type Socket } from 'node:net';

export interface Request {
  path: string;
  headers?: Record<string, string>;
  body: unknown;
}

export interface Answer {
  status: number;
  body: string;
}

/** Sends all requests over `connections` sockets; answers in the order of the requests. */
export async function sendAll(
  port: number,
  requests: readonly Request[],
  connections = 64,
): Promise<{ seconds: number; answers: Answer[] }> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const texts = requests.map((request) => textOf(port, request));
  const answers: Answer[] = Array.from({ length: requests.length });
  let next = 0;
  const begin = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      for (let index = next++; index < texts.length; index = next++) {
        answers[index] = await exchange(socket, texts[index] ?? '');
      }
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  for (const socket of sockets) socket.destroy();
  return { seconds, answers };
}

function textOf(port: number, { path, headers = {}, body }: Request): string {
  const content = JSON.stringify(body);
  const lines = Object.entries({
    Host: `127.0.0.1:${port}`,
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(content)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${content}`;
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

function exchange(socket: Socket, text: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let got = '';
    const read = (piece: Buffer): void => {
      got += piece.toString('latin1');
      const answer = answerIn(got);
      if (answer === undefined) return;
      socket.off('data', read).off('error', reject);
      resolve(answer);
    };
    socket.on('data', read).once('error', reject);
    socket.write(text);
  });
}

function answerIn(text: string): Answer | undefined {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const body = text.slice(head + 4);
  const length = /content-length: (\d+)/i.exec(text.slice(0, head))?.[1];
  const chunked = /transfer-encoding: chunked/i.test(text.slice(0, head));
  if (chunked ? !body.endsWith('0\r\n\r\n') : body.length < Number(length ?? 0)) return undefined;
  return { status: Number(text.slice(9, 12)), body: Buffer.from(body, 'latin1').toString() };
}
