/** One's own account: password, sessions, second factor. */
import { z } from '@hono/zod-openapi';
import { refuse } from '../problem-answer.ts';
import { ownAccountView } from '../show/account.ts';
import { changePassword } from '../use-cases/change-password.ts';
import { endOtherSessions, endOwnSession } from '../use-cases/end-sessions.ts';
import { enrolFactor, removeFactor, renewRecoveryCodes } from '../use-cases/own-factor.ts';
import {
  Code,
  EnrollingView,
  OwnAccountView,
  Password,
  RecoveryCodesView,
} from '../views/accounts.ts';
import { body, defineRoute, json, newRoutes, refusals } from './define.ts';
import { originOf } from './session.ts';

const done = { 204: { description: 'Done.' }, ...refusals };

const about = defineRoute('list_sessions', {
  method: 'get',
  path: '/api/account',
  tags: ['account'],
  responses: { 200: json(OwnAccountView, 'Own sessions and second factor.'), ...refusals },
});

const password = defineRoute('change_password', {
  method: 'post',
  path: '/api/account/password',
  tags: ['account'],
  description: 'Ends every other session.',
  request: { body: body(z.strictObject({ current: Password, password: Password })) },
  responses: done,
});

const endOne = defineRoute('end_session', {
  method: 'delete',
  path: '/api/account/sessions/{id}',
  tags: ['account'],
  request: { params: z.object({ id: z.string().max(64) }) },
  responses: done,
});

const endOthers = defineRoute('end_sessions', {
  method: 'delete',
  path: '/api/account/sessions',
  tags: ['account'],
  description: 'Every own session but the one that asks.',
  responses: done,
});

const begin = defineRoute('begin_factor', {
  method: 'post',
  path: '/api/account/factor',
  tags: ['account'],
  description: 'A new secret for an app; it counts once a code of it has been shown.',
  responses: { 200: json(EnrollingView, 'The secret, this once.'), ...refusals },
});

const enrol = defineRoute('enrol_factor', {
  method: 'put',
  path: '/api/account/factor',
  tags: ['account'],
  request: { body: body(z.strictObject({ code: Code })) },
  responses: { 200: json(RecoveryCodesView, 'The recovery codes, this once.'), ...refusals },
});

const remove = defineRoute('remove_factor', {
  method: 'delete',
  path: '/api/account/factor',
  tags: ['account'],
  responses: done,
});

const renew = defineRoute('renew_recovery_codes', {
  method: 'post',
  path: '/api/account/recovery-codes',
  tags: ['account'],
  responses: { 200: json(RecoveryCodesView, 'The new ones; the old ones are void.'), ...refusals },
});

export const ownAccountRoutes = newRoutes()
  .openapi(about, async (c) => {
    const { deps, actor } = c.var;
    return c.json(await ownAccountView(deps, actor, actor.asked?.session), 200);
  })
  .openapi(password, async (c) => {
    const { deps, actor, token } = c.var;
    const changed = await changePassword(deps, actor, token, c.req.valid('json'), originOf(c));
    return changed.ok ? c.body(null, 204) : refuse(c, changed.problems);
  })
  .openapi(endOne, async (c) => {
    const ended = await endOwnSession(c.var.deps, c.var.actor, c.req.valid('param').id);
    return ended.ok ? c.body(null, 204) : refuse(c, ended.problems);
  })
  .openapi(endOthers, async (c) => {
    const ended = await endOtherSessions(c.var.deps, c.var.actor, c.var.token);
    return ended.ok ? c.body(null, 204) : refuse(c, ended.problems);
  })
  .openapi(begin, (c) => c.json(c.var.deps.accounts.factors.begin(c.var.actor.id), 200))
  .openapi(enrol, async (c) => {
    const { deps, actor, token } = c.var;
    const enrolled = await enrolFactor(deps, actor, token, c.req.valid('json').code);
    if (!enrolled.ok) return refuse(c, enrolled.problems);
    return c.json({ recovery_codes: enrolled.value }, 200);
  })
  .openapi(remove, async (c) => {
    const removed = await removeFactor(c.var.deps, c.var.actor);
    return removed.ok ? c.body(null, 204) : refuse(c, removed.problems);
  })
  .openapi(renew, async (c) => {
    const renewed = await renewRecoveryCodes(c.var.deps, c.var.actor);
    if (!renewed.ok) return refuse(c, renewed.problems);
    return c.json({ recovery_codes: renewed.value }, 200);
  });
