/** A one-time link by which somebody sets the password of their account. */
import { hash, randomBytes } from 'node:crypto';
import type { Role } from '@flowmeter/engine/definition/organisation.ts';
import { failed, ok, problem, type Problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { SetupLinkRow } from '../store/schema.ts';
import { auditOf } from './record-audit.ts';

const HOUR = 3_600_000;
/** Over a weekend and a holiday. */
const VALID_MS = 72 * HOUR;
const TOKEN_BYTES = 32;
/** Whoever holds one of these has to be somebody else than the administrators. */
const watching: ReadonlySet<Role> = new Set(['auditor', 'owner']);

export interface Invitation {
  /** Where the person sets their password; what comes after `#` never reaches a log. */
  path: string;
  expires_at: string;
}

/**
 * An administrator alone makes one for an account that was never used and watches over nothing: a link for
 * any other would take it over. `system`: the console, whose first links are for whoever starts the server.
 */
export async function invitePerson(
  deps: Deps,
  actor: Actor | 'system',
  account: string,
): Promise<Result<Invitation>> {
  if (deps.inForce.person(account) === undefined) {
    return failed(problem('account_not_found', { id: account }));
  }
  if (actor !== 'system') {
    const refused = await refusalOfLink(deps, account);
    if (refused !== undefined) return tellRefused(deps, actor, account, refused);
  }
  const by = actor === 'system' ? 'system' : actor.id;
  const { link, invitation } = newLink(deps, { account, by, codeHash: null });
  const details = { expires_at: invitation.expires_at };
  const audit =
    actor === 'system'
      ? { ...systemEvent(deps), action: 'account.invited', object: account, details }
      : auditOf(deps, actor, 'account.invited', account, details);
  const made = await deps.store.setupLinks.make(link, audit);
  return made.ok ? ok(invitation) : made;
}

interface LinkFor {
  account: string;
  by: string;
  /** Of the code that has to be given with it. */
  codeHash: string | null;
}

/** A link as it is stored, and as it is handed over. */
export function newLink(
  { clock }: Pick<Deps, 'clock'>,
  { account, by, codeHash }: LinkFor,
): { link: SetupLinkRow; invitation: Invitation } {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const made_at = clock();
  const expires_at = made_at + VALID_MS;
  const about = { account, made_by: by, made_at, expires_at, code_hash: codeHash };
  return {
    link: { token_hash: hashOfLink(token), ...about },
    invitation: { path: `/set-up#${token}`, expires_at: instantOf(() => expires_at) },
  };
}

/** Why no administrator alone makes a link for this account, nor keeps one that was made before. */
export async function refusalOfLink(deps: Deps, account: string): Promise<Problem | undefined> {
  const { inForce } = deps;
  const people = inForce.organisation()?.people ?? [];
  const same = people.filter(({ id }) => inForce.samePerson(id, account));
  if (same.some(({ roles }) => roles.some((role) => watching.has(role)))) {
    return problem('link_account_watches', { id: account });
  }
  return (await wasUsed(deps, account)) ? problem('link_account_used', { id: account }) : undefined;
}

async function wasUsed({ store }: Deps, account: string): Promise<boolean> {
  const row = await store.accounts.get(account);
  if (row === undefined) return false;
  if (row.password !== '' || row.factor !== null) return true;
  if ((await store.sessions.of(account)).length > 0) return true;
  for (const action of ['sign_in', 'account.set_up']) {
    const told = { actor: account, action, allowed: true, limit: 1 };
    if ((await store.auditLog.page(told)).rows.length > 0) return true;
  }
  return false;
}

async function tellRefused(deps: Deps, actor: Actor, account: string, refused: Problem) {
  const told = await deps.recordAudit(deps, {
    at: instantOf(deps.clock),
    actor: actor.id,
    ...actor.asked,
    action: 'account.invited',
    object: account,
    allowed: false,
    details: { code: refused.code },
  });
  return told.ok ? failed(refused) : told;
}

export function hashOfLink(token: string): string {
  return hash('sha256', `flowmeter/link/v1\0${token}`, 'base64url');
}

function systemEvent(deps: Deps) {
  return { at: instantOf(deps.clock), actor: 'system', role: '', allowed: true };
}
