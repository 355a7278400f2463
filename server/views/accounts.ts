/** Accounts, sessions and second factors as they are shown. */
import { z } from '@hono/zod-openapi';
import { Localized } from '@flowmeter/engine/definition/header.ts';
import { roles, Term } from '@flowmeter/engine/definition/organisation.ts';
import { LONGEST_PASSWORD } from '../auth/password-rules.ts';
import { ChangeRowView } from './governance.ts';
import { NamedView } from './parts.ts';

export const AccountId = z.string().min(1).max(64);
export const Password = z.string().min(1).max(LONGEST_PASSWORD);
/** Of an app, or a recovery code. */
export const Code = z.string().min(6).max(40);
export const Because = z.strictObject({ reason: z.string().trim().min(1).max(2000) });

export const SessionView = z
  .object({
    user: z.object({
      id: z.string(),
      name: Localized,
      unit: z.string(),
      posts: z.array(z.string()),
      roles: z.array(z.enum(roles)),
    }),
    /** They may do nothing before they have enrolled a second factor. */
    lacks_factor: z.boolean(),
  })
  .openapi('Session');

export const OwnSessionView = z
  .object({
    id: z.string(),
    /** The one that asks. */
    current: z.boolean(),
    begun_at: z.string(),
    seen_at: z.string(),
    way: z.enum(['password', 'factor', 'single_sign_on']),
    address: z.string(),
    agent: z.string(),
  })
  .openapi('OwnSession');

export const OwnAccountView = z
  .object({
    sessions: z.array(OwnSessionView),
    factor: z.object({
      enrolled: z.boolean(),
      /** May it be removed? */
      required: z.boolean(),
      recovery_codes: z.number().int(),
    }),
    has_password: z.boolean(),
  })
  .openapi('OwnAccount');

export const EnrollingView = z
  .object({ secret: z.string(), address: z.string() })
  .openapi('EnrollingFactor');

export const RecoveryCodesView = z
  .object({ recovery_codes: z.array(z.string()) })
  .openapi('RecoveryCodes');

export const LinkView = z.object({ path: z.string(), expires_at: z.string() }).openapi('SetupLink');

export const LinkCodeView = z.object({ code: z.string() }).openapi('LinkCode');

/** What one person proposed and another has to agree to. */
const WaitingView = z
  .object({
    id: z.string(),
    asked_by: NamedView,
    asked_at: z.string(),
    reason: z.string(),
    may_decide: z.boolean(),
  })
  .nullable();

export const accountStates = ['none', 'invited', 'active', 'locked', 'closed'] as const;

export const AccountView = z
  .object({
    person: NamedView,
    unit: NamedView,
    posts: z.array(NamedView),
    roles: z.array(z.enum(roles)),
    terms: z.array(Term),
    /** Another account of the same human. */
    same_as: NamedView.nullable(),
    state: z.enum(accountStates),
    factor: z.boolean(),
    sessions: z.number().int(),
    seen_at: z.string().nullable(),
    link_until: z.string().nullable(),
    /** A reset of the second factor that waits for another person. */
    reset: WaitingView,
    /** Another password that waits for another person. */
    password_reset: WaitingView,
    can: z.array(z.enum(['invite', 'ask_password', 'close', 'open', 'end_sessions', 'ask_reset'])),
  })
  .openapi('Account');

/** A change of the organisation, with what it gives and takes. */
export const GrantRowView = ChangeRowView.extend({ sentences: z.array(Localized) }).openapi(
  'GrantRow',
);
