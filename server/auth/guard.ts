/** The guard before every handler: who asks, and whether the policy lets them. */
import type { Context } from 'hono';
import { problem } from '@flowmeter/engine/problem.ts';
import type { Actor, AppEnv } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { refuse } from '../problem-answer.ts';
import { addressOf } from '../web/callers.ts';
import type { RateClass } from '../web/rates.ts';
import type { Asker } from './accounts.ts';
import { sessionToken } from './cookie.ts';
import { afterProof, allows, policy, withoutFactor, type RouteId, type Who } from './policy.ts';
import { rateOf } from './route-rates.ts';
import { signedEvent } from './signed-event.ts';

/** Marks a handler as guarded, so that the start of the server can see that every route is. */
export const guarded = new WeakMap<object, RouteId>();

/** Refuses whoever may not call the route; undefined for the others, who are known from then on. */
export function guardOf(route: RouteId): (c: Context<AppEnv>) => Promise<Response | undefined> {
  const who: Who = policy[route];
  return async (c) => {
    const early = tooOften(c, earlyRates[route] ?? earlyRates[String(who)], addressOf(c));
    if (early !== undefined) return early;
    if (who === 'public') return undefined;
    if (who === 'signed') return refusalOfSender(c);
    const token = sessionToken(c);
    const asker = token === undefined ? undefined : await c.get('deps').accounts.askerOf(token);
    if (asker === undefined || token === undefined) return refuse(c, [problem('not_signed_in')]);
    return refusalOfPerson(c, route, asker, token);
  };
}

async function refusalOfPerson(c: Context<AppEnv>, route: RouteId, asker: Asker, token: string) {
  const deps = c.get('deps');
  const actor = deps.inForce.actor(asker.person);
  const late = tooOften(c, rateOf(route, c.req.method), actor.id);
  if (late !== undefined) return late;
  const asked = { session: asker.session, request: c.get('requestId') };
  const denied = denialOf(route, actor, asker);
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
  return undefined;
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
function denialOf(route: RouteId, { roles }: Actor, { lacksFactor }: Asker) {
  if (!allows(route, roles)) return problem('not_allowed');
  return lacksFactor && !withoutFactor.includes(route) ? problem('factor_needed') : undefined;
}

async function refusalOfSender(c: Context<AppEnv>): Promise<Response | undefined> {
  const signed = await signedEvent(c);
  if (!signed.ok) return refuse(c, signed.problems);
  c.set('signed', signed.value);
  return undefined;
}

/** `watch`: looking does not count as using the session. */
export async function actorOf(
  deps: Deps,
  token: string,
  how: 'use' | 'watch' = 'use',
): Promise<Actor | undefined> {
  const asker = await deps.accounts.askerOf(token, how);
  return asker && deps.inForce.actor(asker.person);
}
