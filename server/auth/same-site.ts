/**
 * Requests that change something must come from our own pages. Browsers say where a request comes
 * from in Sec-Fetch-Site and Origin; programs send neither, and carry no cookie unasked. Bodies are
 * JSON only: a foreign form cannot send that.
 */
import type { MiddlewareHandler } from 'hono';
import { problem } from '@flowmeter/engine/problem.ts';
import type { AppEnv } from '../app-env.ts';
import { refuse } from '../problem-answer.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export const sameSite: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (SAFE.has(c.req.method)) return next();
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const foreign =
    (site !== undefined && site !== 'same-origin') ||
    (origin !== undefined && !isOurs(origin, c.var.deps.origin, c.req.header('host')));
  if (foreign) return refuse(c, [problem('csrf')]);
  const type = c.req.header('content-type');
  if (type !== undefined && !/^application\/json\s*(;|$)/i.test(type)) {
    return refuse(c, [problem('json_only')]);
  }
  return next();
};

function isOurs(origin: string, ours: string | undefined, host: string | undefined): boolean {
  if (ours !== undefined) return origin === ours;
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
}
