/** A client of the API as a program has it: HTTP, a session cookie, JSON. */
import { DEMO_PASSWORD } from '@flowmeter/server/seed/seed.ts';

export interface Answer {
  status: number;
  /** What `Response.json()` gives; tests look at it as JSON, whatever it is. */
  body: Awaited<ReturnType<Response['json']>>;
}

export interface Client {
  get(path: string): Promise<Answer>;
  /** `version` becomes If-Match. */
  post(path: string, body?: unknown, version?: number): Promise<Answer>;
  put(path: string, body: unknown, version?: number): Promise<Answer>;
}

/** Signs in when it must: sessions end while the clock of a test leaps ahead. */
export function clientOf(origin: string, account: string): Client {
  let cookie: string | undefined;
  async function send(method: string, path: string, body?: unknown, version?: number) {
    const headers = new Headers();
    if (cookie !== undefined) headers.set('Cookie', cookie);
    if (body !== undefined) headers.set('Content-Type', 'application/json');
    if (version !== undefined) headers.set('If-Match', `"${version}"`);
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    return fetch(origin + path, { method, headers, ...json });
  }
  async function signIn(): Promise<void> {
    cookie = undefined;
    const answer = await send('POST', '/api/session', { account, password: DEMO_PASSWORD });
    if (answer.status !== 200) throw new Error(`${account} cannot sign in: ${answer.status}`);
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  }
  async function ask(method: string, path: string, body?: unknown, version?: number) {
    if (cookie === undefined) await signIn();
    let answer = await send(method, path, body, version);
    if (answer.status === 401) {
      await signIn();
      answer = await send(method, path, body, version);
    }
    return { status: answer.status, body: await answer.json() };
  }
  return {
    get: (path) => ask('GET', path),
    post: (path, body = {}, version) => ask('POST', path, body, version),
    put: (path, body, version) => ask('PUT', path, body, version),
  };
}
