/**
 * Somebody cannot sign in any more, or holds a role for which no administrator alone makes a link. An
 * administrator proposes that the password is set anew and is given a code; an auditor agrees and is given
 * a link. Each hands over their own: neither the one nor the other opens the account by themselves. The
 * second factor stays. Where there are not two such people, whoever runs the machine does it, and the log
 * says so.
 */
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { hashOfRecoveryCode, newCode } from '../auth/recovery-codes.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { PasswordResetRow } from '../store/password-reset-schema.ts';
import { invitePerson, newLink, type Invitation } from './invite-person.ts';
import { auditOf } from './record-audit.ts';

/** The code, this once. */
export async function askPasswordReset(
  deps: Deps,
  actor: Actor,
  account: string,
  reason: string,
): Promise<Result<string>> {
  const refused = await refusalOfAsking(deps, actor, account);
  if (refused !== undefined) return tellDenied(deps, actor, account, refused);
  const [id, code] = [deps.ids(), newCode()];
  const asked = { id, account, asked_by: actor.id, asked_at: instantOf(deps.clock), reason };
  const open = { state: 'asked' as const, decided_by: null, decided_at: null };
  const row = { ...asked, ...open, code_hash: hashOfLinkCode(account, code) };
  const audit = auditOf(deps, actor, 'password.reset_asked', { object: account, reason });
  const done = await deps.store.passwordResets.ask(row, audit);
  return done.ok ? ok(code) : done;
}

async function refusalOfAsking({ inForce, store }: Deps, { id }: Actor, account: string) {
  if (inForce.person(account) === undefined) return problem('account_not_found', { id: account });
  if (inForce.samePerson(account, id)) return problem('own_account');
  const row = await store.accounts.get(account);
  return (row?.closed_at ?? null) === null ? undefined : problem('account_closed', { id: account });
}

/** The link, this once; undefined where the answer is no. */
export async function decidePasswordReset(
  deps: Deps,
  actor: Actor,
  id: string,
  agree: boolean,
): Promise<Result<Invitation | undefined>> {
  const made = { link: undefined as Invitation | undefined };
  const done = await deps.store.passwordResets.decide(id, (stored) => {
    if (stored?.state !== 'asked') return failed(problem('reset_not_found'));
    const refused = standingInTheWay(deps, actor, stored);
    if (refused !== undefined) return failed(refused);
    const { account, asked_by, code_hash } = stored;
    const state = agree ? ('done' as const) : ('refused' as const);
    const action = agree ? 'password.reset' : 'password.reset_refused';
    const audit = auditOf(deps, actor, action, account, { asked_by });
    const row = { ...stored, state, decided_by: actor.id, decided_at: instantOf(deps.clock) };
    if (!agree) return ok({ row, link: undefined, audit });
    const { link, invitation } = newLink(deps, { account, by: actor.id, codeHash: code_hash });
    made.link = invitation;
    return ok({ row, link, audit });
  });
  if (!done.ok) return tellDenied(deps, actor, id, done.problems[0] ?? problem('reset_not_found'));
  if (made.link === undefined) return ok(undefined);
  const ended = await deps.accounts.sessions.endOf(done.value.account);
  return ended.ok ? ok(made.link) : ended;
}

function standingInTheWay({ inForce }: Deps, { id }: Actor, stored: PasswordResetRow) {
  if (inForce.samePerson(id, stored.account)) return problem('own_account');
  return inForce.samePerson(id, stored.asked_by)
    ? problem('password_reset_needs_other')
    : undefined;
}

/** By whoever runs the machine: also for the last administrator, and without anybody else. */
export async function resetByConsole(
  deps: Deps,
  account: string,
  reason: string,
): Promise<Result<Invitation>> {
  if (deps.inForce.person(account) === undefined) {
    return failed(problem('account_not_found', { id: account }));
  }
  const told = await deps.recordAudit(deps, {
    at: instantOf(deps.clock),
    actor: 'system',
    action: 'password.reset_by_console',
    object: account,
    reason,
    allowed: true,
    details: {},
  });
  if (!told.ok) return told;
  const made = await invitePerson(deps, 'system', account);
  const ended = made.ok ? await deps.accounts.sessions.endOf(account) : made;
  return ended.ok ? made : ended;
}

/** The code is of one account; however it is spaced and written. */
export function hashOfLinkCode(account: string, code: string): string {
  return hashOfRecoveryCode(`password-reset:${account}`, code);
}

async function tellDenied(deps: Deps, actor: Actor, object: string, refused: Problem) {
  const told = await deps.recordAudit(deps, {
    at: instantOf(deps.clock),
    actor: actor.id,
    ...actor.asked,
    action: 'password.reset',
    object,
    allowed: false,
    details: { code: refused.code },
  });
  return told.ok ? failed(refused) : told;
}
