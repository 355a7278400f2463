/** Signing in and out, and who is signed in. */
import { z } from '@hono/zod-openapi';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { roles } from '@flowmeter/engine/definition/organisation.ts';
import type { Context } from 'hono';
import type { Actor, AppEnv } from '../app-env.ts';
import { giveSession, takeSession } from '../auth/cookie.ts';
import type { Origin } from '../auth/sessions.ts';
import { refuse } from '../problem-answer.ts';
import { confirmSession } from '../use-cases/confirm-session.ts';
import { signIn } from '../use-cases/sign-in.ts';
import { signOut } from '../use-cases/sign-out.ts';
import { body, defineRoute, json, newRoutes, refusals } from './define.ts';

const Credentials = z.strictObject({
  account: z.string().min(1).max(64),
  password: z.string().min(1).max(200),
});

const Proof = z.strictObject({ password: z.string().min(1).max(200) });

const SessionView = z
  .object({
    user: z.object({
      id: z.string(),
      name: Localized,
      unit: z.string(),
      posts: z.array(z.string()),
      roles: z.array(z.enum(roles)),
    }),
  })
  .openapi('Session');

const begin = defineRoute('sign_in', {
  method: 'post',
  path: '/api/session',
  tags: ['session'],
  request: { body: body(Credentials) },
  responses: { 200: json(SessionView, 'Signed in; the cookie is set.'), ...refusals },
});

const current = defineRoute('session', {
  method: 'get',
  path: '/api/session',
  tags: ['session'],
  responses: { 200: json(SessionView, 'Who is signed in.'), ...refusals },
});

const end = defineRoute('sign_out', {
  method: 'delete',
  path: '/api/session',
  tags: ['session'],
  responses: { 204: { description: 'Signed out; the session is over everywhere.' }, ...refusals },
});

const confirm = defineRoute('confirm_session', {
  method: 'post',
  path: '/api/session/confirm',
  tags: ['session'],
  description:
    'Proves again who is signed in. Decisions that need it answer `confirmation_needed` where the last proof, signing in included, is older than five minutes.',
  request: { body: body(Proof) },
  responses: { 204: { description: 'Proved.' }, ...refusals },
});

export const sessionRoutes = newRoutes()
  .openapi(begin, async (c) => {
    const signed = await signIn(c.var.deps, c.req.valid('json'), originOf(c));
    if (!signed.ok) return refuse(c, signed.problems);
    giveSession(c, signed.value.token);
    return c.json(sessionView(signed.value.actor), 200);
  })
  .openapi(current, (c) => c.json(sessionView(c.var.actor), 200))
  .openapi(end, async (c) => {
    const done = await signOut(c.var.deps, c.var.actor, c.var.token);
    if (!done.ok) return refuse(c, done.problems);
    takeSession(c);
    return c.body(null, 204);
  })
  .openapi(confirm, async (c) => {
    const { deps, actor, token } = c.var;
    const done = await confirmSession(deps, actor, token, c.req.valid('json'), originOf(c));
    return done.ok ? c.body(null, 204) : refuse(c, done.problems);
  });

function originOf(c: Context<AppEnv>): Origin {
  const address = c.env?.incoming?.socket.remoteAddress ?? 'unknown';
  return { address, agent: c.req.header('user-agent') ?? '' };
}

function sessionView({ id, name, unit, posts, roles: held }: Actor): z.infer<typeof SessionView> {
  return { user: { id, name, unit, posts, roles: held } };
}
