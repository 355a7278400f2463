/** The guard before every handler: who asks, and whether the policy lets them. */
import type { MiddlewareHandler } from 'hono';
import { problem } from '@flowmeter/engine/problem.ts';
import type { Actor, AppEnv } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { refuse } from '../problem-answer.ts';
import { sessionToken } from './cookie.ts';
import { allows, policy, type RouteId, type Who } from './policy.ts';
import { sessionIdOf } from './session-id.ts';
import { signedEvent } from './signed-event.ts';

/** Marks a handler as guarded, so that the start of the server can see that every route is. */
export const guarded = new WeakMap<object, RouteId>();

export function guard(route: RouteId): MiddlewareHandler<AppEnv> {
  const who: Who = policy[route];
  const handler: MiddlewareHandler<AppEnv> = async (c, next) => {
    if (who === 'public') return next();
    if (who === 'signed') return openBySignature(c, next);
    const deps = c.get('deps');
    const token = sessionToken(c);
    const actor = token === undefined ? undefined : await actorOf(deps, token);
    if (actor === undefined || token === undefined) return refuse(c, [problem('not_signed_in')]);
    const asked = { session: sessionIdOf(token), request: c.var.requestId };
    if (!allows(route, actor.roles)) {
      const told = await deps.recordAudit(deps, {
        at: instantOf(deps.clock),
        actor: actor.id,
        ...asked,
        action: route,
        object: c.req.path,
        allowed: false,
        details: { roles: actor.roles, method: c.req.method },
      });
      return refuse(c, told.ok ? [problem('not_allowed')] : told.problems);
    }
    c.set('actor', { ...actor, asked });
    c.set('token', token);
    return next();
  };
  guarded.set(handler, route);
  return handler;
}

const openBySignature: MiddlewareHandler<AppEnv> = async (c, next) => {
  const signed = await signedEvent(c);
  if (!signed.ok) return refuse(c, signed.problems);
  c.set('signed', signed.value);
  return next();
};

/** `watch`: looking does not count as using the session. */
export async function actorOf(
  deps: Deps,
  token: string,
  how: 'use' | 'watch' = 'use',
): Promise<Actor | undefined> {
  const person = await deps.accounts.personOf(token, how);
  return person && deps.inForce.actor(person);
}
