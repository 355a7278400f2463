/**
 * Requests that change something must come from our own pages. Browsers say where a request comes
 * from in Sec-Fetch-Site and Origin; programs send neither, and carry no cookie unasked. Bodies are
 * JSON, or a file where one is taken: a foreign form can send neither.
 */
import type { Context } from 'hono';
import { problem, type Problem } from '@flowmeter/engine/problem.ts';
import type { AppEnv } from '../app-env.ts';
import { takesType, uploadOf } from '../uploads.ts';
import { hostProblem } from '../web/callers.ts';

/** Why a request is not taken from where it comes, or in the form it has. */
export function strangerProblem(c: Context<AppEnv>): Problem | undefined {
  const elsewhere = hostProblem(c);
  if (elsewhere !== undefined) return elsewhere;
  const { method } = c.req;
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return undefined;
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const foreign =
    (site !== undefined && site !== 'same-origin') ||
    (origin !== undefined && !isOurs(origin, c.get('deps').origin, c.req.header('host')));
  if (foreign) return problem('csrf');
  const type = c.req.header('content-type');
  if (type === undefined || isJson(type)) return undefined;
  const upload = uploadOf(c);
  return upload !== undefined && takesType(upload, type) ? undefined : problem('json_only');
}

function isJson(type: string): boolean {
  return type === 'application/json' || /^application\/(cloudevents\+)?json\s*(;|$)/i.test(type);
}

function isOurs(origin: string, ours: string | undefined, host: string | undefined): boolean {
  if (ours !== undefined) return origin === ours;
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
}
