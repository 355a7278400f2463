/**
 * Node's HTTP server, whose every answer carries the safe headers. They are added where the head is
 * written, all at once: set one by one before, Node would look through each of them twice.
 */
import {
  ServerResponse,
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  type Server,
} from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { createApp } from '../app.ts';
import { safeHeaders } from './safe-headers.ts';

type Headers = OutgoingHttpHeaders | OutgoingHttpHeader[];

const safe = safeHeaders.flat();
const safeNames = new Set(safeHeaders.map(([name]) => name));

export function createHttpServer(fetch: ReturnType<typeof createApp>['fetch']): Server {
  return createAdaptorServer({ fetch, serverOptions: { ServerResponse: SafeResponse } }) as Server;
}

export class SafeResponse<Asked extends IncomingMessage> extends ServerResponse<Asked> {
  /** The number that the answer tells, so that a person can name it. */
  requestId = '';

  override writeHead(status: number, reason?: string | Headers, headers?: Headers): this {
    const isSaid = typeof reason === 'string';
    const all = this.#whole(isSaid ? headers : reason);
    return isSaid ? super.writeHead(status, reason, all) : super.writeHead(status, all);
  }

  /** Name, value, name, value: what the answer says itself goes before what all say. */
  #whole(headers: Headers = []): OutgoingHttpHeader[] {
    const own = Array.isArray(headers) ? headers : pairs(headers);
    const said = own.filter((name, place) => place % 2 === 0 && isSafe(name));
    const rest = said.length === 0 ? safe : safeWithout(new Set(said.map(lower)));
    const number = this.requestId === '' ? [] : ['x-request-id', this.requestId];
    return [...own, ...number, ...rest];
  }
}

const lower = (name: OutgoingHttpHeader) => String(name).toLowerCase();
const isSafe = (name: OutgoingHttpHeader) => safeNames.has(lower(name));

function pairs(headers: OutgoingHttpHeaders): OutgoingHttpHeader[] {
  const flat: OutgoingHttpHeader[] = [];
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flat.push(name, value);
  }
  return flat;
}

function safeWithout(names: ReadonlySet<string>): string[] {
  return safeHeaders.filter(([name]) => !names.has(name)).flat();
}
