/** Deny by default: a route that the policy does not know is a bug, found before the first request. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../app-env.ts';
import { guarded } from './guard.ts';

/** @throws naming the routes without a guard */
export function assertGuarded(app: OpenAPIHono<AppEnv>): void {
  const paths = new Map<string, boolean>();
  for (const { method, path, handler } of app.routes) {
    if (method === 'ALL') continue;
    const key = `${method} ${path}`;
    paths.set(key, paths.get(key) === true || guarded.has(handler));
  }
  const open = [...paths].filter(([, isGuarded]) => !isGuarded).map(([key]) => key);
  if (open.length > 0) throw new Error(`Routes without a row in the policy: ${open.join(', ')}`);
}
