/** Other people's accounts: inviting, closing, ending sessions, what takes two people: another password, no second factor. */
import { z } from '@hono/zod-openapi';
import { refuse } from '../problem-answer.ts';
import { accountViews } from '../show/account.ts';
import { closeAccount, openAccount } from '../use-cases/close-account.ts';
import { endSessionsOf } from '../use-cases/end-sessions.ts';
import { invitePerson } from '../use-cases/invite-person.ts';
import { askFactorReset, decideFactorReset } from '../use-cases/reset-factor.ts';
import { askPasswordReset, decidePasswordReset } from '../use-cases/reset-password.ts';
import { AccountId, AccountView, Because, LinkCodeView, LinkView } from '../views/accounts.ts';
import { body, defineRoute, json, newRoutes, refusals } from './define.ts';

const params = z.object({ id: AccountId });
const done = { 204: { description: 'Done.' }, ...refusals };

const list = defineRoute('list_accounts', {
  method: 'get',
  path: '/api/accounts',
  tags: ['accounts'],
  responses: {
    200: json(z.object({ accounts: z.array(AccountView) }), 'Everybody of the organisation.'),
    ...refusals,
  },
});

const invite = defineRoute('invite', {
  method: 'post',
  path: '/api/accounts/{id}/invitation',
  tags: ['accounts'],
  description: 'A one-time link to set the password; an earlier one is void.',
  request: { params },
  responses: { 200: json(LinkView, 'The link, this once.'), ...refusals },
});

const close = defineRoute('close_account', {
  method: 'post',
  path: '/api/accounts/{id}/close',
  tags: ['accounts'],
  description: 'Nobody signs in with it any more; its sessions end at once.',
  request: { params, body: body(Because) },
  responses: done,
});

const open = defineRoute('open_account', {
  method: 'post',
  path: '/api/accounts/{id}/open',
  tags: ['accounts'],
  request: { params, body: body(Because) },
  responses: done,
});

const endSessions = defineRoute('end_sessions_of', {
  method: 'delete',
  path: '/api/accounts/{id}/sessions',
  tags: ['accounts'],
  request: { params },
  responses: done,
});

const ask = defineRoute('ask_factor_reset', {
  method: 'post',
  path: '/api/accounts/{id}/factor-reset',
  tags: ['accounts'],
  description: 'Another person has to agree before anything happens.',
  request: { params, body: body(Because) },
  responses: done,
});

const decide = defineRoute('decide_factor_reset', {
  method: 'post',
  path: '/api/factor-resets/{id}/decision',
  tags: ['accounts'],
  request: {
    params: z.object({ id: z.string().max(64) }),
    body: body(z.strictObject({ agree: z.boolean() })),
  },
  responses: done,
});

const askPassword = defineRoute('ask_password_reset', {
  method: 'post',
  path: '/api/accounts/{id}/password-reset',
  tags: ['accounts'],
  description:
    'An auditor has to agree. The link that comes of it sets a password together with this code alone; asking again takes the place of what waits.',
  request: { params, body: body(Because) },
  responses: { 200: json(LinkCodeView, 'The code, this once.'), ...refusals },
});

const decidePassword = defineRoute('decide_password_reset', {
  method: 'post',
  path: '/api/password-resets/{id}/decision',
  tags: ['accounts'],
  description: 'Agreeing ends all sessions of the account; its second factor stays.',
  request: {
    params: z.object({ id: z.string().max(64) }),
    body: body(z.strictObject({ agree: z.boolean() })),
  },
  responses: {
    200: json(LinkView, 'Agreed: the link, this once.'),
    204: { description: 'Refused.' },
    ...refusals,
  },
});

export const accountRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json({ accounts: await accountViews(c.var.deps, c.var.actor) }, 200),
  )
  .openapi(invite, async (c) => {
    const invited = await invitePerson(c.var.deps, c.var.actor, c.req.valid('param').id);
    return invited.ok ? c.json(invited.value, 200) : refuse(c, invited.problems);
  })
  .openapi(close, async (c) => {
    const [{ id }, { reason }] = [c.req.valid('param'), c.req.valid('json')];
    const closed = await closeAccount(c.var.deps, c.var.actor, id, reason);
    return closed.ok ? c.body(null, 204) : refuse(c, closed.problems);
  })
  .openapi(open, async (c) => {
    const [{ id }, { reason }] = [c.req.valid('param'), c.req.valid('json')];
    const opened = await openAccount(c.var.deps, c.var.actor, id, reason);
    return opened.ok ? c.body(null, 204) : refuse(c, opened.problems);
  })
  .openapi(endSessions, async (c) => {
    const ended = await endSessionsOf(c.var.deps, c.var.actor, c.req.valid('param').id);
    return ended.ok ? c.body(null, 204) : refuse(c, ended.problems);
  })
  .openapi(ask, async (c) => {
    const [{ id }, { reason }] = [c.req.valid('param'), c.req.valid('json')];
    const asked = await askFactorReset(c.var.deps, c.var.actor, id, reason);
    return asked.ok ? c.body(null, 204) : refuse(c, asked.problems);
  })
  .openapi(decide, async (c) => {
    const [{ id }, { agree }] = [c.req.valid('param'), c.req.valid('json')];
    const decided = await decideFactorReset(c.var.deps, c.var.actor, id, agree);
    return decided.ok ? c.body(null, 204) : refuse(c, decided.problems);
  })
  .openapi(askPassword, async (c) => {
    const [{ id }, { reason }] = [c.req.valid('param'), c.req.valid('json')];
    const asked = await askPasswordReset(c.var.deps, c.var.actor, id, reason);
    return asked.ok ? c.json({ code: asked.value }, 200) : refuse(c, asked.problems);
  })
  .openapi(decidePassword, async (c) => {
    const [{ id }, { agree }] = [c.req.valid('param'), c.req.valid('json')];
    const decided = await decidePasswordReset(c.var.deps, c.var.actor, id, agree);
    if (!decided.ok) return refuse(c, decided.problems);
    return decided.value === undefined ? c.body(null, 204) : c.json(decided.value, 200);
  });
