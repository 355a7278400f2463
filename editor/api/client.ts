/** One way to the server: JSON in, JSON out, refusals as errors that carry words. */
import { connection } from './connection.ts';
import { Refusal, Unreachable } from './refusal.ts';

export interface Asking {
  /** Left out of the address when undefined or empty. */
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
  /** The version of what is changed, sent as If-Match: a change made meanwhile refuses this one. */
  version?: number;
  /** Idempotency-Key: the same intent asked twice is done once. */
  key?: string;
  signal?: AbortSignal | undefined;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** @throws Refusal when the server says no, Unreachable when it does not answer */
export async function ask<T>(method: Method, path: string, asking: Asking = {}): Promise<T> {
  const response = await send(method, path, asking);
  const body = await bodyOf(response);
  if (response.ok) {
    connection.getState().answered();
    return body as T;
  }
  if (response.status === 503) connection.getState().saidBusy();
  else connection.getState().answered();
  throw new Refusal(response.status, body, response.headers);
}

async function send(method: Method, path: string, asking: Asking): Promise<Response> {
  try {
    return await fetch(addressOf(path, asking.query), {
      method,
      headers: headersOf(asking),
      credentials: 'same-origin',
      ...(asking.body === undefined ? {} : { body: JSON.stringify(asking.body) }),
      ...(asking.signal ? { signal: asking.signal } : {}),
    });
  } catch (error) {
    if (asking.signal?.aborted) throw error;
    connection.getState().wasLost();
    throw new Unreachable(error);
  }
}

/** The path with its query; parameters without a value are left out. */
export function addressOf(path: string, query: Asking['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

function headersOf(asking: Asking): Headers {
  const headers = new Headers({ accept: 'application/json' });
  if (asking.body !== undefined) headers.set('content-type', 'application/json');
  if (asking.version !== undefined) headers.set('if-match', `"${asking.version}"`);
  if (asking.key !== undefined) headers.set('idempotency-key', asking.key);
  return headers;
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
