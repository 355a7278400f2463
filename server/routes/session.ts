/** Signing in and out, who is signed in, proving it again. */
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import type { Actor, AppEnv } from '../app-env.ts';
import { giveSession, takeSession } from '../auth/cookie.ts';
import { sessionIdOf } from '../auth/session-id.ts';
import { actorOf } from '../auth/guard.ts';
import type { Origin } from '../auth/sessions.ts';
import { refuse } from '../problem-answer.ts';
import { confirmSession } from '../use-cases/confirm-session.ts';
import { lookAtLink, useLink } from '../use-cases/set-up-account.ts';
import { signIn } from '../use-cases/sign-in.ts';
import { signOut } from '../use-cases/sign-out.ts';
import { AccountId, Code, Password, SessionView } from '../views/accounts.ts';
import { addressOf } from '../web/callers.ts';
import { body, defineRoute, json, newRoutes, refusals } from './define.ts';

const Credentials = z.strictObject({
  account: AccountId,
  password: Password,
  code: Code.optional(),
});
const Proof = Credentials.omit({ account: true });
const Token = z.string().min(1).max(100);

const begin = defineRoute('sign_in', {
  method: 'post',
  path: '/api/session',
  tags: ['session'],
  description: 'Answers `code_needed` where the account has a second factor and no code came.',
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
  responses: {
    200: json(
      z.object({ go_to: z.string() }),
      'Signed out here; the identity provider signs out by this address.',
    ),
    204: { description: 'Signed out; the session is over everywhere.' },
    ...refusals,
  },
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

const look = defineRoute('look_at_link', {
  method: 'post',
  path: '/api/set-up/look',
  tags: ['session'],
  request: { body: body(z.strictObject({ token: Token })) },
  responses: {
    200: json(
      z.object({ id: z.string(), name: Localized, needs_code: z.boolean() }),
      'Whose password the link sets, and whether the code of the reset has to be given with it.',
    ),
    ...refusals,
  },
});

const use = defineRoute('use_link', {
  method: 'post',
  path: '/api/set-up',
  tags: ['session'],
  description: 'Of a reset that two people agreed to, the code that the first was given comes too.',
  request: {
    body: body(z.strictObject({ token: Token, password: Password, code: Code.optional() })),
  },
  responses: {
    200: json(
      z.object({ signed_in: z.boolean() }),
      'The password is set; who has a second factor still has to sign in with it.',
    ),
    ...refusals,
  },
});

export const sessionRoutes = newRoutes()
  .openapi(begin, async (c) => {
    const signed = await signIn(c.var.deps, c.req.valid('json'), originOf(c));
    if (!signed.ok) return refuse(c, signed.problems);
    const { token, actor } = signed.value;
    giveSession(c, token);
    return c.json(await sessionView(c, actor, token), 200);
  })
  .openapi(current, async (c) => c.json(await sessionView(c, c.var.actor, c.var.token), 200))
  .openapi(end, async (c) => {
    const done = await signOut(c.var.deps, c.var.actor, c.var.token);
    if (!done.ok) return refuse(c, done.problems);
    takeSession(c);
    const go_to = await farewellOf(c);
    return go_to === undefined ? c.body(null, 204) : c.json({ go_to }, 200);
  })
  .openapi(confirm, async (c) => {
    const { deps, actor, token } = c.var;
    const done = await confirmSession(deps, actor, token, c.req.valid('json'), originOf(c));
    return done.ok ? c.body(null, 204) : refuse(c, done.problems);
  })
  .openapi(look, async (c) => {
    const found = await lookAtLink(c.var.deps, c.req.valid('json').token);
    if (!found.ok) return refuse(c, found.problems);
    const { person, codeHash } = found.value;
    return c.json({ id: person.id, name: person.name, needs_code: codeHash !== null }, 200);
  })
  .openapi(use, async (c) => {
    const used = await useLink(c.var.deps, c.req.valid('json'), originOf(c));
    if (!used.ok) return refuse(c, used.problems);
    const token = used.value;
    if (token !== undefined && (await actorOf(c.var.deps, token))) giveSession(c, token);
    return c.json({ signed_in: token !== undefined }, 200);
  });

/** Where whoever came by the identity provider signs out of it too. */
async function farewellOf(c: Context<AppEnv>): Promise<string | undefined> {
  const { singleSignOn, hints, origin } = c.var.deps;
  const hint = hints.get(sessionIdOf(c.var.token));
  if (singleSignOn === undefined || hint === undefined) return undefined;
  const back = `${origin ?? new URL(c.req.url).origin}/login`;
  return (await singleSignOn.farewell(hint, back))?.href;
}

/** Where a request comes from. */
export function originOf(c: Context<AppEnv>): Origin {
  const address = addressOf(c) ?? 'unknown';
  return { address, agent: c.req.header('user-agent') ?? '' };
}

async function sessionView(
  c: Context<AppEnv>,
  { id, name, unit, posts, roles }: Actor,
  token: string,
): Promise<z.infer<typeof SessionView>> {
  const asker = await c.var.deps.accounts.askerOf(token, 'watch');
  return { user: { id, name, unit, posts, roles }, lacks_factor: asker?.lacksFactor === true };
}
