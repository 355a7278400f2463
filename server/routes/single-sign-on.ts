/** The way to the identity provider of the house and back. These are addresses that a browser goes to. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { problem, type Problem } from '@flowmeter/engine/problem.ts';
import type { AppEnv } from '../app-env.ts';
import { giveSession, sessionToken } from '../auth/cookie.ts';
import { sessionIdOf } from '../auth/session-id.ts';
import { arrive } from '../use-cases/single-sign-on.ts';
import { defineRoute, json, newRoutes, refusals } from './define.ts';
import { originOf } from './session.ts';

/** Lax: the way back begins at the provider, where a strict one would be left behind. */
const COOKIE = '__Host-flowmeter_away';
const settings = { httpOnly: true, sameSite: 'Lax', path: '/', secure: true } as const;
const AWAY_SECONDS = 600;
const BACK = '/api/session/single-sign-on/back';

const redirected = { 302: { description: 'The way on.' }, ...refusals };

const ways = defineRoute('sign_in_ways', {
  method: 'get',
  path: '/api/session/ways',
  tags: ['session'],
  responses: {
    200: json(
      z.object({ single_sign_on: z.object({ name: z.string() }).nullable() }),
      'How people may sign in besides by password.',
    ),
    ...refusals,
  },
});

const leave = defineRoute('leave_for_single_sign_on', {
  method: 'get',
  path: '/api/session/single-sign-on',
  tags: ['session'],
  request: {
    query: z.object({
      next: z.string().max(2000).optional(),
      /** Proves again who is signed in. */
      prove: z.stringbool().optional(),
    }),
  },
  responses: redirected,
});

const back = defineRoute('back_from_single_sign_on', {
  method: 'get',
  path: BACK,
  tags: ['session'],
  responses: redirected,
});

export const singleSignOnRoutes = newRoutes()
  .openapi(ways, (c) => {
    const { singleSignOn } = c.var.deps;
    return c.json({ single_sign_on: singleSignOn ? { name: singleSignOn.name } : null }, 200);
  })
  .openapi(leave, async (c) => {
    const { singleSignOn } = c.var.deps;
    if (singleSignOn === undefined) return c.redirect(troubleAt(problem('route_not_found')), 302);
    const { next, prove = false } = c.req.valid('query');
    const token = prove ? sessionToken(c) : undefined;
    const left = await singleSignOn.leave(`${ourOrigin(c)}${BACK}`, { next: placeOf(next), token });
    if (!left.ok) return c.redirect(troubleAt(left.problems[0]), 302);
    setCookie(c, COOKIE, left.value.id, { ...settings, maxAge: AWAY_SECONDS });
    return c.redirect(left.value.address.href, 302);
  })
  .openapi(back, async (c) => {
    const { deps } = c.var;
    const id = getCookie(c, COOKIE) ?? '';
    deleteCookie(c, COOKIE, settings);
    if (deps.singleSignOn === undefined) return c.redirect('/login', 302);
    const query = new URL(c.req.url).searchParams;
    const request = c.var.requestId;
    const arrived = await arrive(deps, deps.singleSignOn, { id, query, request }, originOf(c));
    if (!arrived.ok) return c.redirect(troubleAt(arrived.problems[0]), 302);
    const { token, next, hint } = arrived.value;
    if (token !== undefined) {
      giveSession(c, token);
      deps.hints.set(sessionIdOf(token), hint);
    }
    return c.redirect(next, 302);
  });

/** The address that people use. */
function ourOrigin(c: Context<AppEnv>): string {
  return c.var.deps.origin ?? new URL(c.req.url).origin;
}

/** A place of ours: anything else would send people on to strangers. */
function placeOf(next: string | undefined): string {
  const isOurs = next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith('/api/');
  return isOurs ? next : '/';
}

function troubleAt(found: Problem | undefined): string {
  return `/login?problem=${found?.code ?? 'single_sign_on_failed'}`;
}
