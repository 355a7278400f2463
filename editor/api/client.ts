/**
 * One way to the server: its own routes, typed by itself. `api.cases[':id'].$get(…)` asks, `answer(…)`
 * gives the JSON of a success; a refusal is an error that carries words.
 */
import type { Api } from '@flowmeter/server/app.ts';
import { hc, parseResponse } from 'hono/client';
import { connection } from './connection.ts';
import { Refusal, Unreachable } from './refusal.ts';

export const { api } = hc<Api>('/', { fetch: send });

/** The JSON of a success. @throws Refusal when the server says no, Unreachable when it is away */
export const answer = parseResponse;

/**
 * As `answer`, for what holds conditions or reasons: they hold their like, and Hono's type of JSON stops
 * there. `View` is the type of the route's own schema.
 */
export function answerDeep<View>(
  asked: Promise<Parameters<typeof parseResponse>[0]>,
): Promise<View> {
  return answer(asked as never) as Promise<View>;
}

/** What a change is sent with. */
interface Intent {
  /** The version of what is changed, as If-Match: a change made meanwhile refuses this one. */
  version?: number;
  /** Idempotency-Key: the same intent asked twice is done once. */
  key?: string;
}

/** The headers of a change, as the client of the API takes them. */
export function intent({ version, key }: Intent): { headers: Record<string, string> } {
  return {
    headers: {
      ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    },
  };
}

/** Lets go of a question that nobody waits for any more. */
export function until(signal: AbortSignal | undefined): { init: RequestInit } {
  return { init: signal === undefined ? {} : { signal } };
}

async function send(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await reach(input, init);
  const state = connection.getState();
  if (response.status === 503) state.saidBusy();
  else state.answered();
  if (response.ok) return response;
  throw new Refusal(response.status, await jsonOf(response), response.headers);
}

async function reach(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(input, { ...init, credentials: 'same-origin' });
  } catch (error) {
    if (init?.signal?.aborted) throw error;
    connection.getState().wasLost();
    throw new Unreachable(error);
  }
}

/** What a proxy in between says may be no JSON. */
async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
