/** The guard before every handler: who asks, and whether the policy lets them. */
import type { Context, MiddlewareHandler } from 'hono';
import { problem } from '@flowmeter/engine/problem.ts';
import type { Actor, AppEnv } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { refuse } from '../problem-answer.ts';
import { addressOf } from '../web/callers.ts';
import type { RateClass } from '../web/rates.ts';
import { sessionToken } from './cookie.ts';
import { afterProof, allows, policy, withoutFactor, type RouteId, type Who } from './policy.ts';
import { rateOf } from './route-rates.ts';
import { sessionIdOf } from './session-id.ts';
import { signedEvent } from './signed-event.ts';

/** Marks a handler as guarded, so that the start of the server can see that every route is. */
export const guarded = new WeakMap<object, RouteId>();

export function guard(route: RouteId): MiddlewareHandler<AppEnv> {
  const who: Who = policy[route];
  const handler: MiddlewareHandler<AppEnv> = async (c, next) => {
    const early = tooOften(c, earlyRates[route] ?? earlyRates[String(who)], addressOf(c));
    if (early !== undefined) return early;
    if (who === 'public') return next();
    if (who === 'signed') return openBySignature(c, next);
    const deps = c.get('deps');
    const token = sessionToken(c);
    const actor = token === undefined ? undefined : await actorOf(deps, token);
    if (actor === undefined || token === undefined) return refuse(c, [problem('not_signed_in')]);
    const late = tooOften(c, rateOf(route, c.req.method), actor.id);
    if (late !== undefined) return late;
    const asked = { session: sessionIdOf(token), request: c.var.requestId };
    const denied = await denialOf(deps, route, actor, token);
    if (denied !== undefined) {
      const told = await deps.recordAudit(deps, {
        at: instantOf(deps.clock),
        actor: actor.id,
        ...asked,
        action: route,
        object: c.req.path,
        allowed: false,
        details: { roles: actor.roles, method: c.req.method },
      });
      return refuse(c, told.ok ? [denied] : told.problems);
    }
    if (afterProof.includes(route) && !(await deps.accounts.confirmed(token))) {
      return refuse(c, [problem('confirmation_needed')]);
    }
    c.set('actor', { ...actor, asked });
    c.set('token', token);
    return next();
  };
  guarded.set(handler, route);
  return handler;
}

/** What is counted by the caller’s address, before anybody is known. */
const earlyRates: Partial<Record<string, RateClass>> = { sign_in: 'sign_in', signed: 'event' };

/** The refusal of who has had their turns. */
function tooOften(c: Context<AppEnv>, kind: RateClass | undefined, asker: string | undefined) {
  if (kind === undefined || asker === undefined) return undefined;
  const seconds = c.get('deps').takeTurn(kind, asker);
  return seconds === 0 ? undefined : refuse(c, [problem('too_many_requests', { seconds })]);
}

/** Why this person may not call the route; undefined when they may. */
async function denialOf(deps: Deps, route: RouteId, { roles }: Actor, token: string) {
  if (!allows(route, roles)) return problem('not_allowed');
  if (withoutFactor.includes(route) || !(await deps.accounts.lacksFactor(token))) return undefined;
  return problem('factor_needed');
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
