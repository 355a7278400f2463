/** A one-time link by which somebody sets the password of their account. */
import { hash, randomBytes } from 'node:crypto';
import { failed, ok, problem, type Result } from '@flowmeter/engine/problem.ts';
import type { Actor } from '../app-env.ts';
import { instantOf } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { auditOf } from './record-audit.ts';

const HOUR = 3_600_000;
/** Over a weekend and a holiday. */
const VALID_MS = 72 * HOUR;
const TOKEN_BYTES = 32;

export interface Invitation {
  /** Where the person sets their password; what comes after `#` never reaches a log. */
  path: string;
  expires_at: string;
}

/** Whoever had a password sets another one; a second factor stays, so that nobody gets in with the link alone. */
export async function invitePerson(
  deps: Deps,
  actor: Actor | 'system',
  account: string,
): Promise<Result<Invitation>> {
  if (deps.inForce.person(account) === undefined) {
    return failed(problem('account_not_found', { id: account }));
  }
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const made_at = deps.clock();
  const expires_at = made_at + VALID_MS;
  const by = actor === 'system' ? 'system' : actor.id;
  const row = { token_hash: hashOfLink(token), account, made_by: by, made_at, expires_at };
  const until = instantOf(() => expires_at);
  const details = { expires_at: until };
  const audit =
    actor === 'system'
      ? { ...systemEvent(deps), action: 'account.invited', object: account, details }
      : auditOf(deps, actor, 'account.invited', account, details);
  const made = await deps.store.setupLinks.make(row, audit);
  return made.ok ? ok({ path: `/set-up#${token}`, expires_at: until }) : made;
}

export function hashOfLink(token: string): string {
  return hash('sha256', `flowmeter/link/v1\0${token}`, 'base64url');
}

function systemEvent(deps: Deps) {
  return { at: instantOf(deps.clock), actor: 'system', role: '', allowed: true };
}
